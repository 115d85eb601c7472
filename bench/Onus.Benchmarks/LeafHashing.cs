using BenchmarkDotNet.Attributes;
using Onus.Core;

namespace Onus.Benchmarks;

/// <summary>The leaf hashes of a batch; times are of one entry.</summary>
public class LeafHashing : HashingPaths
{
    private Batches _batch = null!;

    /// <summary>Bytes in an entry: a plain transfer, a long one, a short CBOR entry, a long one.</summary>
    [Params(118, 182, 256, 1000)]
    public int EntrySize { get; set; }

    [GlobalSetup]
    public void Setup() => _batch = new Batches(EntrySize);

    [Benchmark(Baseline = true, OperationsPerInvoke = Batches.BaselineCount)]
    public void HashData() => _batch.HashDataLoop();

    [Benchmark(OperationsPerInvoke = Batches.Count)]
    public void Lanes() => Sha256Lanes.Hash(Path, 0x00, _batch.Buffer, _batch.Entries, _batch.Hashes);
}
