using System.CommandLine;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger balance</c>.</summary>
internal static class BalanceVerb
{
    public static Command Create()
    {
        var directory = LedgerFolder.Argument();
        var name = new Argument<string>("ACCOUNT") { Description = "The account." };
        var at = new Option<string?>("--at") { Description = "What it held after everything that the log accepted up to this time.", HelpName = "TIME" };
        var effective = new Option<bool>("--effective") { Description = "With --at: by the time at which entries took effect, which for imports is earlier." };
        var verb = new Command("balance", "Show what an account holds, or held.") { directory, name, at, effective };
        verb.SetAction(async (parsed, cancellation) =>
        {
            var time = LedgerText.Time(parsed.GetValue(at), "--at");
            if (time is null && parsed.GetValue(effective)) throw new Refusal("--effective says by which time --at is meant: name one with --at");
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var (account, book) = await LedgerAmount.FindAsync(folder, parsed.GetRequiredValue(name), cancellation);
            var sums = account.Balances;
            if (time is { } then)
            {
                var byEffect = parsed.GetValue(effective);
                sums = LedgerFolder.Unwrap(await folder.Engine.QueryAsync(
                        (queries, _) => byEffect ? queries.BalancesEffectiveAt(account.Opened, then) : queries.BalancesAt(account.Opened, then), cancellation: cancellation))
                    ?? throw new Refusal($"{parsed.GetRequiredValue(name)} was not open yet at {then}");
            }

            var output = parsed.Output();
            output.WriteLine($"balance   {LedgerText.Balance(sums, book)}{(time is null ? "" : $" at {time}")}");
            output.WriteLine($"on hold   {LedgerAmount.Print(sums.DebitsPending, book)} going out, {LedgerAmount.Print(sums.CreditsPending, book)} coming in");
            if (time is null) output.WriteLine($"history   {account.Ordinal + 1} entries, the last is entry {account.Head}{(account.IsClosed ? "; closed" : "")}");
            return ExitCode.Done;
        });
        return verb;
    }
}
