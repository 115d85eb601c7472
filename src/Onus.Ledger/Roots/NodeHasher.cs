using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Roots;

/// <summary>Hashes parents of sum-tree nodes many at a time, so that every lane of the processor has work.</summary>
internal sealed class NodeHasher
{
    private const int Batch = 256, Children = 2 * SumNode.Size;

    private readonly byte[] _bytes = new byte[Batch * Children];
    private readonly Slice[] _slices = new Slice[Batch];
    private readonly Hash256[] _hashes = new Hash256[Batch];
    private readonly (SumNode[] Nodes, uint Place, Balances Sums)[] _targets = new (SumNode[], uint, Balances)[Batch];
    private int _count;

    public NodeHasher()
    {
        for (var i = 0; i < Batch; i++) _slices[i] = new Slice(i * Children, Children);
    }

    /// <summary>Asks for the parent of a node and the one after it; it is there after <see cref="Run"/>.</summary>
    public void Add(SumNode[] nodes, uint left, SumNode[] parents, uint parent)
    {
        var bytes = _bytes.AsSpan(_count * Children);
        nodes[left].Write(bytes);
        nodes[left + 1].Write(bytes[SumNode.Size..]);

        // No sum of a book wraps: its totals, posted and pending together, have at most 128 bits.
        Invariant.Holds(Balances.TryAdd(nodes[left].Sums, nodes[left + 1].Sums, out var sums));
        _targets[_count++] = (parents, parent, sums);
        if (_count == Batch) Run();
    }

    /// <summary>Hashes what was asked for.</summary>
    public void Run()
    {
        Sha256Lanes.Hash(SumNode.Prefix, _bytes, _slices.AsSpan(0, _count), _hashes.AsSpan(0, _count));
        for (var i = 0; i < _count; i++)
            _targets[i].Nodes[_targets[i].Place] = new SumNode(_hashes[i], _targets[i].Sums);
        _count = 0;
    }
}
