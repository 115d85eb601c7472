using BenchmarkDotNet.Attributes;
using Onus.Log.Tree;

namespace Onus.Benchmarks;

/// <summary>Appending a batch of leaf hashes to a large tree and taking the root; times are of one leaf.</summary>
[MemoryDiagnoser]
public class TreeAppending
{
    private readonly Batches _batch = new(118);
    private readonly MerkleTree _tree = new();

    [Benchmark(OperationsPerInvoke = Batches.Count)]
    public ulong Append()
    {
        _tree.Append(_batch.Hashes);
        _tree.ForgetBefore(_tree.Size);
        _ = _tree.Root;
        return _tree.Size;
    }
}
