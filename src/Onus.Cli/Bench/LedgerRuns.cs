using System.Diagnostics;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Ledger;

namespace Onus.Cli.Bench;

/// <summary>Runs loads against a ledger in process, as callers do.</summary>
internal static class LedgerRuns
{
    private const int InFlight = 3;

    /// <summary>Packed calls, a few on their way at once, so that one is decided while another is flushed.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="name">The load, for the table.</param>
    /// <param name="load">What is asked.</param>
    /// <param name="batch">Transfers per call.</param>
    /// <param name="length">How long.</param>
    /// <param name="perSecond">The rate at which calls are made; null for as fast as answers come.</param>
    public static async Task<LoadResult> PackedAsync(
        BenchLedger ledger, string name, LedgerLoad load, int batch, TimeSpan length, double? perSecond = null)
    {
        var commands = Enumerable.Range(0, InFlight).Select(_ => new TransferCommand[batch]).ToArray();
        var results = Enumerable.Range(0, InFlight).Select(_ => new TransferResult[batch]).ToArray();
        var calls = new Task<double>?[InFlight];
        var latencies = new List<double>(1 << 14);
        var (done, refused) = (0L, 0L);
        var meter = new LoadMeter(ledger.Device);
        for (var turn = 0; meter.Elapsed < length || calls.Any(c => c is not null); turn++)
        {
            var slot = turn % InFlight;
            if (calls[slot] is { } call)
            {
                latencies.Add(await call);
                foreach (ref readonly var result in results[slot].AsSpan())
                    if (result.Outcome != TransferOutcome.Accepted) refused++;
                done += batch;
                calls[slot] = null;
            }

            if (meter.Elapsed >= length) continue;
            load.Fill(commands[slot]);
            if (perSecond is { } rate) await UntilAsync(meter, TimeSpan.FromSeconds(turn * batch / rate));
            calls[slot] = CallAsync(ledger.Engine, commands[slot], results[slot]);
        }

        return meter.Stop(refused == 0 ? name : $"{name} ({refused:N0} refused)", done, latencies);
    }

    /// <summary>Single transfers of many callers, each of whom waits for an answer before asking again.</summary>
    public static async Task<LoadResult> SinglesAsync(BenchLedger ledger, string name, int callers, TimeSpan length)
    {
        var latencies = new List<double>[callers];
        var meter = new LoadMeter(ledger.Device);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var mine = latencies[caller] = new List<double>(1_024);
            var load = new LedgerLoad(ledger.Accounts, false, false, false, (ulong)caller * 7_919 + 11);
            var ids = new Uuid7Generator(TimeProvider.System, SystemEntropy.Instance);
            var one = new TransferCommand[1];
            while (meter.Elapsed < length)
            {
                load.Fill(one);
                var sent = Stopwatch.GetTimestamp();
                var answer = await ledger.Engine.SubmitAsync(one[0] with { Id = ids.Next() });
                if (!answer.IsDurable) throw NotDelivered(ledger.Engine);
                mine.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        })));
        return meter.Stop(name, latencies.Sum(mine => (long)mine.Count), latencies.SelectMany(mine => mine));
    }

    private static async Task<double> CallAsync(OnusEngine engine, TransferCommand[] commands, TransferResult[] results)
    {
        var sent = Stopwatch.GetTimestamp();
        if (await engine.SubmitAsync(commands, results) != Delivery.Durable) throw NotDelivered(engine);
        return Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
    }

    private static async Task UntilAsync(LoadMeter meter, TimeSpan due)
    {
        if (due > meter.Elapsed) await Task.Delay(due - meter.Elapsed);
    }

    private static Refusal NotDelivered(OnusEngine engine) => new(engine.Failure ?? "the engine did not deliver", ExitCode.Broken);
}
