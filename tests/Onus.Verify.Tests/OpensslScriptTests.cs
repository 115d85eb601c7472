using System.Diagnostics;
using Onus.Log.Tests.Notes;

namespace Onus.Verify.Tests;

/// <summary>The shell script that verifies a proof with no code of Onus, on good evidence and every kind of bad.</summary>
public sealed class OpensslScriptTests : IDisposable
{
    private const string One = "w1.example";
    private const string Three = "w3.example";

    private readonly Evidence _evidence = new();

    public void Dispose() => _evidence.Dispose();

    [Fact]
    public void A_proof_is_proven_with_the_witnesses_that_are_named()
    {
        var (exit, output) = Run("entry.tlog-proof", "entry.bin", "log.vkey", Witness(One), Witness(Three));
        Assert.Equal(0, exit);
        Assert.Contains("Entry 300 of onus.example/main is exactly the ", output, StringComparison.Ordinal);
        Assert.Contains("The witness w3.example at 2026-09-21T14:15:00Z cosigned", output, StringComparison.Ordinal);
        Assert.DoesNotContain("split view", output, StringComparison.Ordinal);
        Assert.Contains("The entry says itself that it is entry 300", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_witness_it_is_the_operators_word()
    {
        var (exit, output) = Run("entry.tlog-proof", "entry.bin", _evidence.Key);
        Assert.Equal(0, exit);
        Assert.Contains("a split view is possible", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(7, 6)]
    public void Entries_at_the_edges_of_trees_are_proven(ulong size, ulong index)
    {
        _evidence.Write("edge.tlog-proof", _evidence.Log.Prove(index, size).ToBytes());
        _evidence.Write("edge.bin", _evidence.Log.Entry(index));
        Assert.Equal(0, Run("edge.tlog-proof", "edge.bin", "log.vkey").ExitCode);
    }

    [Fact]
    public void Extra_data_changes_nothing()
    {
        var proof = _evidence.Log.Prove(300, 600);
        _evidence.Write("extra.tlog-proof", new Onus.Log.Proofs.TlogProof(300, proof.Hashes, proof.Checkpoint, "extra"u8.ToArray()).ToBytes());
        Assert.Equal(0, Run("extra.tlog-proof", "entry.bin", "log.vkey").ExitCode);
    }

    [Fact]
    public void Another_entry_another_key_and_an_absent_witness_are_refuted()
    {
        using var stranger = TestKeys.Log("stranger.example");
        using var rotated = Onus.Log.Notes.Ed25519Signer.FromSeed(
            TestKeys.Origin, Onus.Log.Notes.SignatureType.Ed25519, TestKeys.Seed("rotated"));
        Assert.Equal(1, Run("entry.tlog-proof", "other.bin", "log.vkey").ExitCode);
        Assert.Equal(1, Run("entry.tlog-proof", "entry.bin", stranger.Key.ToString()).ExitCode);
        Assert.Equal(1, Run("entry.tlog-proof", "entry.bin", rotated.Key.ToString()).ExitCode);
        Assert.Equal(1, Run("entry.tlog-proof", "entry.bin", "log.vkey", Witness("w2.example")).ExitCode);
    }

    [Fact]
    public void An_entry_that_sits_elsewhere_than_it_says_is_refuted()
    {
        foreach (byte[] entry in (byte[][])[_evidence.Log.Entry(5), [1, 0, .. new byte[7], 9, .. new byte[8]]])
        {
            var leaf = Core.MerkleHasher.HashLeaf(entry);
            var signed = new Onus.Log.Notes.CheckpointSigner(TestKeys.Origin, _evidence.Log.Key).Sign(1, leaf, 0);
            _evidence.Write("moved.bin", entry);
            _evidence.Write("moved.tlog-proof", new Onus.Log.Proofs.TlogProof(0, [], signed).ToBytes());
            var (exit, output) = Run("moved.tlog-proof", "moved.bin", "log.vkey");
            Assert.Equal(1, exit);
            Assert.Contains("but the entry says it is entry", output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("index 300\n", "index 301\n")]
    [InlineData("\n600\n", "\n601\n")]
    [InlineData("onus.example/main\n600", "onus.example/fork\n600")]
    [InlineData("— onus.example/main", "— onus.example/fork")]
    [InlineData("index 300\n", "index 300\r\n")]
    public void Tampering_is_noticed(string part, string instead)
    {
        var text = File.ReadAllText(_evidence.Path("entry.tlog-proof"));
        Assert.Contains(part, text, StringComparison.Ordinal);
        File.WriteAllText(_evidence.Path("tampered.tlog-proof"), text.Replace(part, instead, StringComparison.Ordinal));
        var (exit, output) = Run("tampered.tlog-proof", "entry.bin", "log.vkey");
        Assert.InRange(exit, 1, 2);
        Assert.DoesNotContain("PROVEN", output, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("index 300\n", "index 44\n")]
    [InlineData("index 300\n", "index 700\n")]
    [InlineData("\n600\n", "\n512\n")]
    [InlineData("index 300\n", "index 300\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")]
    [InlineData("index 300\n", "index 0300\n")]
    [InlineData("index 300\n", "index -300\n")]
    [InlineData("index 300\n", "index 99999999999999999999\n")]
    [InlineData("index 300\n", "")]
    [InlineData("index 300\n", "index 300\n\n")]
    [InlineData("tlog-proof@v1", "tlog-proof@v2")]
    [InlineData("=\n\nonus", "=\nonus")]
    [InlineData("\n\n— onus", "\n— onus")]
    [InlineData("— onus.example/main", "- onus.example/main")]
    public void Every_kind_of_tampering_is_noticed(string part, string instead) => Tampering_is_noticed(part, instead);

    [Fact]
    [Trait("Category", "Slow")]
    public void A_changed_character_in_any_hash_or_signature_is_noticed()
    {
        var lines = File.ReadAllLines(_evidence.Path("entry.tlog-proof"));
        for (var line = 2; line < lines.Length; line++)
        {
            if (lines[line].Length < 44 || lines[line].StartsWith("onus", StringComparison.Ordinal)) continue;
            var at = lines[line].Length - 5 - 3 * line % 30;
            var changed = (string[])lines.Clone();
            changed[line] = lines[line][..at] + (lines[line][at] == 'A' ? 'B' : 'A') + lines[line][(at + 1)..];
            File.WriteAllText(_evidence.Path("changed.tlog-proof"), string.Join('\n', changed) + "\n");
            var (exit, output) = Run("changed.tlog-proof", "entry.bin", "log.vkey", Witness(One), Witness(Three));
            Assert.True(exit is 1 or 2, $"line {line + 1}, character {at + 1}: {output}");
        }
    }

    [Theory]
    [InlineData("entry.tlog-proof", "entry.bin")]
    [InlineData("entry.tlog-proof", "missing", "log.vkey")]
    [InlineData("entry.bin", "entry.bin", "log.vkey")]
    [InlineData("entry.tlog-proof", "entry.bin", "nonsense")]
    [InlineData("entry.tlog-proof", "entry.bin", "onus.example/main+00000000+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop")]
    [InlineData("entry.tlog-proof", "entry.bin", "log.vkey", "log.vkey")]
    public void Bad_input_is_one_clear_line(params string[] arguments)
    {
        var (exit, output) = Run(arguments);
        Assert.Equal(2, exit);
        Assert.StartsWith("verify-with-openssl.sh: ", output, StringComparison.Ordinal);
        Assert.Single(output.TrimEnd('\n').Split('\n'));
    }

    private static string Witness(string name)
    {
        using var witness = TestKeys.Witness(name);
        return witness.Key.ToString();
    }

    private (int ExitCode, string Output) Run(params string[] arguments)
    {
        foreach (var tool in (string[])["bash", "openssl", "xxd"])
        {
            var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, tool)));
            if (!found) Assert.Skip($"{tool} is not installed: verification with openssl alone was not tested");
        }

        var start = new ProcessStartInfo("bash", [Script(), .. arguments])
        {
            WorkingDirectory = _evidence.Folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Onus.slnx"))) return Path.Combine(folder.FullName, "docs/verify-with-openssl.sh");
        }

        throw new InvalidOperationException("no Onus.slnx above the tests");
    }
}
