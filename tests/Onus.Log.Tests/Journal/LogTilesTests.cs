using Onus.Core;
using Onus.Log.Journal;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Log.Tests.Journal;

public sealed class LogTilesTests
{
    [Fact]
    public void Every_tile_of_every_size_is_what_a_tree_over_the_same_entries_gives()
    {
        var fixture = new LogFixture();
        var entries = Enumerable.Range(0, 700).Select(i => LogFixture.Entry(i)).ToList();
        var tree = new MerkleTree();
        tree.Append(entries.Select(e => MerkleHasher.HashLeaf(e)).ToArray());
        using var log = fixture.Open();
        LogFixture.Append(log, 70, 10);
        var tiles = new LogTiles(log.Reader);
        for (ulong size = 0; size <= 700; size += 70)
        {
            foreach (var tile in Tiling.New(0, size))
            {
                var bytes = tiles.Read(tile.ToString());
                Assert.NotNull(bytes);
                if (!tile.IsBundle) Assert.Equal(Tiling.Read(tree, tile), bytes.Value.ToArray());
                else CheckBundle(tile, bytes.Value.Span);
            }
        }

        void CheckBundle(TileId tile, ReadOnlySpan<byte> bytes)
        {
            var slices = new Slice[tile.Width];
            Assert.True(EntryBundle.TryRead(bytes, slices));
            for (var i = 0; i < slices.Length; i++)
                Assert.Equal(entries[(int)tile.Index * 256 + i], bytes.Slice(slices[i].Start, slices[i].Length).ToArray());
        }
    }

    [Fact]
    public void Only_what_the_checkpoint_covers_is_there()
    {
        var fixture = new LogFixture();
        using var log = fixture.Open();
        LogFixture.Append(log, 1, 260);
        var staged = log.NewBatch();
        staged.Add(LogFixture.Entry(260));
        log.Stage(staged);
        var tiles = new LogTiles(log.Reader);
        Assert.Equal(log.Head.Checkpoint.ToArray(), tiles.Read("checkpoint")!.Value.ToArray());
        Assert.NotNull(tiles.Read("tile/0/000"));
        Assert.NotNull(tiles.Read("tile/0/001.p/4"));
        Assert.NotNull(tiles.Read("tile/1/000.p/1"));
        foreach (var path in (string[])
            ["tile/0/001.p/5", "tile/0/001", "tile/0/002.p/1", "tile/1/000.p/2", "tile/1/000", "tile/2/000.p/1", "tile/entries/001.p/5",
             "tile/entries/001", "tile/63/000.p/1", "tile/0/x001/x234/067", "lock", "../checkpoint", "", "tile/0/1"])
            Assert.Null(tiles.Read(path));
    }
}
