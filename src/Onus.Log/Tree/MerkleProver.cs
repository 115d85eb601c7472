using Onus.Core;

namespace Onus.Log.Tree;

/// <summary>Makes roots and proofs of any past size from the hashes of full subtrees, with O(log n) reads.</summary>
public static class MerkleProver
{
    /// <summary>The root of the tree of the first <paramref name="size"/> leaves (RFC 6962 §2.1).</summary>
    public static Hash256 Root(INodeSource source, ulong size) =>
        size == 0 ? Hash256.EmptyRoot : Read(source, ProofPlan.Root(size))[0];

    /// <summary>The proof that the leaf at <paramref name="index"/> is in the tree of <paramref name="size"/> leaves,
    /// the leaf's sibling first (RFC 9162 §2.1.3.1).</summary>
    public static Hash256[] Inclusion(INodeSource source, ulong index, ulong size) =>
        Read(source, ProofPlan.Inclusion(index, size));

    /// <summary>The proof that the tree of <paramref name="size2"/> leaves only appended to that of
    /// <paramref name="size1"/> (RFC 9162 §2.1.4.1); empty from the empty tree and between equal sizes.</summary>
    public static Hash256[] Consistency(INodeSource source, ulong size1, ulong size2) =>
        size1 == 0 ? [] : Read(source, ProofPlan.Consistency(size1, size2));

    /// <summary>The full subtrees of the tree of <paramref name="size"/> leaves, ready to grow on.</summary>
    public static CompactRange Range(INodeSource source, ulong size)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (size == 0) return new CompactRange();
        var nodes = ProofPlan.Root(size).Nodes;
        var hashes = new Hash256[nodes.Count];
        source.Read([.. nodes], hashes);
        return new CompactRange(size, hashes);
    }

    private static Hash256[] Read(INodeSource source, ProofPlan plan)
    {
        ArgumentNullException.ThrowIfNull(source);
        var hashes = new Hash256[plan.Nodes.Count];
        source.Read([.. plan.Nodes], hashes);
        return plan.Fold(hashes);
    }
}
