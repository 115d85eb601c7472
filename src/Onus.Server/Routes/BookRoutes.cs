using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Server.Views;

namespace Onus.Server.Routes;

/// <summary><c>/v1/books</c>: the units that money is counted in.</summary>
internal static class BookRoutes
{
    public static void Map(RouteGroupBuilder v1)
    {
        var books = v1.MapGroup("/books").WithTags("Books");
        books.MapGet("", ListAsync).WithName("listBooks");
        books.MapPost("", OpenAsync).WithName("openBook");
        books.MapGet("/{book}", OneAsync).WithName("getBook");
        books.MapGet("/{book}/proof", ProveAsync).RequireScope(Scopes.Read).WithName("proveBook")
            .Produces(200, contentType: "application/octet-stream");
    }

    private static Task<Page<BookView>> ListAsync(Node node) =>
        node.ReadAsync((_, ledger) => new Page<BookView>([.. ledger.Books.Select(book => LedgerViews.Of(book, node.Names))], null));

    private static async Task<BookView> OneAsync(string book, Node node)
    {
        var id = Given.Id(book, "book");
        return await node.ReadAsync((_, ledger) => ledger.TryGetBook(id, out var found) ? LedgerViews.Of(found, node.Names) : null)
            ?? throw Refused.NotFound("no book has that name");
    }

    private static async Task<Written> OpenAsync(OpenBookRequest request, HttpContext http, Node node, MoneyPowers powers)
    {
        await powers.DemandHouseAsync(Caller.Of(http));
        var name = Given.Name(request.Book, "/book");
        var digits = request.Digits ?? (Currency.TryFind(request.Unit, out var currency)
            ? currency.MinorDigits
            : throw Refused.Malformed($"{request.Unit} is no currency (ISO 4217): say how many digits its minor unit has", "/digits"));
        if (digits is < 0 or > byte.MaxValue) throw Refused.Malformed("a unit has 0 to 30 digits", "/digits");
        var head = Commands.Head(http, node);
        var answer = await node.Engine.SubmitAsync(
            new OpenBook(head, Id128.OfName(name), request.Unit, (byte)digits, BookPurpose.Money), cancellation: http.RequestAborted);
        var written = Answers.Written(answer, head.Id);
        if (Given.IsName(name)) node.Names.Set(Id128.OfName(name), name);
        return written;
    }

    private static async Task<IResult> ProveAsync(string book, Node node)
    {
        var proof = Answers.Durable(await node.Engine.ProveTotalAsync(Given.Id(book, "book")));
        return proof is null ? throw Refused.NotFound("no book has that name") : Results.Bytes(proof.ToBytes(), "application/octet-stream", "book.onus-proof");
    }
}
