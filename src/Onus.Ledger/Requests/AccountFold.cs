using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Requests;

/// <summary>Folds what is entered about books and accounts into the tables; live and replayed entries alike.</summary>
internal sealed class AccountFold(LedgerTables tables)
{
    public void Apply(BookOpened opened) => tables.Books.Add(new BookRecord(
        (ushort)tables.Books.Count, opened.Envelope.Index, opened.Book, opened.Unit, opened.Digits, opened.Purpose));

    public void Apply(AccountOpened opened)
    {
        var book = tables.Books.FindOpenedBy(opened.Book);
        Invariant.Holds(book is not null);
        Invariant.Holds(tables.Accounts.Find(opened.Account) == AccountTable.NotFound);
        var record = new AccountRecord
        {
            Id = opened.Account,
            Party = opened.Party,
            Opened = opened.Envelope.Index,
            Head = opened.Envelope.Index,
            Book = book.Number,
            Code = opened.Code,
        };
        tables.Accounts.Add(book, record, opened.DebitLimit, opened.CreditLimit);
    }

    public void Apply(LimitsChanged changed)
    {
        var number = Advance(changed.Envelope);
        tables.Accounts.SetLimits(number, changed.DebitLimit, changed.CreditLimit);
    }

    public void Apply(AccountClosed closed)
    {
        ref var account = ref tables.Accounts[Advance(closed.Envelope)];
        Invariant.Holds(!account.IsClosed);
        account.Flags |= AccountFlags.Closed;
    }

    public void Apply(AccountReopened reopened)
    {
        ref var account = ref tables.Accounts[Advance(reopened.Envelope)];
        Invariant.Holds(account.IsClosed);
        account.Flags &= ~AccountFlags.Closed;
    }

    /// <summary>The account of the entry's only link, moved on to the entry.</summary>
    private uint Advance(in EntryEnvelope envelope) => tables.Accounts.Advance(envelope.Lineage[0], envelope.Index);
}
