using System.Text;
using Onus.Core.Formats;
using Onus.Log.Notes;
using Onus.Log.Policy;
using Onus.Log.Proofs;
using Onus.Log.Tiles;

namespace Onus.Cli.Tests.Log;

/// <summary>A log in a directory by the command line alone, as a newcomer works with it.</summary>
public sealed class LogVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onus-cli-").FullName;

    private string Log => Path.Combine(_folder, "log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    private string Lines(params string[] lines)
    {
        File.WriteAllText(At("lines"), string.Join('\n', lines) + "\n");
        return At("lines");
    }

    private static async Task<CommandLine> Done(params string[] arguments)
    {
        var run = await CommandLine.RunAsync(arguments);
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        return run;
    }

    private async Task<string> Refused(int exitCode, params string[] arguments)
    {
        var before = Snapshot();
        var run = await CommandLine.RunAsync(arguments);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith("onus: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\r', '\n').Split('\n'));
        Assert.Equal(before, Snapshot());
        return run.Error;
    }

    private string Snapshot()
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            if (Path.GetFileName(file) != "lock") text.Append(file).Append(Convert.ToHexString(File.ReadAllBytes(file)));
        return text.ToString();
    }

    private async Task Init() => await Done("log", "init", Log, "--origin", "example.com/log");

    [Fact]
    public async Task Init_makes_a_log_whose_key_only_its_owner_can_read()
    {
        var run = await Done("log", "init", Log, "--origin", "example.com/log");
        var vkey = VerifierKey.Parse(File.ReadAllText(Path.Combine(Log, "log.vkey")).Trim());
        Assert.Equal("example.com/log", vkey.Name);
        Assert.Contains(vkey.ToString(), run.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Log, "log.key")));
        Assert.StartsWith("example.com/log\n0\n", (await Done("log", "checkpoint", Log)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("has space")]
    [InlineData("a+b")]
    [InlineData("")]
    public async Task Init_refuses_what_cannot_be_an_origin(string origin)
    {
        Assert.Contains("origin", await Refused(ExitCode.BadInput, "log", "init", Log, "--origin", origin), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Log));
    }

    [Fact]
    public async Task Init_refuses_a_directory_with_a_log_and_a_key_that_is_there()
    {
        await Init();
        Assert.Contains("holds a log already", await Refused(ExitCode.BadInput, "log", "init", Log, "--origin", "example.com/log"), StringComparison.Ordinal);
        File.WriteAllText(At("my.key"), "mine");
        Assert.Contains("never replaced", await Refused(ExitCode.BadInput, "log", "init", At("other"), "--origin", "example.com/x", "--key", At("my.key")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_a_file_become_entries_that_carry_their_own_index_and_verify_alone()
    {
        await Init();
        var run = await Done("log", "append", Log, "--file", Lines("one", "", "three é"));
        Assert.StartsWith("appended 3 entries, 0 to 2", run.Output, StringComparison.Ordinal);
        await Done("log", "append", Log, "--file", Lines("four"));
        await Done("log", "prove", Log, "2", "-o", At("x.tlog-proof"), "--entry", At("x.entry"), "--cose", At("x.cose"));

        var entry = File.ReadAllBytes(At("x.entry"));
        Assert.True(RecordEntry.TryRead(entry, out var record));
        Assert.Equal(("three é", 2ul), (Encoding.UTF8.GetString(record!.Content.Span), record.Envelope.Index));
        var key = VerifierKey.Parse(File.ReadAllText(Path.Combine(Log, "log.vkey")).Trim());
        var proof = TlogProof.Parse(File.ReadAllBytes(At("x.tlog-proof")));
        Assert.True(proof.Verify(entry, TrustPolicy.OfLog(NoteVerifiers.Standard, key)).IsVerified);
        Assert.Equal(4ul, proof.Checkpoint.Checkpoint.Size);
        Assert.Equal(ReceiptVerdict.Verified, CoseReceipt.Parse(File.ReadAllBytes(At("x.cose"))).Verify(entry, key).Outcome);
        entry[^1] ^= 1;
        Assert.False(proof.Verify(entry, TrustPolicy.OfLog(NoteVerifiers.Standard, key)).IsVerified);
    }

    [Fact]
    public async Task Times_of_entries_rise_over_separate_runs()
    {
        await Init();
        for (var i = 0; i < 3; i++) await Done("log", "append", Log, "--file", Lines("a", "b"));
        var last = 0ul;
        for (var i = 0; i < 6; i++)
        {
            await Done("log", "prove", Log, $"{i}", "-o", At("x.tlog-proof"), "--entry", At("x.entry"));
            Assert.True(EntryHeader.TryRead(File.ReadAllBytes(At("x.entry")), out var header));
            Assert.True(header.Time.Nanoseconds > last);
            last = header.Time.Nanoseconds;
        }
    }

    [Fact]
    public async Task Append_refuses_bad_input_before_anything_is_written()
    {
        await Init();
        Assert.Contains("no file", await Refused(ExitCode.BadInput, "log", "append", Log, "--file", At("nothing")), StringComparison.Ordinal);
        File.WriteAllText(At("empty"), "");
        Assert.Contains("is empty", await Refused(ExitCode.BadInput, "log", "append", Log, "--file", At("empty")), StringComparison.Ordinal);
        File.WriteAllText(At("long"), "short\n" + new string('x', 70_000) + "\n");
        Assert.Contains("line 2", await Refused(ExitCode.BadInput, "log", "append", Log, "--file", At("long")), StringComparison.Ordinal);
        Assert.Contains("no directory", await Refused(ExitCode.BadInput, "log", "append", At("nowhere"), "--file", Lines("a")), StringComparison.Ordinal);
        Directory.CreateDirectory(At("bare"));
        File.Copy(Path.Combine(Log, "log.key"), At("a.key"));
        Assert.Contains("init", await Refused(ExitCode.BadInput, "log", "append", At("bare"), "--file", Lines("a"), "--key", At("a.key")), StringComparison.Ordinal);
        Assert.Contains("Required", await Refused(ExitCode.BadInput, "log", "append", Log), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Append_refuses_a_missing_broken_or_foreign_key()
    {
        await Init();
        Assert.Contains("no key file", await Refused(ExitCode.BadInput, "log", "append", Log, "--file", Lines("a"), "--key", At("no.key")), StringComparison.Ordinal);
        File.WriteAllText(At("bad.key"), "PRIVATE+KEY+x");
        Assert.Contains("no private key", await Refused(ExitCode.BadInput, "log", "append", Log, "--file", Lines("a"), "--key", At("bad.key")), StringComparison.Ordinal);
        await Done("log", "init", At("other"), "--origin", "example.com/log", "--key", At("other.key"));
        Assert.Contains("signs as", await Refused(ExitCode.BadInput, "log", "append", Log, "--file", Lines("a"), "--key", At("other.key")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prove_refuses_an_entry_that_is_not_there_and_writes_nothing()
    {
        await Init();
        Assert.Contains("no entries yet", await Refused(ExitCode.BadInput, "log", "prove", Log, "0", "-o", At("p")), StringComparison.Ordinal);
        await Done("log", "append", Log, "--file", Lines("a", "b"));
        Assert.Contains("0 to 1", await Refused(ExitCode.BadInput, "log", "prove", Log, "2", "-o", At("p")), StringComparison.Ordinal);
        Assert.Contains("-1", await Refused(ExitCode.BadInput, "log", "prove", Log, "-1", "-o", At("p")), StringComparison.Ordinal);
        Assert.Contains("no directory for", await Refused(ExitCode.BadInput, "log", "prove", Log, "1", "-o", At("no/p")), StringComparison.Ordinal);
        Assert.Contains("is a directory", await Refused(ExitCode.BadInput, "log", "prove", Log, "1", "-o", _folder), StringComparison.Ordinal);
        Assert.False(File.Exists(At("p")));
    }

    [Fact]
    public async Task Tiles_are_the_files_of_tlog_tiles_and_a_second_run_adds_only_what_is_new()
    {
        await Init();
        await Done("log", "append", Log, "--file", Lines([.. Enumerable.Range(0, 300).Select(i => $"line {i}")]));
        var run = await Done("log", "tiles", Log, At("www"));
        Assert.StartsWith("wrote 5 tiles of size 300", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/44"],
            Directory.EnumerateFiles(At("www"), "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(At("www"), f).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.Equal(8192, File.ReadAllBytes(At("www/tile/0/000")).Length);
        await Done("log", "append", Log, "--file", Lines("more"));
        Assert.EndsWith($"kept 3{Environment.NewLine}", (await Done("log", "tiles", Log, At("www"))).Output, StringComparison.Ordinal);
        Assert.Equal((await Done("log", "checkpoint", Log)).Output, File.ReadAllText(At($"www/{ITileSource.Checkpoint}")));
    }

    [Fact]
    public async Task Fsck_says_sound_and_what_that_does_not_prove()
    {
        await Init();
        await Done("log", "append", Log, "--file", Lines("a", "b"));
        var run = await Done("log", "fsck", Log);
        Assert.Contains("2 entries in 1 frames", run.Output, StringComparison.Ordinal);
        Assert.Contains("consistent with itself only", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_is_refused_by_every_verb_with_file_offset_and_index()
    {
        await Init();
        await Done("log", "append", Log, "--file", Lines("a", "b"));
        await Done("log", "append", Log, "--file", Lines("c"));
        var segment = Path.Combine(Log, "0000000000.segment");
        var bytes = File.ReadAllBytes(segment);
        bytes[620] ^= 1;
        File.WriteAllBytes(segment, bytes);
        var fsck = await CommandLine.RunAsync("log", "fsck", Log);
        Assert.Equal(ExitCode.Refuted, fsck.ExitCode);
        Assert.Contains("0000000000.segment at byte 512, entry 0: bit rot", fsck.Error, StringComparison.Ordinal);
        foreach (var verb in (string[][])
            [["prove", Log, "0", "-o", At("p")], ["tiles", Log, At("t")], ["append", Log, "--file", Lines("d")], ["checkpoint", Log]])
            Assert.Contains("bit rot", await Refused(ExitCode.Refuted, ["log", .. verb]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_copy_is_refused_by_an_anchor_and_goes_on_only_as_a_new_origin()
    {
        await Init();
        await Done("log", "append", Log, "--file", Lines("a", "b"));
        CopyTo("copy");
        await Done("log", "append", Log, "--file", Lines("c"));
        await Done("log", "checkpoint", Log, "-o", At("anchor"));
        var copy = At("copy");
        Assert.Contains(
            "restore it to a new origin",
            await Refused(ExitCode.Refuted, "log", "append", copy, "--file", Lines("d"), "--anchor", At("anchor")), StringComparison.Ordinal);
        var run = await Done("log", "restore", copy, "--key", At("i2.key"), "--known", At("anchor"), "--accepted-by", "li", "wang");
        Assert.StartsWith("the log goes on as example.com/log/i2 from entry 2", run.Output, StringComparison.Ordinal);
        await Done("log", "append", copy, "--file", Lines("d"), "--key", At("i2.key"));
        await Done("log", "prove", copy, "2", "-o", At("x.tlog-proof"), "--entry", At("x.entry"));
        Assert.True(RestoredEntry.TryRead(File.ReadAllBytes(At("x.entry")), out var restored));
        Assert.Equal(("example.com/log", 2ul), (restored!.OldOrigin, restored.RestoredSize));
        Assert.Equal(File.ReadAllBytes(At("anchor")), restored.KnownCheckpoint.ToArray());
        await Done("log", "fsck", copy);
        await Refused(ExitCode.BadInput, "log", "append", copy, "--file", Lines("e"));
    }

    [Fact]
    public async Task Bench_log_prints_its_settings_and_ratios()
    {
        var run = await Done("bench", "log", "--entries", "3000", "--batch", "1000", "--dir", _folder);
        foreach (var word in (string[])["settings   3 batches of 1,000 entries of 118 bytes, fsync per batch", "| ratio", "fsync", "entries/s", "opening a log"])
            Assert.Contains(word, run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        await Refused(ExitCode.BadInput, "bench", "log", "--batch", "0");
    }

    private void CopyTo(string name)
    {
        Directory.CreateDirectory(At(name));
        foreach (var file in Directory.EnumerateFiles(Log)) File.Copy(file, Path.Combine(At(name), Path.GetFileName(file)));
    }
}
