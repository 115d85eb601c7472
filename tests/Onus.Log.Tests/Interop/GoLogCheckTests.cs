using Onus.Core;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Tests.Journal;
using Onus.Log.Tests.Tiles;
using Onus.Log.Tiles;
using Onus.Log.Tree;
using Onus.Testing;

namespace Onus.Log.Tests.Interop;

/// <summary>An implementation that shares no line with ours reads our logs and makes our proofs.</summary>
public sealed class GoLogCheckTests : IDisposable
{
    private const string Origin = "example.com/onus/log";
    private static readonly Ed25519Signer Signer = TestKeys.Log(Origin);

    private readonly string _directory = Directory.CreateTempSubdirectory("onus-interop-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(600)]
    [InlineData(257 * 256 + 5)]
    public void Go_reads_our_log_and_makes_our_proofs_byte_for_byte(int size)
    {
        RequireGo();
        var log = Write(size);
        var proofs = Proofs(log.Tree).ToArray();
        var (exitCode, output) = GoLogCheck.Run(_directory, Signer.Key.ToString(), proofs);
        Assert.True(exitCode == 0, output);
        var inclusion = proofs.Count(line => line.StartsWith("inclusion", StringComparison.Ordinal));
        Assert.Contains($"{inclusion} of inclusion", output, StringComparison.Ordinal);
        Assert.Contains($"{proofs.Length - inclusion} of consistency", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Go_reads_the_tiles_of_a_log_that_was_committed_in_batches_and_opened_again()
    {
        RequireGo();
        var fixture = new LogFixture();
        using (var first = fixture.Open()) LogFixture.Append(first, 7, 90);
        using var log = fixture.Open();
        LogFixture.Append(log, 3, 50);
        var (tiles, size) = (new LogTiles(log.Reader), log.Head.Size);
        Copy(ITileSource.Checkpoint);
        foreach (var tile in Tiling.New(0, size)) Copy(tile.ToString());
        ulong[] places = [1, 90, 256, 300, 512, 630, 779];
        string[] proofs =
        [
            .. places.Select(index => Line("inclusion", index, size, log.Reader.Inclusion(index, size))),
            .. places.Select(size1 => Line("consistency", size1, size, log.Reader.Consistency(size1, size))),
        ];
        var (exitCode, output) = GoLogCheck.Run(_directory, fixture.Signer.Key.ToString(), proofs);
        Assert.True(exitCode == 0, output);

        void Copy(string path)
        {
            var file = Path.Combine(_directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, tiles.Read(path)!.Value.ToArray());
        }
    }

    [Fact]
    public void Go_finds_a_changed_byte_in_any_file()
    {
        RequireGo();
        var log = Write(600);
        var proofs = Proofs(log.Tree).ToArray();
        foreach (var path in log.Files.Keys.Append(ITileSource.Checkpoint))
        {
            var file = Path.Combine(_directory, path);
            var right = File.ReadAllBytes(file);
            var wrong = (byte[])right.Clone();
            wrong[right.Length / 2] ^= 1;
            File.WriteAllBytes(file, wrong);
            Assert.Equal(1, GoLogCheck.Run(_directory, Signer.Key.ToString(), proofs).ExitCode);
            File.WriteAllBytes(file, right);
        }

        Assert.Equal(0, GoLogCheck.Run(_directory, Signer.Key.ToString(), proofs).ExitCode);
    }

    [Fact]
    public void Go_finds_a_proof_that_is_not_the_right_one()
    {
        RequireGo();
        var log = Write(600);
        string[] wrong =
        [
            Line("inclusion", 4, 600, MerkleProver.Inclusion(log.Tree, 5, 600)),
            Line("inclusion", 4, 600, MerkleProver.Inclusion(log.Tree, 4, 600)[1..]),
            Line("consistency", 300, 600, MerkleProver.Consistency(log.Tree, 301, 600)),
        ];
        foreach (var line in wrong)
            Assert.Equal(1, GoLogCheck.Run(_directory, Signer.Key.ToString(), [line]).ExitCode);
    }

    private static void RequireGo()
    {
        if (GoLogCheck.Unavailable is { } reason)
            Assert.Skip($"SKIPPED, so nobody else's code has checked this log: {reason}");
    }

    private static IEnumerable<string> Proofs(MerkleTree tree)
    {
        ulong[] places = [1, 2, 3, 7, 8, 200, 255, 256, 257, 511, 512, 600, 65_535, 65_536, 65_537, tree.Size];
        ulong[] sizes = [.. places.Where(size => size <= tree.Size).Distinct()];
        foreach (var size in sizes)
        {
            foreach (var index in sizes.Select(place => place - 1).Append(size / 2).Where(index => index < size))
                yield return Line("inclusion", index, size, MerkleProver.Inclusion(tree, index, size));
            foreach (var size1 in sizes.Where(size1 => size1 <= size))
                yield return Line("consistency", size1, size, MerkleProver.Consistency(tree, size1, size));
        }
    }

    private static string Line(string kind, ulong first, ulong size, Hash256[] proof) =>
        string.Join(' ', [kind, $"{first}", $"{size}", .. proof.Select(hash => Convert.ToBase64String(hash.Bytes))]);

    private LogFiles Write(int size)
    {
        var log = new LogFiles(size);
        log.WriteTo(_directory);
        var checkpoint = new CheckpointSigner(Origin, Signer).Sign(log.Tree.Size, log.Tree.Root, 0);
        File.WriteAllBytes(Path.Combine(_directory, ITileSource.Checkpoint), checkpoint.ToBytes());
        return log;
    }
}
