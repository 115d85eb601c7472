namespace Onus.Core;

/// <summary>The two hashes of an RFC 6962 tree (§2.1): of a leaf, <c>SHA-256(0x00 || entry)</c>, and of a node,
/// <c>SHA-256(0x01 || left || right)</c>; one at a time or many at once.</summary>
public static class MerkleHasher
{
    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;

    /// <summary>The leaf hash of one entry.</summary>
    public static Hash256 HashLeaf(ReadOnlySpan<byte> entry) => Sha256Lanes.HashOne(LeafPrefix, entry);

    /// <summary>The hash of one node over its two children.</summary>
    public static Hash256 HashNode(in Hash256 left, in Hash256 right)
    {
        Span<byte> children = stackalloc byte[2 * Hash256.Size];
        left.Write(children);
        right.Write(children[Hash256.Size..]);
        return Sha256Lanes.HashOne(NodePrefix, children);
    }

    /// <summary>The leaf hashes of many entries that lie anywhere in one buffer.</summary>
    /// <param name="buffer">The bytes in which the entries lie.</param>
    /// <param name="entries">Where each entry lies.</param>
    /// <param name="leaves">Receives one hash per entry, in the same order.</param>
    public static void HashLeaves(ReadOnlySpan<byte> buffer, ReadOnlySpan<Slice> entries, Span<Hash256> leaves) =>
        Sha256Lanes.Hash(LeafPrefix, buffer, entries, leaves);

    /// <summary>The hashes of many nodes.</summary>
    /// <param name="children">The children of the first node, of the second node, and so on.</param>
    /// <param name="parents">Receives one hash for each two children; may begin where the children begin.</param>
    public static void HashNodes(ReadOnlySpan<Hash256> children, Span<Hash256> parents) =>
        Sha256Lanes.HashPairs(NodePrefix, children, parents);
}
