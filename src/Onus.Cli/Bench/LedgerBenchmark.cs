using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;
using Spectre.Console;

namespace Onus.Cli.Bench;

/// <summary>Runs loads through the engine and prints what they cost.</summary>
internal sealed class LedgerBenchmark(
    string directory, int accounts, TimeSpan length, int batch, TextWriter output, IAnsiConsole terminal)
{
    private const int InFlight = 3;
    private const string Origin = "bench.onus.example/ledger";
    private static readonly Id128 Book = new(1);

    private readonly Table _table = new Table { Border = TableBorder.Simple }.AddColumn("load")
        .AddColumn(new TableColumn("transfers/s").RightAligned()).AddColumn(new TableColumn("batch p50 ms").RightAligned())
        .AddColumn(new TableColumn("p99 ms").RightAligned()).AddColumn(new TableColumn("bytes allocated each").RightAligned());

    public async Task RunAsync()
    {
        output.WriteLine($"machine: {Environment.ProcessorCount} cores, AVX-512 {(Avx512F.IsSupported ? "yes" : "no")}, {Environment.OSVersion}");
        output.WriteLine($"settings: {accounts:N0} accounts that may not go negative, packed calls of {batch:N0}, every batch flushed to the device");
        output.WriteLine("          and covered by a signed checkpoint before it is answered; a state root every second");
        using var key = Ed25519Signer.Generate(Origin, SignatureType.Ed25519, SystemEntropy.Instance);
        var device = DirectoryDevice.CreateAt(directory);
        LogOpener.Create(device, key.Key);
        using (var engine = Open(device, key))
        {
            await FoundAsync(engine);
            await PackedAsync(engine, "uniform, 118 bytes", new LedgerLoad(accounts, false, false, false, 1));
            await PackedAsync(engine, "Zipf 1.0, 118 bytes", new LedgerLoad(accounts, true, false, false, 2));
            await PackedAsync(engine, "uniform, 182 bytes", new LedgerLoad(accounts, false, true, false, 3));
            await PackedAsync(engine, "two phases (hold, capture)", new LedgerLoad(accounts, false, false, true, 4));
            await SinglesAsync(engine, 1_000);
            await MemoryAsync(engine);
        }

        terminal.Write(_table);
        Restart(device, key);
    }

    private static OnusEngine Open(DirectoryDevice device, Ed25519Signer key)
    {
        var opening = OnusEngine.Open(new EngineOptions { Log = new LogOptions { Device = device, Signers = [key] } });
        return opening.Engine ?? throw new Refusal(opening.Detail, ExitCode.Unavailable);
    }

    private async Task FoundAsync(OnusEngine engine)
    {
        var ids = new Uuid7Generator(TimeProvider.System, SystemEntropy.Instance);
        CommandHead Head() => new(ids.Next(), Id128.None, 0);
        var source = new Id128(2);
        await engine.SubmitAsync(new OpenBook(Head(), Book, "CNY", 2, BookPurpose.Money));
        await engine.SubmitAsync(new OpenAccount(Head(), source, Book));
        var start = Stopwatch.GetTimestamp();
        for (var first = 0; first < accounts; first += 10_000)
        {
            var opened = Enumerable.Range(first, Math.Min(10_000, accounts - first))
                .Select(i => engine.SubmitAsync(new OpenAccount(Head(), LedgerLoad.Account((uint)i), Book) { DebitLimit = 0 })).ToArray();
            await Task.WhenAll(opened);
        }

        var commands = new TransferCommand[batch];
        var results = new TransferResult[batch];
        for (var first = 0; first < accounts; first += batch)
        {
            var count = Math.Min(batch, accounts - first);
            for (var i = 0; i < count; i++)
                commands[i] = new TransferCommand { Id = ids.Next(), Debit = source, Credit = LedgerLoad.Account((uint)(first + i)), Amount = 1_000_000_000, Code = 1 };
            await engine.SubmitAsync(commands.AsMemory(0, count), results);
        }

        output.WriteLine($"          opened and funded in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
    }

    /// <summary>Keeps a few packed calls on their way, so that one is decided while another is flushed.</summary>
    private async Task PackedAsync(OnusEngine engine, string name, LedgerLoad load)
    {
        var commands = Enumerable.Range(0, InFlight).Select(_ => new TransferCommand[batch]).ToArray();
        var results = Enumerable.Range(0, InFlight).Select(_ => new TransferResult[batch]).ToArray();
        var calls = new Task<Delivery>?[InFlight];
        var started = new long[InFlight];
        var latencies = new List<double>();
        var (done, refused) = (0L, 0L);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var turn = 0; Stopwatch.GetElapsedTime(start) < length || calls.Any(c => c is not null); turn++)
        {
            var slot = turn % InFlight;
            if (calls[slot] is { } call)
            {
                if (await call != Delivery.Durable) throw new Refusal(engine.Failure ?? "the engine did not deliver", ExitCode.Broken);
                latencies.Add(Stopwatch.GetElapsedTime(started[slot]).TotalMilliseconds);
                foreach (ref readonly var result in results[slot].AsSpan())
                    if (result.Outcome != TransferOutcome.Accepted) refused++;
                done += batch;
                calls[slot] = null;
            }

            if (Stopwatch.GetElapsedTime(start) >= length) continue;
            load.Fill(commands[slot]);
            started[slot] = Stopwatch.GetTimestamp();
            calls[slot] = engine.SubmitAsync(commands[slot], results[slot]).AsTask();
        }

        Row(refused == 0 ? name : $"{name} ({refused:N0} refused)", done, Stopwatch.GetElapsedTime(start), latencies, allocated);
    }

    private async Task SinglesAsync(OnusEngine engine, int callers)
    {
        var latencies = new List<double>[callers];
        var done = 0L;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var mine = latencies[caller] = [];
            var load = new LedgerLoad(accounts, false, false, false, (ulong)caller * 7_919 + 11);
            var ids = new Uuid7Generator(TimeProvider.System, SystemEntropy.Instance);
            var one = new TransferCommand[1];
            while (Stopwatch.GetElapsedTime(start) < length)
            {
                load.Fill(one);
                var sent = Stopwatch.GetTimestamp();
                var answer = await engine.SubmitAsync(one[0] with { Id = ids.Next() });
                if (!answer.IsDurable) throw new Refusal(engine.Failure ?? "the engine did not deliver", ExitCode.Broken);
                mine.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                Interlocked.Increment(ref done);
            }
        })));
        Row($"single, {callers:N0} callers at once", done, Stopwatch.GetElapsedTime(start), [.. latencies.SelectMany(l => l)], allocated);
    }

    private async Task MemoryAsync(OnusEngine engine)
    {
        var (used, ids) = (await engine.ReadAsync(ledger => (ledger.MemoryUsed, ledger.IdCount - ledger.FirstIdInMemory))).Result;
        output.WriteLine($"memory: {used.Accounts / (double)accounts:F0} bytes per account, {used.Ids / (double)ids:F0} bytes per command id");
    }

    private void Restart(DirectoryDevice device, Ed25519Signer key)
    {
        var start = Stopwatch.GetTimestamp();
        using var engine = Open(device, key);
        output.WriteLine($"restart: {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s from the snapshot, {engine.Log.Head.Size:N0} entries, {accounts:N0} accounts");
    }

    private void Row(string name, long done, TimeSpan took, List<double> latencies, long allocatedBefore)
    {
        latencies.Sort();
        var each = (GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore) / (double)Math.Max(1, done);
        _table.AddRow(name, $"{done / took.TotalSeconds:N0}", $"{Percentile(latencies, 50):F2}", $"{Percentile(latencies, 99):F2}", $"{each:F1}");
    }

    private static double Percentile(List<double> sorted, int percent) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
}
