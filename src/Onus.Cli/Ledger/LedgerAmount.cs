using Onus.Core;
using Onus.Ledger;

namespace Onus.Cli.Ledger;

/// <summary>Amounts as somebody types and reads them, in the unit of an account's book.</summary>
internal static class LedgerAmount
{
    /// <summary>Finds an account and its book.</summary>
    public static async Task<(Account Account, Book Book)> FindAsync(LedgerFolder folder, string name, CancellationToken cancellation)
    {
        var found = LedgerFolder.Unwrap(await folder.Engine.ReadAsync(
            ledger => ledger.TryGetAccount(LedgerFolder.IdOf(name), out var account) && ledger.TryGetBook(account.Book, out var book)
                ? (account, book)
                : ((Account, Book)?)null,
            cancellation: cancellation));
        return found ?? throw new Refusal($"there is no account {name}; 'onus ledger open-account' opens one");
    }

    /// <summary>Finds a book by its name; answers the entry that opened it.</summary>
    public static async Task<ulong> FindBookAsync(LedgerFolder folder, string name, CancellationToken cancellation)
    {
        var found = LedgerFolder.Unwrap(await folder.Engine.ReadAsync(
            ledger => ledger.TryGetBook(LedgerFolder.IdOf(name), out var book) ? book.Opened : (ulong?)null, cancellation: cancellation));
        return found ?? throw new Refusal($"there is no book {name}; 'onus ledger open-book' opens one");
    }

    /// <summary>Reads an amount such as <c>1,000.00</c>.</summary>
    public static UInt128 Parse(string text, Book book) => Money.TryParseMinor(text, book.Digits, out var minor)
        ? minor
        : throw new Refusal($"'{text}' is no amount of {book.Unit}: write it like {Money.FormatMinor(100_000, book.Digits)}");

    /// <summary>Prints an amount with its unit.</summary>
    public static string Print(UInt128 minor, Book book) => $"{book.Unit} {Money.FormatMinor(minor, book.Digits)}";
}
