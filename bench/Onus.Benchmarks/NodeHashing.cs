using BenchmarkDotNet.Attributes;
using Onus.Core;

namespace Onus.Benchmarks;

/// <summary>The hashes of many nodes; times are of one node.</summary>
public class NodeHashing : HashingPaths
{
    private readonly Batches _batch = new(118);

    [Benchmark(Baseline = true, OperationsPerInvoke = Batches.BaselineCount)]
    public void HashData() => _batch.HashDataPairs();

    [Benchmark(OperationsPerInvoke = Batches.Count)]
    public void Lanes() => Sha256Lanes.HashPairs(Path, 0x01, _batch.Pairs, _batch.Hashes);
}
