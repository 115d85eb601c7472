using System.CommandLine;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger history</c>: the entries of an account, newest first, with the balance after each.</summary>
internal static class HistoryVerb
{
    public static Command Create()
    {
        var directory = LedgerFolder.Argument();
        var name = new Argument<string>("ACCOUNT") { Description = "The account." };
        var limit = PagingOptions.Limit();
        var verb = new Command("history", "Show the entries of an account, newest first, with the balance after each.") { directory, name, limit };
        verb.SetAction(async (parsed, cancellation) =>
        {
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var (account, book) = await LedgerAmount.FindAsync(folder, parsed.GetRequiredValue(name), cancellation);
            var most = parsed.GetValue(limit);
            var lines = LedgerFolder.Unwrap(await folder.Engine.QueryAsync((queries, _) => Walk(queries, account.Opened, most), cancellation: cancellation));
            foreach (var line in lines)
            {
                var bytes = folder.Engine.Log.ReadEntry(line.Step.Index);
                var entry = LedgerEntry.Read(bytes);
                var own = entry?.Lines.First(l => l.Account == account.Opened);
                var amount = own is { } posted ? $" {(posted.Side == Side.Debit ? "-" : "+")}{LedgerAmount.Print(posted.Amount, book)}" : "";
                parsed.Output().WriteLine($"entry {line.Step.Index}  {line.Step.Time}  {LedgerText.What(EntryHeader.KindOf(bytes.Span), entry)}{amount}  balance {LedgerText.Balance(line.Balances, book)}");
            }

            if ((ulong)lines.Count <= account.Ordinal) parsed.Output().WriteLine($"{account.Ordinal + 1 - (ulong)lines.Count} older; --limit shows more");
            return ExitCode.Done;
        });
        return verb;
    }

    private static List<StatementLine> Walk(LedgerQueries queries, ulong account, int most)
    {
        var lines = new List<StatementLine>();
        var walk = queries.Walk(account);
        while (lines.Count < most && walk is not null && walk.MoveBack(out var line)) lines.Add(line);
        return lines;
    }
}
