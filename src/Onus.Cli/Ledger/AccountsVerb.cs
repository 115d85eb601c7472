using System.CommandLine;
using System.Globalization;
using Onus.Ledger;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger accounts</c>: the accounts that pass all filters.</summary>
internal static class AccountsVerb
{
    public static Command Create()
    {
        var directory = LedgerFolder.Argument();
        var party = new Option<string?>("--party") { Description = "Accounts of this party.", HelpName = "PARTY" };
        var book = new Option<string?>("--book") { Description = "Accounts of this book.", HelpName = "BOOK" };
        var code = new Option<ushort?>("--code") { Description = "Accounts with this code.", HelpName = "N" };
        var closed = new Option<bool?>("--closed") { Description = "Accounts that are closed (true) or open (false).", HelpName = "BOOL" };
        var (limit, after) = (PagingOptions.Limit(), PagingOptions.After());
        var verb = new Command("accounts", "List accounts; everything that is named must hold.") { directory, party, book, code, closed, limit, after };
        verb.SetAction(async (parsed, cancellation) =>
        {
            var cursor = Cursor(parsed.GetValue(after));
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var filter = new AccountFilter
            {
                Party = parsed.GetValue(party) is { } owner ? LedgerFolder.IdOf(owner) : null,
                Book = parsed.GetValue(book) is { } name ? await LedgerAmount.FindBookAsync(folder, name, cancellation) : null,
                Code = parsed.GetValue(code),
                IsClosed = parsed.GetValue(closed),
            };
            var most = parsed.GetValue(limit);
            var page = LedgerFolder.Unwrap(await folder.Engine.QueryAsync((queries, _) => queries.Accounts(filter, cursor, most), cancellation: cancellation));
            var books = LedgerFolder.Unwrap(await folder.Engine.ReadAsync(ledger => ledger.Books.ToDictionary(b => b.Opened), cancellation: cancellation));
            foreach (var account in page.Rows) parsed.Output().WriteLine(Line(account, books[account.Book]));
            if (page.Next is { } next) parsed.Output().WriteLine(string.Create(CultureInfo.InvariantCulture, $"more: --after {next}"));
            else if (page.Rows.Count == 0) parsed.Output().WriteLine("no account passes");
            return ExitCode.Done;
        });
        return verb;
    }

    private static string Line(in Account account, Book book) =>
        $"{account.Id}  entry {account.Opened}  code {account.Code}  balance {LedgerText.Balance(account.Balances, book)}"
        + (account.Party.IsNone ? "" : $"  party {account.Party}") + (account.IsClosed ? "  closed" : "");

    private static ulong? Cursor(string? text) => text is null ? null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor
        : throw new Refusal($"--after {text} is no cursor: give what the page before printed last");
}
