using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Onus.Cli.Bench;

/// <summary><c>onus bench server</c>: a node behind real sockets, and its clients, on this machine's cores together.</summary>
internal static class BenchServerCommand
{
    public static Command Create()
    {
        var accounts = new Option<int>("--accounts") { Description = "How many accounts there are.", DefaultValueFactory = _ => 100_000, HelpName = "N" };
        var seconds = new Option<int>("--seconds") { Description = "How long each load runs.", DefaultValueFactory = _ => 5, HelpName = "N" };
        var callers = new Option<int>("--callers") { Description = "How many callers send single transfers.", DefaultValueFactory = _ => 1_000, HelpName = "N" };
        var command = new Command("server", "Measure the API over loopback: packed batches, single transfers joined and raw.") { accounts, seconds, callers };
        command.SetAction((parsed, _) => RunAsync(parsed, parsed.GetValue(accounts), parsed.GetValue(seconds), parsed.GetValue(callers)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, int accounts, int seconds, int callers)
    {
        if (accounts is < 2 or > 10_000_000 || seconds is < 1 or > 600 || callers is < 1 or > 10_000)
            throw new Refusal("--accounts must be 2 to 10000000, --seconds 1 to 600, --callers 1 to 10000");
        var (folder, output) = (Directory.CreateTempSubdirectory("onus-bench-server-"), parsed.Output());
        try
        {
            output.WriteLine($"machine:  {LedgerBenchmark.Machine()}");
            output.WriteLine($"settings: {accounts:N0} accounts that may not go negative; every answer durable and covered by a signed checkpoint;");
            output.WriteLine("          node and clients are one process, and talk over loopback sockets");
            var (length, table) = (TimeSpan.FromSeconds(seconds), NewTable());
            await using (var server = await BenchServer.StartAsync(Path.Combine(folder.FullName, "transfers"), accounts, TimeProvider.System))
            {
                await new ServerRuns(server, TimeSpan.FromSeconds(1)).PackedAsync("", withBalances: true);
                var runs = new ServerRuns(server, length);
                Add(table, await runs.PackedAsync("packed batches of 8,192, one client (gRPC)", withBalances: false));
                Add(table, await runs.PackedAsync("the same, with balances after each", withBalances: true));
                Add(table, await runs.JoinedAsync($"single, {callers:N0} callers through one client", callers));
                Add(table, await runs.RawAsync($"single, {callers:N0} callers, a request each", callers));
            }

            parsed.Terminal().Write(table);
            output.WriteLine("          processor time and bytes are for one, of client and node together");
            return ExitCode.Done;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Table NewTable()
    {
        var table = new Table { Border = TableBorder.Markdown }.AddColumn("load");
        foreach (var figure in (string[])["done/s", "p50 ms", "p99 ms", "process ns", "bytes allocated"])
            table.AddColumn(new TableColumn(figure).RightAligned());
        return table;
    }

    private static void Add(Table table, ServerResult result)
    {
        string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
        var done = Math.Max(1, result.Done);
        table.AddRow(
            result.Refused == 0 ? result.Name : $"{result.Name} ({result.Refused:N0} refused)",
            Text("N0", result.Done / result.Took.TotalSeconds), Text("F2", LoadResult.Percentile(result.Latencies, 50)),
            Text("F2", LoadResult.Percentile(result.Latencies, 99)), Text("N0", result.Processor.TotalNanoseconds / done),
            Text("N0", result.Allocated / (double)done));
    }
}
