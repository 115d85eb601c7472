using System.CommandLine;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger balance</c>.</summary>
internal static class BalanceVerb
{
    public static Command Create()
    {
        var directory = LedgerFolder.Argument();
        var name = new Argument<string>("ACCOUNT") { Description = "The account." };
        var verb = new Command("balance", "Show what an account holds.") { directory, name };
        verb.SetAction(async (parsed, cancellation) =>
        {
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var (account, book) = await LedgerAmount.FindAsync(folder, parsed.GetRequiredValue(name), cancellation);
            var sums = account.Balances;
            var owes = sums.DebitsPosted > sums.CreditsPosted;
            var balance = owes ? sums.DebitsPosted - sums.CreditsPosted : sums.CreditsPosted - sums.DebitsPosted;
            var output = parsed.Output();
            output.WriteLine($"balance   {(owes ? "-" : "")}{LedgerAmount.Print(balance, book)}");
            output.WriteLine($"on hold   {LedgerAmount.Print(sums.DebitsPending, book)} going out, {LedgerAmount.Print(sums.CreditsPending, book)} coming in");
            output.WriteLine($"history   {account.Ordinal + 1} entries, the last is entry {account.Head}{(account.IsClosed ? "; closed" : "")}");
            return ExitCode.Done;
        });
        return verb;
    }
}
