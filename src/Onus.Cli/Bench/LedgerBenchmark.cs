using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Spectre.Console;

namespace Onus.Cli.Bench;

/// <summary>Runs loads through the engine and prints what they cost.</summary>
internal sealed class LedgerBenchmark(string directory, int accounts, TimeSpan length, int batch, TextWriter output, IAnsiConsole terminal)
{
    private static readonly TimeSpan RootEvery = TimeSpan.FromSeconds(1);

    // A long run is for the first load; the others show what differs.
    private readonly TimeSpan _short = length < TimeSpan.FromSeconds(10) ? length : TimeSpan.FromSeconds(10);
    private readonly Table _table = LoadResult.NewTable();

    public async Task RunAsync()
    {
        output.WriteLine($"machine:  {Machine()}");
        output.WriteLine($"settings: {accounts:N0} accounts that may not go negative, packed calls of {batch:N0}, every batch flushed to the device");
        output.WriteLine("          and covered by a signed checkpoint before it is answered; a state root every second");
        using var ledger = new BenchLedger(directory, accounts);
        var start = Stopwatch.GetTimestamp();
        await ledger.FoundAsync(batch);
        output.WriteLine($"          opened and funded in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");

        await WarmUpAsync(ledger, 0);
        var uniform = await PackedAsync(ledger, $"uniform, 118 bytes, {length.TotalSeconds:F0} s", Uniform(1), length);
        await PackedAsync(ledger, "Zipf 1.0, 118 bytes", new LedgerLoad(accounts, true, false, false, 2), _short);
        await PackedAsync(ledger, "uniform, 178 bytes", new LedgerLoad(accounts, false, true, false, 3), _short);
        await PackedAsync(ledger, "two phases (hold, capture)", new LedgerLoad(accounts, false, false, true, 4), _short);
        var half = await PackedAsync(ledger, "uniform, at half load", Uniform(5), _short, uniform.PerSecond / 2);
        _table.AddRow((await LedgerRuns.SinglesAsync(ledger, "single, 1,000 callers at once", 1_000, _short)).Row());
        var (used, ids) = (await ledger.Engine.ReadAsync(state => (state.MemoryUsed, state.IdCount - state.FirstIdInMemory))).Result;

        // Side by side: the ids have grown since the first load.
        var restart = ledger.Reopen(rootEvery: null);
        var entries = ledger.Engine.Log.Head.Size;
        await WarmUpAsync(ledger, 8);
        var without = await PackedAsync(ledger, "uniform, without state roots", Uniform(6), _short);
        ledger.Reopen(RootEvery);
        await WarmUpAsync(ledger, 9);
        var with = await PackedAsync(ledger, "uniform, with them again", Uniform(7), _short);

        terminal.Write(_table);
        output.WriteLine($"          times of threads and allocations are for one transfer; the process includes the callers");
        output.WriteLine($"latency:  at half load p99 {Ratio(half.Latencies, half.Flushes):F1} x the p99 of the log's own fsync in that run");
        output.WriteLine($"roots:    one a second takes {1 - with.PerSecond / without.PerSecond:P1} of the throughput, {with.ProcessEach / without.ProcessEach - 1:P1} more processor time");
        output.WriteLine($"memory:   {used.Accounts / (double)accounts:F0} bytes per account, {used.Ids / (double)ids:F0} bytes per command id in memory");
        output.WriteLine($"restart:  {restart.TotalSeconds:F2} s from the snapshot, {entries:N0} entries, {accounts:N0} accounts");
    }

    /// <summary>What was measured on.</summary>
    public static string Machine() =>
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores, "
        + $"AVX-512 {(Avx512F.IsSupported ? "yes" : "no")}, {RuntimeInformation.FrameworkDescription}{Load()}";

    private static string Load() =>
        File.Exists("/proc/loadavg") ? $", load before {File.ReadAllText("/proc/loadavg").Split(' ')[0]}" : "";

    private static double Ratio(double[] latencies, double[] flushes) =>
        LoadResult.Percentile(latencies, 99) / LoadResult.Percentile(flushes, 99);

    private LedgerLoad Uniform(ulong seed) => new(accounts, false, false, false, seed + 100);

    // Two roots, the first of them over every account.
    private Task<LoadResult> WarmUpAsync(BenchLedger ledger, ulong seed) =>
        LedgerRuns.PackedAsync(ledger, "", Uniform(seed), batch, TimeSpan.FromSeconds(2));

    private async Task<LoadResult> PackedAsync(
        BenchLedger ledger, string name, LedgerLoad load, TimeSpan time, double? perSecond = null)
    {
        var result = await LedgerRuns.PackedAsync(ledger, name, load, batch, time, perSecond);
        _table.AddRow(result.Row());
        return result;
    }
}
