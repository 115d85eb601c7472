using Onus.Client.Contracts;

namespace Onus.Console.Tests.FakeApi;

public sealed partial class FakeNode
{
    // The routes of the pages on products, responsibility, reports, decisions, the ledger and people.
    private void MapMore()
    {
        Answer("GET", "/v1/books", _ => new Page<BookView>([], null));
    }
}
