using System.Net;
using System.Net.Sockets;
using Onus.Log.Journal;
using Onus.Log.Storage;
using Onus.Log.Tests.Fuzz;
using Onus.Log.Tests.Proofs;
using Onus.Verify.Reporting;

namespace Onus.Verify.Tests;

public sealed class WholeLogTests : IDisposable
{
    private readonly Evidence _evidence = new();

    public void Dispose() => _evidence.Dispose();

    [Fact]
    public async Task A_whole_log_is_hashed_again_and_its_kept_checkpoints_are_found_in_it()
    {
        var (exit, output, error) = await _evidence.RunAsync(
            "log", _evidence.Folder, "--policy", "two-of-three.policy", "--known", "early.checkpoint", "--known", "bare.checkpoint");
        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("All 600 entries", output, StringComparison.Ordinal);
        Assert.Contains("their times rise strictly, the last is 2026-09-21T14:13:20.000000599Z", output, StringComparison.Ordinal);
        Assert.Contains("still contains every checkpoint that you kept", output, StringComparison.Ordinal);
        Assert.Equal(5, (await _evidence.RunAsync("log", _evidence.Folder)).ExitCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(512)]
    [InlineData(65_536)]
    [InlineData(65_793)]
    public async Task Logs_of_every_shape_are_hashed(int size)
    {
        using var log = new TestLog(size);
        var folder = Directory.CreateTempSubdirectory("onus-tiles-").FullName;
        log.WriteTiles(folder, (ulong)size);
        Assert.Equal(0, (await _evidence.RunAsync("log", folder, "--vkey", _evidence.Key)).ExitCode);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("tile/entries/001", "tile/0/001 and tile/entries/001 disagree on entry 256")]
    [InlineData("tile/0/001", "tile/0/001 and tile/entries/001 disagree on entry 256")]
    [InlineData("tile/1/000.p/2", "tile/1/000.p/2 disagrees with the entries below it")]
    public async Task A_flipped_bit_is_found_with_its_place(string tile, string place)
    {
        var bytes = File.ReadAllBytes(_evidence.Path(tile));
        bytes[20] ^= 1;
        _evidence.Write(tile, bytes);
        var (exit, output, _) = await Log();
        Assert.Equal(1, exit);
        Assert.Contains(place, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tile/entries/000")]
    [InlineData("tile/entries/002.p/88")]
    [InlineData("tile/0/001")]
    [InlineData("tile/1/000.p/2")]
    public async Task A_missing_tile_and_a_short_one_are_found(string tile)
    {
        var bytes = File.ReadAllBytes(_evidence.Path(tile));
        _evidence.Write(tile, bytes[..^1]);
        Assert.Equal(1, (await Log()).ExitCode);
        File.Delete(_evidence.Path(tile));
        var (exit, output, _) = await Log();
        Assert.Equal(1, exit);
        Assert.Contains($"{tile} is missing", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_whose_entries_sit_elsewhere_than_they_say_is_refuted()
    {
        // A whole log that is consistent with itself, but whose second entry is a copy of another's place.
        using var log = new TestLog(3);
        using var longer = new TestLog(9);
        var folder = Directory.CreateTempSubdirectory("onus-tiles-").FullName;
        var tree = new Onus.Log.Tree.MerkleTree();
        byte[][] entries = [log.Entry(0), longer.Entry(5), log.Entry(2)];
        tree.Append([.. entries.Select(e => Core.MerkleHasher.HashLeaf(e))]);
        Directory.CreateDirectory(Path.Combine(folder, "tile/entries/000.p"));
        Directory.CreateDirectory(Path.Combine(folder, "tile/0/000.p"));
        File.WriteAllBytes(
            Path.Combine(folder, "tile/entries/000.p/3"), [.. entries.SelectMany(e => (byte[])[(byte)(e.Length >> 8), (byte)e.Length, .. e])]);
        File.WriteAllBytes(Path.Combine(folder, "tile/0/000.p/3"), Onus.Log.Tiles.Tiling.Read(tree, new Onus.Log.Tiles.TileId(0, 0, 3)));
        File.WriteAllBytes(
            Path.Combine(folder, "checkpoint"), new Onus.Log.Notes.CheckpointSigner("onus.example/main", log.Key).Sign(3, tree.Root, 0).ToBytes());
        var (exit, output, _) = await _evidence.RunAsync("log", folder, "--vkey", _evidence.Key);
        Assert.Equal(1, exit);
        Assert.Contains("entry 1 says that it is entry 5", output, StringComparison.Ordinal);
        Assert.Equal(0, (await _evidence.RunAsync("log", folder, "--vkey", _evidence.Key, "--opaque")).ExitCode);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(256)]
    public async Task A_log_whose_times_do_not_rise_is_refuted(ulong at)
    {
        using var log = new TestLog(300, time: index => index == at ? at - 1 : index);
        var folder = Directory.CreateTempSubdirectory("onus-tiles-").FullName;
        log.WriteTiles(folder, 300);
        var (exit, output, _) = await _evidence.RunAsync("log", folder, "--vkey", _evidence.Key);
        Assert.Equal(1, exit);
        Assert.Contains($"entry {at} is not later than the one before it", output, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_checkpoint_that_was_kept_and_is_no_longer_contained_is_refuted()
    {
        using var fork = new TestLog(700, body: "forged");
        _evidence.Write("fork.checkpoint", fork.Checkpoint(300).ToBytes());
        var changed = await Log("--known", _evidence.Path("fork.checkpoint"));
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("history was changed", changed.Output, StringComparison.Ordinal);

        _evidence.Write("longer.checkpoint", fork.Checkpoint(700).ToBytes());
        var shorter = await Log("--known", _evidence.Path("longer.checkpoint"));
        Assert.Contains("its end is lost or hidden", shorter.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Partial_tiles_that_are_gone_are_read_from_the_full_ones()
    {
        // The log has grown since the checkpoint and has deleted the partial tiles of its old size.
        using var grown = new TestLog(768);
        var folder = Directory.CreateTempSubdirectory("onus-tiles-").FullName;
        grown.WriteTiles(folder, 768);
        File.WriteAllBytes(Path.Combine(folder, "checkpoint"), grown.Checkpoint(600).ToBytes());
        Directory.CreateDirectory(Path.Combine(folder, "tile/1/000.p"));
        File.WriteAllBytes(Path.Combine(folder, "tile/1/000.p/2"), File.ReadAllBytes(Path.Combine(folder, "tile/1/000.p/3"))[..64]);
        Assert.Equal(0, (await _evidence.RunAsync("log", folder, "--vkey", _evidence.Key)).ExitCode);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_log_s_own_directory_is_hashed_the_same_and_its_damage_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("onus-log-").FullName;
        WriteSegments(folder, 700);
        var (exit, output, _) = await _evidence.RunAsync("log", folder, "--vkey", _evidence.Key, "--known", "early.checkpoint");
        Assert.Equal(0, exit);
        Assert.Contains("All 700 entries", output, StringComparison.Ordinal);
        Assert.Equal(0, (await _evidence.RunAsync("consistency", "checkpoint", Path.Combine(folder, "checkpoint"), "--tiles", folder)).ExitCode % 5);

        var segment = Directory.GetFiles(folder, "*.segment").Single();
        var bytes = File.ReadAllBytes(segment);
        bytes[bytes.AsSpan().IndexOf("entry 300"u8) + 6] ^= 1;
        File.WriteAllBytes(segment, bytes);
        var damaged = await _evidence.RunAsync("log", folder, "--vkey", _evidence.Key);
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains(Path.GetFileName(segment), damaged.Output, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_log_behind_HTTP_is_hashed_the_same()
    {
        using var listener = new HttpListener();
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var prefix = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/log/";
        probe.Stop();
        listener.Prefixes.Add(prefix);
        listener.Start();
        var serving = Task.Run(() => ServeAsync(listener), TestContext.Current.CancellationToken);
        var (exit, output, _) = await _evidence.RunAsync("log", prefix, "--vkey", _evidence.Key, "--known", "early.checkpoint");
        Assert.Equal(0, exit);
        Assert.Contains("All 600 entries", output, StringComparison.Ordinal);
        Assert.Equal(0, (await _evidence.RunAsync("consistency", "early.checkpoint", "checkpoint", "--tiles", prefix, "--vkey", _evidence.Key)).ExitCode);
        Assert.Equal(3, (await _evidence.RunAsync("log", prefix + "elsewhere", "--vkey", _evidence.Key)).ExitCode);
        listener.Stop();
        await serving;
    }

    [Fact]
    public async Task No_damaged_tile_is_overlooked()
    {
        string[] tiles = ["tile/entries/000", "tile/entries/002.p/88", "tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2", "checkpoint"];
        foreach (var tile in tiles)
        {
            var good = File.ReadAllBytes(_evidence.Path(tile));
            var runs = new List<byte[]>();
            ByteMutations.Of([good], 25, runs.Add);
            foreach (var bytes in runs)
            {
                _evidence.Write(tile, bytes);
                var (exit, output, _) = await Log();
                // What stands behind the hashes of a partial tile, and signatures of unknown keys, belong to nobody.
                if (exit == 0 && tile != "checkpoint") Assert.True(bytes.AsSpan().StartsWith(good), tile);
                if (exit == 0) Assert.Contains("All 600 entries", output, StringComparison.Ordinal);
            }

            _evidence.Write(tile, good);
        }
    }

    [Theory]
    [InlineData(0, 100, 0.0, "[..............................]   0 %  0.00 M entries/s")]
    [InlineData(50, 100, 1.0, "[###############...............]  50 %  0.00 M entries/s, 1 s left")]
    [InlineData(3_000_000, 3_000_000, 1.0, "[##############################] 100 %  3.00 M entries/s, 0 s left")]
    public void The_progress_line_says_how_far_it_is(long done, long total, double seconds, string line) =>
        Assert.Equal(line, ProgressBar.Line(done, total, seconds));

    private void WriteSegments(string folder, ulong size)
    {
        var device = new DirectoryDevice(folder);
        LogOpener.Create(device, _evidence.Log.Key.Key);
        using var log = LogOpener.Open(new LogOptions { Device = device, Signers = [_evidence.Log.Key] }).Log!;
        var batch = log.NewBatch();
        for (ulong i = 0; i < size; i++) batch.Add(_evidence.Log.Entry(i));
        Assert.Equal(CommitOutcome.Committed, log.Append(batch));
    }

    private Task<(int ExitCode, string Output, string Error)> Log(params string[] more) =>
        _evidence.RunAsync(["log", _evidence.Folder, "--vkey", _evidence.Key, .. more]);

    private async Task ServeAsync(HttpListener listener)
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                var file = _evidence.Path(context.Request.Url!.AbsolutePath["/log/".Length..]);
                context.Response.StatusCode = File.Exists(file) ? 200 : 404;
                if (File.Exists(file)) await context.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file));
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
