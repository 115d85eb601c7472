namespace Onus.Core.Formats;

/// <summary>A node of a book's sum-tree: a hash, and the sums of all accounts under it, which the hash of its parent
/// covers.</summary>
/// <param name="Hash">The node's hash.</param>
/// <param name="Sums">The sums of all accounts under the node.</param>
public readonly record struct SumNode(Hash256 Hash, Balances Sums)
{
    /// <summary>The size of a node in bytes.</summary>
    public const int Size = Hash256.Size + Balances.Size;

    /// <summary>The byte before the two children under the hash of their parent; that of a log's node is 1.</summary>
    public const byte Prefix = 0x03;

    /// <summary>The tree of a book without accounts.</summary>
    public static SumNode Empty => new(Hash256.EmptyRoot, default);

    /// <summary>Writes hash and sums.</summary>
    public void Write(Span<byte> destination)
    {
        Hash.Write(destination);
        Sums.Write(destination[Hash256.Size..]);
    }

    /// <summary>Reads hash and sums.</summary>
    public static SumNode Read(ReadOnlySpan<byte> source) =>
        new(new Hash256(source[..Hash256.Size]), Balances.Read(source[Hash256.Size..]));

    /// <summary>The parent of two nodes.</summary>
    /// <returns>Whether their sums together stay within 128 bits: a sum that wraps would hide what is owed.</returns>
    public static bool TryParent(in SumNode left, in SumNode right, out SumNode parent)
    {
        parent = default;
        if (!Balances.TryAdd(left.Sums, right.Sums, out var sums)) return false;
        Span<byte> children = stackalloc byte[2 * Size];
        left.Write(children);
        right.Write(children[Size..]);
        parent = new SumNode(Sha256Lanes.HashOne(Prefix, children), sums);
        return true;
    }

    /// <summary>The root to which a leaf and the nodes beside its path lead, in a tree of RFC 6962's shape.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="place">The leaf's place, from 0.</param>
    /// <param name="size">The number of leaves.</param>
    /// <param name="path">The siblings from the leaf upwards (RFC 9162 §2.1.3.1, with sums).</param>
    /// <param name="root">The root.</param>
    /// <returns>Whether the path has the length that place and size need, and no sum wraps.</returns>
    public static bool TryFold(
        in SumNode leaf, ulong place, ulong size, IReadOnlyList<SumNode> path, out SumNode root)
    {
        ArgumentNullException.ThrowIfNull(path);
        root = leaf;
        if (place >= size) return false;
        ulong node = place, last = size - 1;
        foreach (var sibling in path)
        {
            if (last == 0) return false;
            var fromLeft = (node & 1) == 1 || node == last;
            var child = root;
            if (!(fromLeft ? TryParent(sibling, child, out root) : TryParent(child, sibling, out root))) return false;
            while (fromLeft && (node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0;
    }
}
