using Onus.Core;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Log.Journal;

/// <summary>Up to 256 entries in memory, from a multiple of 256 on, with their leaf hashes; of a full bundle, with all
/// hashes up to its root.</summary>
internal sealed class Bundle
{
    private readonly byte[] _bytes;
    private readonly Slice[] _entries;
    private readonly Hash256[] _nodes;

    /// <summary>Hashes the entries.</summary>
    public Bundle(ulong number, byte[] bytes, Slice[] entries)
    {
        (Number, _bytes, _entries) = (number, bytes, entries);
        _nodes = new Hash256[IsFull ? 2 * TileId.FullWidth - 1 : entries.Length];
        MerkleHasher.HashLeaves(bytes, entries, _nodes.AsSpan(0, entries.Length));
        if (!IsFull) return;
        for (int width = TileId.FullWidth, at = 0; width > 1; at += width, width /= 2)
            MerkleHasher.HashNodes(_nodes.AsSpan(at, width), _nodes.AsSpan(at + width, width / 2));
    }

    /// <summary>The bundle's place among the bundles.</summary>
    public ulong Number { get; }

    /// <summary>Whether all 256 entries are there.</summary>
    public bool IsFull => _entries.Length == TileId.FullWidth;

    /// <summary>How many entries are there.</summary>
    public int Count => _entries.Length;

    /// <summary>The leaf hashes.</summary>
    public ReadOnlySpan<Hash256> Leaves => _nodes.AsSpan(0, Count);

    /// <summary>The root over all 256 entries.</summary>
    public Hash256 Root => Node(new NodeId(TileId.Height, Number));

    /// <summary>The bytes of an entry.</summary>
    public ReadOnlyMemory<byte> Entry(int place) => _bytes.AsMemory(_entries[place].Start, _entries[place].Length);

    /// <summary>The hash of a subtree of a full bundle.</summary>
    public Hash256 Node(NodeId node)
    {
        Invariant.Holds(IsFull && node.Level <= TileId.Height);
        var width = TileId.FullWidth >> node.Level;
        var start = 2 * (TileId.FullWidth - width);
        return _nodes[start + (int)(node.Index % (ulong)width)];
    }
}
