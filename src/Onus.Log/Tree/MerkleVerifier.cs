using System.Numerics;
using Onus.Core;

namespace Onus.Log.Tree;

/// <summary>Checks inclusion and consistency proofs by RFC 9162; pure, and safe on any input.</summary>
/// <remarks>What it answers where the RFC and its implementations differ is in
/// docs/decisions/merkle-edge-cases.md.</remarks>
public static class MerkleVerifier
{
    /// <summary>Whether <paramref name="proof"/> shows <paramref name="leaf"/> at <paramref name="index"/> in the tree
    /// of <paramref name="size"/> leaves under <paramref name="root"/> (RFC 9162 §2.1.3.2).</summary>
    public static ProofOutcome VerifyInclusion(
        ulong index, ulong size, in Hash256 leaf, ReadOnlySpan<Hash256> proof, in Hash256 root)
    {
        var outcome = RootFromInclusion(index, size, leaf, proof, out var computed);
        if (outcome != ProofOutcome.Verified) return outcome;
        return computed == root ? ProofOutcome.Verified : ProofOutcome.RootDiffers;
    }

    /// <summary>The root to which an inclusion proof leads, for callers that hold a signature over the root and not the
    /// root itself (RFC 9942).</summary>
    /// <returns><see cref="ProofOutcome.Verified"/> when the proof has the shape that the index and size
    /// need.</returns>
    public static ProofOutcome RootFromInclusion(
        ulong index, ulong size, in Hash256 leaf, ReadOnlySpan<Hash256> proof, out Hash256 root)
    {
        root = leaf;
        if (index >= size) return ProofOutcome.OutOfRange;
        ulong node = index, last = size - 1;
        foreach (ref readonly var hash in proof)
        {
            if (last == 0) return ProofOutcome.WrongLength;
            if ((node & 1) == 1 || node == last)
            {
                root = MerkleHasher.HashNode(hash, root);
                var up = BitOperations.TrailingZeroCount(node);
                node >>= up;
                last >>= up;
            }
            else
            {
                root = MerkleHasher.HashNode(root, hash);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 ? ProofOutcome.Verified : ProofOutcome.WrongLength;
    }

    /// <summary>Whether <paramref name="proof"/> shows that the tree of <paramref name="size2"/> leaves under
    /// <paramref name="root2"/> only appended to that of <paramref name="size1"/> under <paramref name="root1"/>
    /// (RFC 9162 §2.1.4.2).</summary>
    public static ProofOutcome VerifyConsistency(
        ulong size1, in Hash256 root1, ulong size2, in Hash256 root2, ReadOnlySpan<Hash256> proof)
    {
        if (size1 > size2) return ProofOutcome.OutOfRange;
        if (size1 == 0 || size1 == size2) return WithoutHashes(size1, root1, size2, root2, proof.Length);
        if (proof.IsEmpty) return ProofOutcome.WrongLength;

        // A full first tree is itself the first hash; the sender leaves it out.
        var full = BitOperations.IsPow2(size1);
        var old = full ? root1 : proof[0];
        var current = old;
        var skipped = BitOperations.TrailingZeroCount(size1);
        ulong node = (size1 - 1) >> skipped, last = (size2 - 1) >> skipped;
        foreach (ref readonly var hash in full ? proof : proof[1..])
        {
            if (last == 0) return ProofOutcome.WrongLength;
            if ((node & 1) == 1 || node == last)
            {
                old = MerkleHasher.HashNode(hash, old);
                current = MerkleHasher.HashNode(hash, current);
                var up = BitOperations.TrailingZeroCount(node);
                node >>= up;
                last >>= up;
            }
            else
            {
                current = MerkleHasher.HashNode(current, hash);
            }

            node >>= 1;
            last >>= 1;
        }

        if (last != 0) return ProofOutcome.WrongLength;
        if (old != root1) return ProofOutcome.FirstRootDiffers;
        return current == root2 ? ProofOutcome.Verified : ProofOutcome.RootDiffers;
    }

    private static ProofOutcome WithoutHashes(
        ulong size1, in Hash256 root1, ulong size2, in Hash256 root2, int proofLength)
    {
        if (proofLength != 0) return ProofOutcome.WrongLength;
        if (size1 == 0 && root1 != Hash256.EmptyRoot) return ProofOutcome.FirstRootDiffers;
        if (size1 == size2) return root1 == root2 ? ProofOutcome.Verified : ProofOutcome.RootDiffers;
        return ProofOutcome.FromEmptyTree;
    }
}
