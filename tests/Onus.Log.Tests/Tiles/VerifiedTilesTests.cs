using CsCheck;
using Onus.Core;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Log.Tests.Tiles;

public sealed class VerifiedTilesTests
{
    /// <summary>Three levels of tiles: 257 full ones at the leaves, one full above them, and both edges.</summary>
    private static readonly LogFiles Large = new(257 * 256 + 5);

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void Proofs_from_tiles_are_those_of_the_tree() =>
        Gen.Select(Gen.Int[1, 1_300], Gen.Int[0, 1_300], Gen.Int[0, 1_300]).Sample((size, a, b) =>
        {
            var log = new LogFiles(size);
            var tiles = log.Verified;
            var (size2, index) = ((ulong)(1 + a % size), (ulong)(b % (1 + a % size)));
            Assert.Equal(MerkleProver.Root(log.Tree, size2), Wait(tiles.RootAsync(size2, None)));
            ProofsAgree(log, tiles, index, size2);
        }, iter: 60);

    [Fact]
    public void Proofs_reach_through_three_levels_of_tiles()
    {
        var (log, size) = (Large, Large.Tree.Size);
        var tiles = log.Verified;
        foreach (var index in new ulong[] { 0, 255, 256, 40_000, 65_535, 65_536, size - 1 })
            ProofsAgree(log, tiles, index, size);
    }

    [Fact]
    public void Entries_come_with_the_tree_s_word_for_them()
    {
        var log = new LogFiles(600);
        var tiles = log.Verified;
        var read = Enumerable.Range(0, 3).SelectMany(bundle => Wait(tiles.EntriesAsync((ulong)bundle, None)));
        Assert.Equal(log.Entries, read.Select(entry => entry.ToArray()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Wait(tiles.EntriesAsync(3, None)));
    }

    [Fact]
    public void Only_tiles_that_the_checkpoint_needs_are_asked_for()
    {
        var log = new LogFiles(600);
        Wait(log.Verified.InclusionAsync(3, 600, None));
        Assert.Equal(["tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2"], log.Asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Tiles_above_the_leaves_are_asked_for_once()
    {
        var log = new LogFiles(600);
        var tiles = log.Verified;
        Wait(tiles.InclusionAsync(3, 600, None));
        log.Asked.Clear();
        Wait(tiles.InclusionAsync(300, 600, None));
        Assert.Equal(["tile/0/001"], log.Asked);
    }

    [Fact]
    public void A_partial_tile_that_is_gone_is_read_from_the_full_one()
    {
        var log = new LogFiles(600);
        foreach (var tile in Tiling.New(0, 600).Where(tile => !tile.IsFull)) log.ReplaceByFull(tile);
        Assert.Equal(MerkleProver.Inclusion(log.Tree, 550, 600), Wait(log.Verified.InclusionAsync(550, 600, None)));
        Assert.Equal(88, Wait(log.Verified.EntriesAsync(2, None)).Count);
    }

    [Fact]
    public void A_missing_tile_is_named()
    {
        var log = new LogFiles(600);
        log.Files.Remove("tile/0/001");
        var missing = Assert.Throws<TileException>(() => Wait(log.Verified.InclusionAsync(300, 600, None)));
        Assert.Equal((TileProblem.Missing, new TileId(0, 1)), (missing.Problem, missing.Tile));
        Assert.Equal("tile/0/001 is missing", missing.Message);
        Wait(log.Verified.InclusionAsync(3, 600, None));
    }

    [Fact]
    public void No_byte_of_a_tile_or_bundle_can_change_unnoticed() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000], Gen.Int[1, 255]).Sample((which, at, flip) =>
        {
            var log = new LogFiles(600);
            var (path, bytes) = log.Files.ElementAt(which % log.Files.Count);
            bytes[at % bytes.Length] ^= (byte)flip;
            var refusal = Assert.Throws<TileException>(() => ReadAll(log));
            Assert.True(TileId.TryParse(path, out var changed));
            if (changed is { IsBundle: false, IsFull: false })
                Assert.Equal((TileProblem.EdgeNotUnderRoot, new TileId(1, 0, 2)), (refusal.Problem, refusal.Tile));
            else
                Assert.Equal(changed, refusal.Tile);
        }, iter: 200);

    [Fact]
    public void A_tile_of_another_length_is_refused() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[-40, 40].Where(change => change != 0)).Sample((which, change) =>
        {
            var log = new LogFiles(600);
            var (path, bytes) = log.Files.ElementAt(which % log.Files.Count);
            log.Files[path] = change < 0 ? bytes[..^Math.Min(-change, bytes.Length)] : [.. bytes, .. new byte[change]];
            var refusal = Assert.Throws<TileException>(() => ReadAll(log));
            Assert.Equal((TileProblem.Malformed, path), (refusal.Problem, refusal.Tile.ToString()));
        }, iter: 100);

    [Fact]
    public void Tiles_swapped_with_each_other_are_refused()
    {
        var log = new LogFiles(600);
        (log.Files["tile/0/000"], log.Files["tile/0/001"]) = (log.Files["tile/0/001"], log.Files["tile/0/000"]);
        var refusal = Assert.Throws<TileException>(() => Wait(log.Verified.InclusionAsync(3, 600, None)));
        Assert.Equal((TileProblem.NotInTree, new TileId(0, 0)), (refusal.Problem, refusal.Tile));
    }

    [Fact]
    public void Tiles_under_another_root_are_refused()
    {
        var log = new LogFiles(600);
        var tiles = new VerifiedTiles(log, 600, MerkleHasher.HashLeaf([]));
        Assert.Throws<TileException>(() => Wait(tiles.InclusionAsync(3, 600, None)));
        Assert.Throws<TileException>(() => Wait(tiles.RootAsync(600, None)));
        Assert.Throws<TileException>(() => Wait(tiles.EntriesAsync(0, None)));
    }

    [Fact]
    public void A_directory_of_tiles_is_a_log()
    {
        var directory = Directory.CreateTempSubdirectory("onus-tiles-");
        try
        {
            var log = new LogFiles(300);
            log.WriteTo(directory.FullName);
            var source = new DirectoryTileSource(directory.FullName);
            var tiles = new VerifiedTiles(source, log.Tree.Size, log.Tree.Root);
            Assert.Equal(MerkleProver.Inclusion(log.Tree, 299, 300), Wait(tiles.InclusionAsync(299, 300, None)));
            Assert.Null(Wait(source.ReadAsync("tile/0/777", None)));
            Assert.Null(Wait(source.ReadAsync(ITileSource.Checkpoint, None)));
            foreach (var path in new[] { "../checkpoint", "/etc/passwd", "tile/0/../1/000", "tile", "" })
                Assert.Throws<ArgumentException>(() => Wait(source.ReadAsync(path, None)));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_file_larger_than_any_of_a_log_is_not_read()
    {
        var directory = Directory.CreateTempSubdirectory("onus-tiles-");
        try
        {
            using (var file = File.Create(Path.Combine(directory.FullName, ITileSource.Checkpoint)))
                file.SetLength(ITileSource.MaxFileSize + 1);
            var source = new DirectoryTileSource(directory.FullName);
            Assert.Throws<IOException>(() => Wait(source.ReadAsync(ITileSource.Checkpoint, None)));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static void ProofsAgree(LogFiles log, VerifiedTiles tiles, ulong index, ulong size)
    {
        Assert.Equal(MerkleProver.Inclusion(log.Tree, index, size), Wait(tiles.InclusionAsync(index, size, None)));
        Assert.Equal(MerkleProver.Consistency(log.Tree, index, size), Wait(tiles.ConsistencyAsync(index, size, None)));
    }

    private static void ReadAll(LogFiles log)
    {
        var tiles = log.Verified;
        for (var bundle = 0UL; bundle * TileId.FullWidth < tiles.Size; bundle++) Wait(tiles.EntriesAsync(bundle, None));
    }

    /// <summary>The sources here answer at once.</summary>
    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}
