using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Ledger;

namespace Onus.Cli.Ledger;

/// <summary>Accounts and entries as lines of text.</summary>
internal static class LedgerText
{
    /// <summary>What an account holds: posted credits less debits, with its unit.</summary>
    public static string Balance(in Balances sums, Book book) => sums.DebitsPosted > sums.CreditsPosted
        ? $"-{LedgerAmount.Print(sums.DebitsPosted - sums.CreditsPosted, book)}"
        : LedgerAmount.Print(sums.CreditsPosted - sums.DebitsPosted, book);

    /// <summary>A limit, or that there is none.</summary>
    public static string Limit(UInt128? limit, Book book) => limit is { } amount ? LedgerAmount.Print(amount, book) : "none";

    /// <summary>What an entry does, in the unit of each account's book.</summary>
    public static string Describe(LedgerEntry entry, LedgerState ledger)
    {
        var lines = entry.Lines.Take(4).Select(line => $"{(line.Side == Side.Debit ? "debit" : "credit")} {NameOf(line.Account, ledger)} {Amount(line, ledger)}");
        return $"entry {entry.Index}  {entry.Time}  {What(entry.Kind, entry)}: {string.Join(", ", lines)}{(entry.Lines.Count > 4 ? $" and {entry.Lines.Count - 4} more" : "")}";
    }

    /// <summary>What kind of entry it is, in a word or two.</summary>
    public static string What(EntryKind kind, LedgerEntry? entry) => entry?.Transfer is { } transfer
        ? transfer.Act.ToString().ToLowerInvariant()
        : kind switch
        {
            EntryKind.AccountOpened => "opened",
            EntryKind.AccountClosed => "closed",
            EntryKind.AccountReopened => "opened again",
            EntryKind.LimitsChanged => "limits changed",
            _ => kind.ToString().ToLowerInvariant(),
        };

    /// <summary>A time as somebody types it, or a refusal.</summary>
    public static LogTime? Time(string? text, string option) => text is null ? null
        : LogTime.TryParse(text, out var time) ? time
        : throw new Refusal($"{option} {text} is no time: write it like 2026-11-24T08:30:00Z");

    /// <summary>One of the names of an enumeration, or a refusal that lists them.</summary>
    public static T? Name<T>(string? text, string option)
        where T : struct, Enum => text is null ? null
        : Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]) ? value
        : throw new Refusal($"{option} {text} is not known: one of {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}");

    /// <summary>The outcome that is an acceptance, or a refusal in one line.</summary>
    public static LedgerResult<T> Accepted<T>(Answer<LedgerResult<T>> answer, T accepted)
        where T : struct, Enum
    {
        var result = LedgerFolder.Unwrap(answer);
        return EqualityComparer<T>.Default.Equals(result.Outcome, accepted)
            ? result
            : throw new Refusal($"refused: {result.Outcome}{(result.Index > 0 ? $" (entry {result.Index})" : "")}", ExitCode.Refuted);
    }

    /// <summary>An account as the log names it: by the entry that opened it, with its id.</summary>
    public static string NameOf(ulong opened, LedgerState ledger) => ledger.TryGetAccount(opened, out var account)
        ? account.Id.ToString()
        : $"the account of entry {opened}";

    private static string Amount(PostedLine line, LedgerState ledger) =>
        ledger.TryGetAccount(line.Account, out var account) && ledger.TryGetBook(account.Book, out var book)
            ? LedgerAmount.Print(line.Amount, book)
            : $"{line.Amount} minor units";
}
