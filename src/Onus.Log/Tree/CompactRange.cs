using System.Numerics;
using Onus.Core;

namespace Onus.Log.Tree;

/// <summary>A tree as small as it can be and still grow: its size and the roots of the full subtrees that make it
/// up.</summary>
/// <remarks>One hash for each one-bit of the size, the largest subtree first; at most 63.</remarks>
public sealed class CompactRange
{
    private readonly Hash256[] _roots = new Hash256[64];
    private int _count;

    /// <summary>An empty tree.</summary>
    public CompactRange()
    {
    }

    /// <summary>The tree of <paramref name="size"/> leaves whose full subtrees have these roots, the largest
    /// first.</summary>
    /// <exception cref="ArgumentException">A tree of that size has another number of full subtrees.</exception>
    public CompactRange(ulong size, ReadOnlySpan<Hash256> roots)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(size, Subtrees.MaxSize);
        var count = BitOperations.PopCount(size);
        if (roots.Length != count)
            throw new ArgumentException($"{size} leaves make {count} full subtrees, not {roots.Length}", nameof(roots));
        roots.CopyTo(_roots);
        _count = roots.Length;
        Size = size;
    }

    /// <summary>The number of leaves.</summary>
    public ulong Size { get; private set; }

    /// <summary>The roots of the full subtrees, the largest first; valid until the next append.</summary>
    public ReadOnlySpan<Hash256> Roots => _roots.AsSpan(0, _count);

    /// <summary>The root of the tree (RFC 6962 §2.1).</summary>
    public Hash256 Root => Size == 0 ? Hash256.EmptyRoot : FoldRight(Roots);

    /// <summary>Appends one leaf.</summary>
    public void Append(in Hash256 leaf) => Append(0, leaf);

    /// <summary>Appends a full subtree of 2^<paramref name="level"/> leaves by its root.</summary>
    /// <remarks>The size must be a multiple of the subtree's, or the subtree would lie across the tree's own
    /// cuts.</remarks>
    public void Append(int level, in Hash256 root)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 62);
        if (Size != 0 && BitOperations.TrailingZeroCount(Size) < level)
            throw new ArgumentException($"a subtree of level {level} cannot follow {Size} leaves", nameof(level));
        if (Size + (1UL << level) >= Subtrees.MaxSize) throw new InvalidOperationException("the tree is full");
        var hash = root;
        for (var rest = Size >> level; (rest & 1) != 0; rest >>= 1)
            hash = MerkleHasher.HashNode(_roots[--_count], hash);
        _roots[_count++] = hash;
        Size += 1UL << level;
    }

    /// <summary>A copy that grows on its own.</summary>
    public CompactRange Copy() => new(Size, Roots);

    /// <summary>The root over adjacent full subtrees of falling size: MTH of their leaves (RFC 6962 §2.1).</summary>
    internal static Hash256 FoldRight(ReadOnlySpan<Hash256> roots)
    {
        var hash = roots[^1];
        for (var i = roots.Length - 2; i >= 0; i--) hash = MerkleHasher.HashNode(roots[i], hash);
        return hash;
    }
}
