using System.CommandLine;

namespace Onus.Cli.Bench;

/// <summary><c>onus bench ledger</c>: durable transfers through the whole engine.</summary>
internal static class BenchLedgerCommand
{
    public static Command Create()
    {
        var accounts = new Option<int>("--accounts") { Description = "How many accounts there are.", DefaultValueFactory = _ => 1_000_000, HelpName = "N" };
        var seconds = new Option<int>("--seconds") { Description = "How long the first load runs; the others at most 10.", DefaultValueFactory = _ => 10, HelpName = "N" };
        var batch = new Option<int>("--batch") { Description = "Transfers per packed call, one flush each.", DefaultValueFactory = _ => 8_192, HelpName = "N" };
        var directory = new Option<DirectoryInfo?>("--dir") { Description = "A directory on the disk to measure; a temporary one otherwise.", HelpName = "DIR" };
        var command = new Command("ledger", "Measure the ledger: durable, Merkle-logged transfers in process. bench/Onus.Peers measures it beside others.") { accounts, seconds, batch, directory };
        command.SetAction((parsed, _) => RunAsync(
            parsed, parsed.GetValue(accounts), parsed.GetValue(seconds), parsed.GetValue(batch), parsed.GetValue(directory)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, int accounts, int seconds, int batch, DirectoryInfo? parent)
    {
        if (accounts is < 2 or > 50_000_000 || seconds is < 1 or > 3_600 || batch is < 1 or > 8_192)
            throw new Refusal("--accounts must be 2 to 50000000, --seconds 1 to 3600, --batch 1 to 8192");
        if (parent is { Exists: false }) throw new Refusal($"there is no directory {parent}");
        var directory = Path.Combine(parent?.FullName ?? Path.GetTempPath(), $"onus-bench-{Guid.NewGuid():N}");
        try
        {
            await new LedgerBenchmark(directory, accounts, TimeSpan.FromSeconds(seconds), batch, parsed.Output(), parsed.Terminal()).RunAsync();
            return ExitCode.Done;
        }
        finally
        {
            if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
        }
    }
}
