using Onus.Core;

namespace Onus.Log.Tree;

/// <summary>Which full subtrees a root or a proof is made of, before any of them is read.</summary>
/// <remarks>
/// Each hash of a proof is the root of a range of leaves. A range inside the tree is one full subtree; the range at the
/// tree's right edge is several, folded from the right (RFC 6962 §2.1). Planning first lets a source fetch all nodes at
/// once; a plan names at most 64 nodes per edge range and only one range can be at the edge.
/// </remarks>
public sealed class ProofPlan
{
    private readonly List<NodeId> _nodes = [];
    private readonly List<int> _ends = [];

    private ProofPlan()
    {
    }

    /// <summary>The nodes to read, in the order in which <see cref="Fold"/> takes their hashes.</summary>
    public IReadOnlyList<NodeId> Nodes => _nodes;

    /// <summary>Plans the root of the tree of the first <paramref name="size"/> leaves; the fold gives one
    /// hash.</summary>
    public static ProofPlan Root(ulong size)
    {
        ArgumentOutOfRangeException.ThrowIfZero(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(size, Subtrees.MaxSize);
        var plan = new ProofPlan();
        plan.Add(0, size);
        return plan;
    }

    /// <summary>Plans PATH(index, D[size]), the inclusion proof of RFC 9162 §2.1.3.1, the leaf's sibling
    /// first.</summary>
    public static ProofPlan Inclusion(ulong index, ulong size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(size, Subtrees.MaxSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new Stack<(ulong Begin, ulong End)>();
        ulong begin = 0, end = size;
        while (end - begin > 1)
        {
            var middle = begin + Subtrees.Split(end - begin);
            if (index < middle)
            {
                path.Push((middle, end));
                end = middle;
            }
            else
            {
                path.Push((begin, middle));
                begin = middle;
            }
        }

        return Of(path);
    }

    /// <summary>Plans PROOF(size1, D[size2]), the consistency proof of RFC 9162 §2.1.4.1; empty between equal
    /// sizes.</summary>
    public static ProofPlan Consistency(ulong size1, ulong size2)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(size2, Subtrees.MaxSize);
        ArgumentOutOfRangeException.ThrowIfZero(size1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size1, size2);
        var path = new Stack<(ulong Begin, ulong End)>();
        ulong begin = 0, end = size2;
        while (end > size1)
        {
            var middle = begin + Subtrees.Split(end - begin);
            if (size1 <= middle)
            {
                path.Push((middle, end));
                end = middle;
            }
            else
            {
                path.Push((begin, middle));
                begin = middle;
            }
        }

        // The verifier holds the old root itself, so its subtree is sent only where it is a part of the old tree.
        if (begin > 0) path.Push((begin, end));
        return Of(path);
    }

    /// <summary>Folds the hashes of <see cref="Nodes"/>, in their order, into the root's or the proof's
    /// hashes.</summary>
    public Hash256[] Fold(ReadOnlySpan<Hash256> hashes)
    {
        Invariant.Holds(hashes.Length == _nodes.Count);
        var proof = new Hash256[_ends.Count];
        var begin = 0;
        for (var i = 0; i < proof.Length; i++)
        {
            proof[i] = CompactRange.FoldRight(hashes[begin.._ends[i]]);
            begin = _ends[i];
        }

        return proof;
    }

    private static ProofPlan Of(Stack<(ulong Begin, ulong End)> path)
    {
        var plan = new ProofPlan();
        foreach (var (begin, end) in path) plan.Add(begin, end);
        return plan;
    }

    private void Add(ulong begin, ulong end)
    {
        Subtrees.Cover(begin, end, _nodes);
        _ends.Add(_nodes.Count);
    }
}
