using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Server.Views;

/// <summary>Books, accounts and entries of money as the API shows them; made on the writer's thread.</summary>
internal static class LedgerViews
{
    public static BookView Of(Book book, NameRegister names) => new(
        book.Id, book.Opened, names.Of(book.Id), book.Unit, book.Digits, book.Purpose.ToString(), book.Accounts,
        Amounts.Text(book.Totals.DebitsPosted, book.Digits), Amounts.Text(book.Totals.DebitsPending, book.Digits));

    public static AccountView Of(in Account account, LedgerState ledger, CasesState cases, NameRegister names)
    {
        Invariant.Holds(ledger.TryGetBook(account.Book, out var book));
        var party = cases.Registry.TryFindActor(account.Party, out var actor) ? actor.Entry : (ulong?)null;
        return new AccountView(
            account.Id, account.Opened, names.Of(account.Id), book.Id, book.Unit, party, party is null ? null : names.Of(account.Party),
            account.Code, Limit(account.DebitLimit, book), Limit(account.CreditLimit, book), account.IsClosed,
            Of(account.Balances, book.Digits), account.Head, account.Ordinal + 1);
    }

    public static BalanceView Of(in Balances sums, int digits) => new(
        Amounts.Text(sums.DebitsPosted, digits), Amounts.Text(sums.CreditsPosted, digits),
        Amounts.Text(sums.DebitsPending, digits), Amounts.Text(sums.CreditsPending, digits),
        Amounts.Difference(sums.CreditsPosted, sums.DebitsPosted, digits));

    /// <summary>An entry that moves or reserves money.</summary>
    /// <param name="entry">What it says.</param>
    /// <param name="hold">What has become of it, where it is a hold.</param>
    /// <param name="after">The sums of the account whose statement this is, right after it.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="names">The names.</param>
    public static EntryView Of(LedgerEntry entry, HoldState hold, BalanceView? after, LedgerState ledger, NameRegister names)
    {
        var (lines, unit) = (new List<PostingLine>(entry.Lines.Count), "");
        foreach (var line in entry.Lines)
        {
            Invariant.Holds(ledger.TryGetAccount(line.Account, out var account) & ledger.TryGetBook(account.Book, out var book));
            if (unit.Length == 0) unit = book.Unit;
            lines.Add(new PostingLine(account.Id.ToString(), line.Side.ToString(), Amounts.Text(line.Amount, book.Digits), names.Of(account.Id)));
        }

        return new EntryView(
            entry.Index, entry.Time, entry.Kind.ToString(), entry.Transfer?.Id ?? entry.Postings?.Envelope.Command ?? default,
            entry.Transfer is { } transfer ? TransferReader.NameOf(transfer.Act) : null,
            entry.Transfer?.Code ?? entry.Postings?.Code ?? 0, lines, unit, hold == HoldState.None ? null : hold.ToString(),
            Reference(entry), after, null);
    }

    /// <summary>What only the entry's bytes say: its command, and the case whose act it is.</summary>
    public static EntryView With(this EntryView view, ReadOnlyMemory<byte> bytes)
    {
        if (TransferLayout.IsTransfer(bytes.Span)) return view;
        var command = EntryEnvelope.ReadStart(CborExtensions.NewReader(bytes)).Command;
        ulong? @case = ActEntry.TryRead(bytes, out var act) ? act!.Case
            : CaseMigrated.TryRead(bytes, out var migrated) ? migrated!.Act.Case
            : CourtOrdered.TryRead(bytes, out var ordered) ? ordered!.Act.Case
            : null;
        return view with { Command = command, Case = @case };
    }

    private static Id128? Reference(LedgerEntry entry)
    {
        var reference = entry.Transfer?.Reference ?? entry.Postings?.Reference ?? default;
        return reference.IsNone ? null : reference;
    }

    private static string? Limit(UInt128? limit, Book book) => limit is { } amount ? Amounts.Text(amount, book.Digits) : null;
}
