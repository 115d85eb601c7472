using CsCheck;
using Onus.Core;
using Onus.Log.Tests.Tree;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Log.Tests.Tiles;

public sealed class TilingTests
{
    [Fact]
    public void A_tree_of_70000_leaves_has_the_tiles_that_tlog_tiles_counts()
    {
        var tiles = Tiling.New(0, 70_000).ToLookup(tile => tile.Level);
        Assert.Equal([-1, 0, 1, 2], tiles.Select(level => level.Key));
        Assert.Equal(273, tiles[0].Count(tile => tile.IsFull));
        Assert.Equal(new TileId(0, 273, 112), tiles[0].Last());
        Assert.Equal([new TileId(1, 0), new TileId(1, 1, 17)], tiles[1]);
        Assert.Equal([new TileId(2, 0, 1)], tiles[2]);
        Assert.Equal(tiles[0].Select(tile => tile with { Level = TileId.EntriesLevel }), tiles[-1]);
    }

    [Fact]
    public void A_tree_of_256_leaves_has_a_full_tile_and_one_hash_above_it() =>
        Assert.Equal([new TileId(-1, 0), new TileId(0, 0), new TileId(1, 0, 1)], Tiling.New(0, 256));

    [Fact]
    public void An_empty_tree_has_no_tiles_and_a_tree_that_did_not_grow_has_no_new_ones()
    {
        Assert.Empty(Tiling.New(0, 0));
        Assert.Empty(Tiling.New(70_000, 70_000));
    }

    [Fact]
    public void Places_without_a_tile_have_no_width()
    {
        Assert.Equal(112, Tiling.Width(0, 273, 70_000));
        Assert.Equal(0, Tiling.Width(0, 274, 70_000));
        Assert.Equal(0, Tiling.Width(1, 1, 65_536));
        Assert.Equal(0, Tiling.Width(0, ulong.MaxValue, 70_000));
        Assert.Equal(0, Tiling.Width(TileId.MaxLevel, 0, ulong.MaxValue));
    }

    [Fact]
    public void Growing_renews_the_tiles_that_differ_and_no_others() =>
        Gen.Select(Gen.ULong[0, 200_000], Gen.ULong[0, 70_000]).Sample((oldSize, growth) =>
        {
            var expected = Tiling.New(0, oldSize + growth).Except(Tiling.New(0, oldSize));
            return expected.SequenceEqual(Tiling.New(oldSize, oldSize + growth));
        }, iter: 100);

    [Fact]
    public void The_hashes_of_a_tile_are_the_roots_of_their_leaves()
    {
        const int size = 2_000;
        var leaves = Leaves.Take(size);
        var tree = new MerkleTree();
        tree.Append(leaves);
        foreach (var tile in Tiling.New(0, size).Where(tile => !tile.IsBundle))
        {
            var bytes = Tiling.Read(tree, tile);
            Assert.Equal(tile.Width * Hash256.Size, bytes.Length);
            for (var i = 0; i < tile.Width; i++)
            {
                var span = tile.Level == 0 ? 1 : 256;
                var first = ((int)tile.Index * 256 + i) * span;
                var expected = ReferenceTree.Root(leaves.AsSpan(first, span));
                Assert.Equal(expected, new Hash256(bytes.AsSpan(i * Hash256.Size, Hash256.Size)));
            }
        }
    }

    [Fact]
    public void Every_node_of_a_tree_is_found_in_its_tile()
    {
        const int size = 1_000;
        var tree = new MerkleTree();
        tree.Append(Leaves.Take(size));
        var hash = new Hash256[1];
        for (var level = 0; level < 10; level++)
        {
            for (var index = 0UL; (index + 1) << level <= size; index++)
            {
                var node = new NodeId(level, index);
                var tile = Tiling.Containing(node, size, out var first, out var count);
                var content = Tiling.Read(tree, tile).Chunk(Hash256.Size).Select(bytes => new Hash256(bytes)).ToArray();
                tree.Read([node], hash);
                Assert.Equal(hash[0], Tiling.SubtreeRoot(content.AsSpan(first, count)));
            }
        }
    }
}
