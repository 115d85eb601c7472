using Onus.Core;
using Onus.Log.Tree;

namespace Onus.Log.Tiles;

/// <summary>Hash tiles in memory as a source of nodes; the hashes between a tile's own level and the next tile's are
/// computed from the tile.</summary>
internal sealed class FetchedTiles(ulong size) : INodeSource
{
    private readonly Dictionary<TileId, Hash256[]> _tiles = [];

    public void Add(TileId tile, Hash256[] hashes)
    {
        Invariant.Holds(hashes.Length == tile.Width);
        _tiles[tile] = hashes;
    }

    public bool Contains(TileId tile) => _tiles.ContainsKey(tile);

    public Hash256[] Hashes(TileId tile) =>
        _tiles.TryGetValue(tile, out var hashes) ? hashes : throw new KeyNotFoundException($"{tile} was not fetched");

    /// <summary>The tiles that vouch for others or for nothing but themselves, without the full ones at the
    /// leaves.</summary>
    public FetchedTiles WithoutLeaves()
    {
        var upper = new FetchedTiles(size);
        foreach (var (tile, hashes) in _tiles)
            if (tile.Level > 0 || !tile.IsFull) upper.Add(tile, hashes);
        return upper;
    }

    public void Read(ReadOnlySpan<NodeId> nodes, Span<Hash256> hashes)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            var tile = Tiling.Containing(nodes[i], size, out var first, out var count);
            hashes[i] = Tiling.SubtreeRoot(Hashes(tile).AsSpan(first, count));
        }
    }
}
