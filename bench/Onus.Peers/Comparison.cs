using System.Globalization;
using Onus.Cli.Bench;
using Spectre.Console;

namespace Onus.Peers;

/// <summary>Runs Onus, then its peers, then Onus again, and prints them side by side.</summary>
/// <remarks>Onus runs before and after, and its slower run counts: whatever else the machine did, it did not favour
/// Onus.</remarks>
internal sealed class Comparison(string directory, int accounts, int seconds, TextWriter output)
{
    private const int Batch = 8_192;

    private readonly TimeSpan _length = TimeSpan.FromSeconds(seconds);
    private readonly List<Measured> _rows = [];

    public async Task RunAsync()
    {
        output.WriteLine($"machine:    {LedgerBenchmark.Machine()}");
        output.WriteLine($"settings:   {accounts:N0} accounts that may not go negative, uniform; batches of {Batch:N0}; {seconds} s a row");
        output.WriteLine("Onus:       in process; every batch flushed (fsync) and covered by a signed checkpoint before it is answered; Merkle tree, state root a second");
        output.WriteLine($"SQLite:     {SqlitePeer.Settings}");
        var first = await OnusAsync("before");
        var sqlite = Add(SqlitePeer.Run("SQLite, batches", Files("sqlite"), accounts, Batch, chained: false, _length));
        Add(SqlitePeer.Run("SQLite, batches, hash chain", Files("sqlite"), accounts, Batch, chained: true, _length));
        Add(SqlitePeer.Run("SQLite, one a transaction", Files("sqlite"), accounts, 1, chained: false, _length));
        var postgres = await PostgresAsync();
        var second = await OnusAsync("after");
        Print();
        var packed = Math.Min(first.Packed, second.Packed);
        Ratio("packed calls against SQLite's batches", packed, sqlite.PerSecond, 12);
        if (postgres is not { } peer) return;
        Ratio("packed calls against PostgreSQL's best batches of the same meaning", packed, peer.Batches, 15);
        Ratio("single calls against PostgreSQL's row-lock function", Math.Min(first.Singles, second.Singles), peer.Singles, 10);
    }

    private async Task<(double Packed, double Singles)> OnusAsync(string when)
    {
        using var ledger = new BenchLedger(Files($"onus-{when}"), accounts);
        await ledger.FoundAsync(Batch);
        await LedgerRuns.PackedAsync(ledger, "", new LedgerLoad(accounts, false, false, false, 7), Batch, TimeSpan.FromSeconds(2));
        var packed = Add(await LedgerRuns.PackedAsync(ledger, $"Onus, packed calls ({when})", new LedgerLoad(accounts, false, false, false, 8), Batch, _length));
        var singles = Add(await LedgerRuns.SinglesAsync(ledger, $"Onus, single calls, 1,000 callers ({when})", 1_000, _length));
        return (packed.PerSecond, singles.PerSecond);
    }

    private async Task<(double Batches, double Singles)?> PostgresAsync()
    {
        using var cluster = PostgresCluster.TryStart(Files("postgres"), out var problem);
        if (cluster is null)
        {
            output.WriteLine($"SKIPPED:    {problem}");
            return null;
        }

        output.WriteLine($"PostgreSQL: {cluster.Settings}, private cluster on a socket of this machine, pgbench");
        var singles = Add(cluster.Bench("PostgreSQL, row-lock function, 16 clients", "one", false, 16, 1, accounts, seconds));
        Add(cluster.Bench("PostgreSQL, the same, hash chain", "one", true, 16, 1, accounts, seconds));
        var loop = Add(cluster.Bench("PostgreSQL, batches row by row", "loop", false, 1, Batch, accounts, seconds));
        var fast = Add(cluster.Bench("PostgreSQL, batches set-based", "fast", false, 1, Batch, accounts, seconds));
        Add(cluster.Bench("PostgreSQL, the same, hash chain", "fast", true, 1, Batch, accounts, seconds));
        Add(await EfCorePeer.RunAsync(cluster, 16, accounts, _length));
        return (Math.Max(loop.PerSecond, fast.PerSecond), singles.PerSecond);
    }

    private Measured Add(LoadResult result) =>
        Add(new Measured(result.Name, result.PerSecond, LoadResult.Percentile(result.Latencies, 50), LoadResult.Percentile(result.Latencies, 99)));

    private Measured Add(Measured measured)
    {
        _rows.Add(measured);
        return measured;
    }

    private string Files(string name) => Path.Combine(directory, name);

    private void Print()
    {
        var table = new Table { Border = TableBorder.Markdown }.AddColumn("ledger");
        foreach (var figure in (string[])["transfers/s", "call p50 ms", "p99 ms"]) table.AddColumn(new TableColumn(figure).RightAligned());
        foreach (var row in _rows) table.AddRow(row.Name, Text("N0", row.PerSecond), Text("F2", row.P50), Text("F2", row.P99));
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!terminal.Profile.Out.IsTerminal) terminal.Profile.Width = 1_000;
        terminal.Write(table);
    }

    private void Ratio(string what, double ours, double theirs, int target) =>
        output.WriteLine($"{what}: {Text("F1", ours / theirs)} x (target {target})");

    private static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
