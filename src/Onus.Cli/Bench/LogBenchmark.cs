using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;
using Spectre.Console;

namespace Onus.Cli.Bench;

/// <summary>Logs entries durably, opens the log and checks it; prints figures with what they are compared to.</summary>
internal sealed class LogBenchmark(string directory, long entries, int batchCount, int size, TextWriter output, IAnsiConsole terminal)
{
    private const int WarmUpBatches = 20;

    private readonly Ed25519Signer _key = Ed25519Signer.Generate("bench.onus.example/log", SignatureType.Ed25519, SystemEntropy.Instance);
    private readonly int _batches = (int)((entries + batchCount - 1) / batchCount);

    public void Run()
    {
        output.WriteLine($"machine    {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores, {Lanes()}");
        output.WriteLine($"runtime    {RuntimeInformation.FrameworkDescription}");
        output.WriteLine($"settings   {_batches:N0} batches of {batchCount:N0} entries of {size} bytes, fsync per batch, signed checkpoint per batch");
        output.WriteLine();

        var leaf = LeafRatio();
        Log("warm-up", WarmUpBatches, overlapped: true, null);
        var table = new Table { Border = TableBorder.Markdown };
        table.AddColumn("durable pipeline").AddColumn(Right("entries/s")).AddColumn(Right("ns/entry")).AddColumn(Right("ratio"));
        var plain = HashDataPipeline.Run(Path.Combine(directory, "plain"), Math.Min(_batches, 60), batchCount, size, _key);
        Add(table, "SHA256.HashData, one thread", plain, plain);
        var stages = new Stages();
        var serial = Log("serial", Math.Min(_batches, 300), overlapped: false, stages);
        Add(table, "Onus.Log, one thread", serial, plain);
        Add(table, "Onus.Log, two threads", Log("log", _batches, overlapped: true, null), plain);
        terminal.Write(table);
        output.WriteLine();
        Print(stages);
        output.WriteLine($"leaf hashing of {size}-byte entries: {leaf.Lanes:F1} ns, SHA256.HashData {leaf.HashData:F1} ns, ratio {leaf.HashData / leaf.Lanes:F1}");
        Open();
        Check();
    }

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned();

    private static void Add(Table table, string name, double rate, double plain) =>
        table.AddRow(name, Number(rate), (1e9 / rate).ToString("F0", CultureInfo.InvariantCulture), (rate / plain).ToString("F1", CultureInfo.InvariantCulture));

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Lanes() => Vector512.IsHardwareAccelerated ? "AVX-512" : Vector256.IsHardwareAccelerated ? "AVX2" : "no wide vectors";

    private double Log(string name, int batches, bool overlapped, Stages? stages)
    {
        var device = new MeteredDevice(DirectoryDevice.CreateAt(Path.Combine(directory, name)));
        LogOpener.Create(device, _key.Key);
        using var log = LogOpener.Open(new LogOptions { Device = device, Signers = [_key] }).Log!;
        var watch = Stopwatch.StartNew();
        if (overlapped)
        {
            using var pipeline = new CommitPipeline(log, (_, outcome) => Invariant.Holds(outcome == CommitOutcome.Committed));
            for (var b = 0; b < batches; b++)
            {
                var batch = log.NewBatch();
                BenchEntries.Fill(batch.Entries, batchCount, size);
                pipeline.Post(batch);
            }
        }
        else
        {
            for (var b = 0; b < batches; b++) Step(log, stages!);
            stages!.Take(device, batches * (long)batchCount);
        }

        return batches * (double)batchCount / watch.Elapsed.TotalSeconds;
    }

    private void Step(TransparencyLog log, Stages stages)
    {
        var start = Stopwatch.GetTimestamp();
        var batch = log.NewBatch();
        BenchEntries.Fill(batch.Entries, batchCount, size);
        var encoded = Stopwatch.GetTimestamp();
        log.Stage(batch);
        var staged = Stopwatch.GetTimestamp();
        Invariant.Holds(log.Commit(batch) == CommitOutcome.Committed);
        var committed = Stopwatch.GetTimestamp();
        log.Release(batch);
        stages.Encode += encoded - start;
        stages.Stage += staged - encoded;
        stages.Commit += committed - staged;
    }

    private void Print(Stages stages)
    {
        var table = new Table { Border = TableBorder.Markdown };
        table.AddColumn("stage, one thread").AddColumn(Right("ns/entry"));
        table.AddRow("encode", stages.PerEntry(stages.Encode));
        table.AddRow("leaf hashes, tree, checksum", stages.PerEntry(stages.Stage));
        table.AddRow("write", stages.PerEntry(stages.Write));
        table.AddRow("fsync", stages.PerEntry(stages.Flush));
        table.AddRow("sign, index, publish", stages.PerEntry(stages.Commit - stages.Write - stages.Flush));
        terminal.Write(table);
        output.WriteLine();
    }

    private (double Lanes, double HashData) LeafRatio()
    {
        var batch = new EntryBatch();
        BenchEntries.Fill(batch, batchCount, size);
        var leaves = new Hash256[batchCount];
        var lanes = Best(() => MerkleHasher.HashLeaves(batch.Framed.Span, batch.Slices, leaves));
        var plain = Best(() =>
        {
            for (var i = 0; i < batchCount; i++)
                SHA256.HashData(batch.Framed.Span.Slice(batch.Slices[i].Start - 1, size + 1), MemoryMarshal.AsBytes(leaves.AsSpan(i, 1)));
        });
        return (lanes, plain);
    }

    // Enough turns for the compiler's last tier.
    private double Best(Action action)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 300; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / batchCount);
        }

        return best;
    }

    private void Open()
    {
        var device = new DirectoryDevice(Path.Combine(directory, "log"));
        var watch = Stopwatch.StartNew();
        using (var log = LogOpener.Open(new LogOptions { Device = device, Signers = [_key] }).Log!)
            output.WriteLine($"opening a log of {log.Head.Size:N0} entries: {watch.Elapsed.TotalMilliseconds:F0} ms with its index");
        device.Delete("bundles.index");
        watch.Restart();
        using (LogOpener.Open(new LogOptions { Device = device, Signers = [_key] }).Log!)
            output.WriteLine($"the same without its index: {watch.Elapsed.TotalMilliseconds:F0} ms, everything hashed again");
    }

    private void Check()
    {
        var watch = Stopwatch.StartNew();
        var result = LogCheck.Run(new DirectoryDevice(Path.Combine(directory, "log")));
        Invariant.Holds(result.IsSound);
        output.WriteLine($"checking the whole log: {Number(result.Entries / watch.Elapsed.TotalSeconds)} entries/s, every leaf, root and signature");
    }

    /// <summary>Where the time of the one-thread run went.</summary>
    private sealed class Stages
    {
        private long _entries;

        public long Encode { get; set; }

        public long Stage { get; set; }

        public long Commit { get; set; }

        public long Write { get; private set; }

        public long Flush { get; private set; }

        public void Take(MeteredDevice device, long entries) => (Write, Flush, _entries) = (device.WriteTicks, device.FlushTicks, entries);

        public string PerEntry(long ticks) =>
            (ticks * 1e9 / Stopwatch.Frequency / _entries).ToString("F1", CultureInfo.InvariantCulture);
    }
}
