using System.Numerics;
using System.Runtime.InteropServices;
using Onus.Core;
using Onus.Log.Tree;

namespace Onus.Log.Tiles;

/// <summary>Which tiles a tree of a given size has, and what is in them (tlog-tiles, "Merkle Tree").</summary>
public static class Tiling
{
    /// <summary>The hash tile that holds a subtree's root or, where tiles skip its level, the hashes below
    /// it.</summary>
    /// <param name="node">A full subtree of the tree.</param>
    /// <param name="size">The size of the tree, which says how wide the tile is.</param>
    /// <param name="first">The place in the tile of the leftmost hash of the subtree.</param>
    /// <param name="count">How many hashes of the tile lie under the subtree: a power of two from 1 to 128.</param>
    public static TileId Containing(NodeId node, ulong size, out int first, out int count)
    {
        Invariant.Holds(node.End <= size);
        var level = node.Level / TileId.Height;
        var within = node.Level % TileId.Height;
        count = 1 << within;
        var position = node.Index << within;
        first = (int)(position % TileId.FullWidth);
        var index = position / TileId.FullWidth;
        return new TileId(level, index, Width(level, index, size));
    }

    /// <summary>The width of the tile at a place of the tree of <paramref name="size"/> leaves; 0 where it has
    /// none.</summary>
    public static int Width(int level, ulong index, ulong size)
    {
        var hashes = Hashes(level, size);
        if (index > hashes / TileId.FullWidth) return 0;
        return (int)Math.Min(hashes - index * TileId.FullWidth, TileId.FullWidth);
    }

    /// <summary>The tiles that a tree has at <paramref name="size"/> and did not have, or not as wide, at
    /// <paramref name="oldSize"/>: the entry bundles first, then the hash tiles level by level.</summary>
    /// <remarks>With an old size of 0 these are all tiles of the tree.</remarks>
    public static IEnumerable<TileId> New(ulong oldSize, ulong size)
    {
        for (var level = TileId.EntriesLevel; ; level++)
        {
            var (before, after) = (Hashes(level, oldSize), Hashes(level, size));
            if (after == 0) yield break;
            if (after == before) continue;
            for (var index = before / TileId.FullWidth; index * TileId.FullWidth < after; index++)
                yield return new TileId(level, index, Width(level, index, size));
        }
    }

    /// <summary>The bytes of a hash tile: its hashes, one after another.</summary>
    public static byte[] Read(INodeSource source, TileId tile)
    {
        ArgumentNullException.ThrowIfNull(source);
        Invariant.Holds(!tile.IsBundle && tile.Width is >= 1 and <= TileId.FullWidth);
        var nodes = new NodeId[tile.Width];
        for (var i = 0; i < nodes.Length; i++) nodes[i] = tile.Node(i);
        var bytes = new byte[tile.Width * Hash256.Size];
        source.Read(nodes, MemoryMarshal.Cast<byte, Hash256>(bytes.AsSpan()));
        return bytes;
    }

    /// <summary>The root of a full subtree of 1 to 256 hashes of a tile.</summary>
    /// <param name="hashes">The hashes; their number is a power of two.</param>
    public static Hash256 SubtreeRoot(ReadOnlySpan<Hash256> hashes)
    {
        Invariant.Holds(BitOperations.IsPow2(hashes.Length) && hashes.Length <= TileId.FullWidth);
        Span<Hash256> level = stackalloc Hash256[TileId.FullWidth];
        hashes.CopyTo(level);
        for (var width = hashes.Length; width > 1; width /= 2)
            MerkleHasher.HashNodes(level[..width], level[..(width / 2)]);
        return level[0];
    }

    /// <summary>How many hashes the level has: the full subtrees of 256^level leaves; for bundles, the
    /// entries.</summary>
    private static ulong Hashes(int level, ulong size) => level switch
    {
        TileId.EntriesLevel => size,
        < 8 => size >> (TileId.Height * level),
        _ => 0,
    };
}
