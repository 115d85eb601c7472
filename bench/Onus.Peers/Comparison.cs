using System.Globalization;
using Onus.Cli.Bench;
using Spectre.Console;

namespace Onus.Peers;

/// <summary>Lets Onus and its peers take turns, a few rounds, and prints the medians side by side.</summary>
/// <remarks>They take turns because the machine may have other work: whatever it does, it does to all of them.</remarks>
internal sealed class Comparison(string directory, int accounts, int seconds, int rounds, TextWriter output)
{
    private const int Batch = 8_192;

    private readonly TimeSpan _length = TimeSpan.FromSeconds(seconds);
    private readonly List<Contestant> _contestants = [];

    public async Task RunAsync()
    {
        output.WriteLine($"machine:    {LedgerBenchmark.Machine()}");
        output.WriteLine($"settings:   {accounts:N0} accounts that may not go negative, uniform; batches of {Batch:N0}; medians of {rounds} rounds of {seconds} s");
        output.WriteLine("Onus:       in process; every batch flushed (fsync) and covered by a signed checkpoint before it is answered; Merkle tree, state root a second");
        output.WriteLine($"SQLite:     {SqlitePeer.Settings}");
        using var ledger = new BenchLedger(Files("onus"), accounts);
        using var cluster = PostgresCluster.TryStart(Files("postgres"), out var problem);
        output.WriteLine(cluster is null ? $"SKIPPED:    {problem}" : $"PostgreSQL: {cluster.Settings}, private cluster on a socket of this machine, pgbench");
        await ledger.FoundAsync(Batch);
        await LedgerRuns.PackedAsync(ledger, "", new LedgerLoad(accounts, false, false, false, 7), Batch, TimeSpan.FromSeconds(2));
        var packed = Enter("Onus, packed calls", async round =>
            Of(await LedgerRuns.PackedAsync(ledger, "", new LedgerLoad(accounts, false, false, false, 8 + (ulong)round), Batch, _length)));
        var sqlite = Enter("SQLite, batches", round => Sqlite(round, Batch, chained: false));
        Enter("SQLite, batches, hash chain", round => Sqlite(round, Batch, chained: true));
        var fast = Enter(cluster, "PostgreSQL, batches set-based", "fast", chained: false, 1, Batch);
        Enter(cluster, "PostgreSQL, the same, hash chain", "fast", chained: true, 1, Batch);
        var loop = Enter(cluster, "PostgreSQL, batches row by row", "loop", chained: false, 1, Batch);
        var singles = Enter("Onus, single calls, 1,000 callers", async _ => Of(await LedgerRuns.SinglesAsync(ledger, "", 1_000, _length)));
        Enter("SQLite, one a transaction", round => Sqlite(round, 1, chained: false));
        var locks = Enter(cluster, "PostgreSQL, row-lock function, 16 clients", "one", chained: false, 16, 1);
        Enter(cluster, "PostgreSQL, the same, hash chain", "one", chained: true, 16, 1);
        if (cluster is not null) Enter("EF Core on PostgreSQL, 16 clients", _ => EfCorePeer.RunAsync(cluster, 16, accounts, _length));

        for (var round = 0; round < rounds; round++)
            foreach (var contestant in _contestants) contestant.Results.Add(await contestant.Run(round));
        Print();
        Ratio("packed calls against SQLite's batches", packed, 12, sqlite);
        if (fast is null || loop is null || locks is null) return;
        Ratio("packed calls against PostgreSQL's best batches of the same meaning", packed, 15, fast, loop);
        Ratio("single calls against PostgreSQL's row-lock function", singles, 10, locks);
    }

    private static Measured Of(LoadResult result) =>
        new(result.PerSecond, LoadResult.Percentile(result.Latencies, 50), LoadResult.Percentile(result.Latencies, 99));

    private Contestant Enter(string name, Func<int, Task<Measured>> run)
    {
        var contestant = new Contestant(name, run, []);
        _contestants.Add(contestant);
        return contestant;
    }

    private Contestant? Enter(PostgresCluster? cluster, string name, string script, bool chained, int clients, int batch) => cluster is null
        ? null
        : Enter(name, _ => Task.FromResult(cluster.Bench(script, chained, clients, batch, accounts, seconds)));

    private Task<Measured> Sqlite(int round, int batch, bool chained) =>
        Task.FromResult(SqlitePeer.Run(Files($"sqlite-{round}"), accounts, batch, chained, _length));

    private string Files(string name) => Path.Combine(directory, name);

    private void Print()
    {
        var table = new Table { Border = TableBorder.Markdown }.AddColumn("ledger");
        foreach (var figure in (string[])["transfers/s", "of slowest round", "of fastest", "call p50 ms", "p99 ms"]) table.AddColumn(new TableColumn(figure).RightAligned());
        foreach (var (name, _, results) in _contestants)
        {
            var median = Median(results);
            table.AddRow(
                name, Text("N0", median.PerSecond), Text("N0", results.Min(r => r.PerSecond)), Text("N0", results.Max(r => r.PerSecond)),
                Text("F2", median.P50), Text("F2", median.P99));
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!terminal.Profile.Out.IsTerminal) terminal.Profile.Width = 1_000;
        terminal.Write(table);
    }

    // Round by round, so that both sides of a ratio had the same machine.
    private void Ratio(string what, Contestant ours, int target, params Contestant[] theirs)
    {
        var ratios = Enumerable.Range(0, rounds).Select(i => ours.Results[i].PerSecond / theirs.Max(t => t.Results[i].PerSecond)).Order().ToList();
        output.WriteLine($"{what}: {Text("F1", ratios[rounds / 2])} x, median of rounds ({Text("F1", ratios[0])} to {Text("F1", ratios[^1])}; target {target})");
    }

    private static Measured Median(List<Measured> results) => results.OrderBy(result => result.PerSecond).ElementAt(results.Count / 2);

    private static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);

    private sealed record Contestant(string Name, Func<int, Task<Measured>> Run, List<Measured> Results);
}
