namespace Onus.Verify.Tests;

/// <summary>What the verifier says and how it ends, as somebody sees it who runs it.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly Evidence _evidence = new();

    public void Dispose() => _evidence.Dispose();

    [Fact]
    public async Task A_proof_under_a_policy_is_proven_with_its_witnesses_and_their_times()
    {
        var (exit, output, error) = await _evidence.RunAsync(
            "proof", "entry.tlog-proof", "--entry", "entry.bin", "--policy", "two-of-three.policy");
        Assert.Equal((0, ""), (exit, error));
        Assert.StartsWith("PROVEN\n", output, StringComparison.Ordinal);
        Assert.Contains("Entry 300 of onus.example/main is exactly the ", output, StringComparison.Ordinal);
        Assert.Contains("2 of 3 (one at 2026-09-21 14:15:00Z, three at 2026-09-21 14:15:00Z), without two", output, StringComparison.Ordinal);
        Assert.DoesNotContain("split view", output, StringComparison.Ordinal);
        Assert.Contains("NOT PROVEN\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--vkey", "KEY")]
    [InlineData("--vkey", "log.vkey")]
    [InlineData("--policy", "none.policy")]
    public async Task Without_a_quorum_it_is_the_operators_word(string option, string value)
    {
        var (exit, output, _) = await _evidence.RunAsync(
            "proof", "entry.tlog-proof", "--entry", "entry.bin", option, value == "KEY" ? _evidence.Key : value);
        Assert.Equal(0, exit);
        Assert.Contains("the operator's word, and a split view is possible", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_key_a_proof_is_consistent_with_itself_only()
    {
        var (exit, output, _) = await _evidence.RunAsync("proof", "entry.tlog-proof", "--entry", "entry.bin");
        Assert.Equal(5, exit);
        Assert.StartsWith("CONSISTENT WITH ITSELF ONLY: no key was given", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\nPROVEN", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_entry_is_refuted_with_and_without_a_key()
    {
        var run = await _evidence.RunAsync("proof", "entry.tlog-proof", "--entry", "other.bin", "--vkey", _evidence.Key);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("REFUTED: the proof does not lead from the ", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await _evidence.RunAsync("proof", "entry.tlog-proof", "--entry", "other.bin")).ExitCode);
    }

    [Fact]
    public async Task Too_few_witnesses_are_named()
    {
        var (exit, output, _) = await _evidence.RunAsync(
            "proof", "entry.tlog-proof", "--entry", "entry.bin", "--policy", "all-three.policy");
        Assert.Equal(1, exit);
        Assert.Contains("too few of your witnesses have cosigned it: 2 of 3", output, StringComparison.Ordinal);
        Assert.Contains("without two", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_s_key_a_rotated_key_and_a_forged_signature_are_told_apart()
    {
        using var stranger = Log.Tests.Notes.TestKeys.Log("stranger.example");
        using var rotated = Onus.Log.Notes.Ed25519Signer.FromSeed(
            "onus.example/main", Onus.Log.Notes.SignatureType.Ed25519, Log.Tests.Notes.TestKeys.Seed("rotated"));
        Assert.Contains("you trust stranger.example", (await Checkpoint(stranger.Key.ToString())).Output, StringComparison.Ordinal);
        Assert.Contains("is not signed by the key", (await Checkpoint(rotated.Key.ToString())).Output, StringComparison.Ordinal);

        var text = File.ReadAllText(_evidence.Path("bare.checkpoint"));
        File.WriteAllText(_evidence.Path("bare.checkpoint"), text.Replace("\n600\n", "\n601\n", StringComparison.Ordinal));
        Assert.Contains("not genuine: it is forged or damaged", (await Checkpoint(_evidence.Key)).Output, StringComparison.Ordinal);

        Task<(int ExitCode, string Output, string Error)> Checkpoint(string key) =>
            _evidence.RunAsync("checkpoint", "bare.checkpoint", "--vkey", key);
    }

    [Fact]
    public async Task A_receipt_is_proven_on_the_operators_word_and_never_without_a_key()
    {
        var good = await _evidence.RunAsync("receipt", "entry.cose", "--entry", "entry.bin", "--vkey", _evidence.Key);
        Assert.Equal(0, good.ExitCode);
        Assert.Contains("Entry 300 of onus.example/main", good.Output, StringComparison.Ordinal);
        Assert.Contains("a split view is possible", good.Output, StringComparison.Ordinal);

        var quorum = await _evidence.RunAsync("receipt", "entry.cose", "--entry", "entry.bin", "--policy", "two-of-three.policy");
        Assert.Contains("a receipt holds no cosignatures", quorum.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await _evidence.RunAsync("receipt", "entry.cose", "--entry", "other.bin", "--vkey", _evidence.Key)).ExitCode);
        Assert.Equal(2, (await _evidence.RunAsync("receipt", "entry.cose", "--entry", "entry.bin")).ExitCode);
    }

    [Fact]
    public async Task A_checkpoint_says_who_stands_behind_it()
    {
        var (exit, output, _) = await _evidence.RunAsync("checkpoint", "checkpoint", "--policy", "two-of-three.policy");
        Assert.Equal(0, exit);
        Assert.Contains("signed that it had 600 entries", output, StringComparison.Ordinal);
        Assert.Equal(5, (await _evidence.RunAsync("checkpoint", "checkpoint")).ExitCode);
    }

    [Fact]
    public async Task Consistency_is_proven_by_a_proof_file_or_by_tiles()
    {
        var hashes = _evidence.Log.Consistency(257, 600);
        File.WriteAllLines(_evidence.Path("growth.txt"), hashes.Select(h => Convert.ToBase64String(h.Bytes)));
        var byFile = await _evidence.RunAsync("consistency", "early.checkpoint", "checkpoint", "--proof", "growth.txt", "--vkey", _evidence.Key);
        Assert.Equal(0, byFile.ExitCode);
        Assert.Contains("Between 257 and 600 entries onus.example/main only grew", byFile.Output, StringComparison.Ordinal);

        var byTiles = await _evidence.RunAsync(
            "consistency", "early.checkpoint", "checkpoint", "--tiles", _evidence.Folder, "--policy", "two-of-three.policy");
        Assert.Equal(0, byTiles.ExitCode);
        Assert.Equal(5, (await _evidence.RunAsync("consistency", "early.checkpoint", "checkpoint", "--tiles", _evidence.Folder)).ExitCode);
        Assert.Equal(2, (await _evidence.RunAsync("consistency", "early.checkpoint", "checkpoint", "--vkey", _evidence.Key)).ExitCode);
        var swapped = await _evidence.RunAsync("consistency", "checkpoint", "early.checkpoint", "--tiles", _evidence.Folder);
        Assert.Contains("shrank from 600 to 257", swapped.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_histories_of_one_size_are_refuted_and_kept()
    {
        using var fork = new Log.Tests.Proofs.TestLog(600, body: "forged");
        _evidence.Write("fork.checkpoint", fork.Checkpoint(600).ToBytes());
        var (exit, output, _) = await _evidence.RunAsync("consistency", "checkpoint", "fork.checkpoint", "--vkey", _evidence.Key);
        Assert.Equal(1, exit);
        Assert.Contains("signed two different histories of 600 entries. Keep both", output, StringComparison.Ordinal);

        _evidence.Write("fork-early.checkpoint", fork.Checkpoint(100).ToBytes());
        var grown = await _evidence.RunAsync(
            "consistency", "fork-early.checkpoint", "checkpoint", "--tiles", _evidence.Folder, "--vkey", _evidence.Key);
        Assert.Contains("does not lead from the earlier to the later", grown.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "proof", "missing.tlog-proof")]
    [InlineData(3, "proof", "missing.tlog-proof", "--entry", "entry.bin")]
    [InlineData(3, "proof", "entry.tlog-proof", "--entry", "missing.bin")]
    [InlineData(2, "proof", "entry.bin", "--entry", "entry.bin")]
    [InlineData(2, "proof", "entry.tlog-proof", "--entry", "log.vkey")]
    [InlineData(2, "proof", "entry.tlog-proof", "--entry", "entry.bin", "--vkey", "nonsense")]
    [InlineData(2, "proof", "entry.tlog-proof", "--entry", "entry.bin", "--vkey", "entry.bin")]
    [InlineData(2, "proof", "entry.tlog-proof", "--entry", "entry.bin", "--policy", "log.vkey")]
    [InlineData(3, "proof", "entry.tlog-proof", "--entry", "entry.bin", "--policy", "missing.policy")]
    [InlineData(2, "receipt", "entry.bin", "--entry", "entry.bin", "--vkey", "log.vkey")]
    [InlineData(2, "checkpoint", "entry.bin")]
    [InlineData(2, "consistency", "entry.bin", "checkpoint")]
    [InlineData(3, "log", "/no/such/place")]
    [InlineData(2)]
    [InlineData(2, "prove")]
    [InlineData(2, "proof", "--nonsense")]
    public async Task Bad_input_is_one_clear_line_and_its_exit_code(int exitCode, params string[] arguments)
    {
        var (exit, output, error) = await _evidence.RunAsync(arguments);
        Assert.Equal(exitCode, exit);
        Assert.Empty(output);
        Assert.StartsWith("onus-verify: ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task An_entry_of_another_log_is_checked_when_it_is_called_opaque()
    {
        var proof = new Onus.Log.Tree.MerkleTree();
        var entry = "not an entry of Onus"u8.ToArray();
        proof.Append([Core.MerkleHasher.HashLeaf(entry)]);
        var signed = new Onus.Log.Notes.CheckpointSigner("onus.example/main", _evidence.Log.Key).Sign(1, proof.Root, 0);
        _evidence.Write("opaque.bin", entry);
        _evidence.Write("opaque.tlog-proof", new Onus.Log.Proofs.TlogProof(0, [], signed).ToBytes());
        string[] run = ["proof", "opaque.tlog-proof", "--entry", "opaque.bin", "--vkey", _evidence.Key];
        Assert.Equal(2, (await _evidence.RunAsync(run)).ExitCode);
        Assert.Equal(0, (await _evidence.RunAsync([.. run, "--opaque"])).ExitCode);
    }
}
