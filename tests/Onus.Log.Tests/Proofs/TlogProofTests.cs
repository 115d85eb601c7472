using System.Text;
using Onus.Core;
using Onus.Log.Notes;
using Onus.Log.Policy;
using Onus.Log.Proofs;
using Onus.Log.Tests.Fuzz;
using Onus.Log.Tests.Notes;
using Onus.Log.Tree;

namespace Onus.Log.Tests.Proofs;

public sealed class TlogProofTests : IDisposable
{
    private readonly TestLog _log = new(300);

    private TrustPolicy Trust => TrustPolicy.OfLog(NoteVerifiers.Standard, _log.Key.Key);

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Every_entry_of_every_size_is_proven_by_a_text_that_reads_back()
    {
        foreach (ulong size in (ulong[])[1, 2, 3, 7, 8, 64, 100, 255, 256, 257, 300])
        {
            for (ulong index = 0; index < size; index += 1 + size / 13)
            {
                var text = _log.Prove(index, size).ToString();
                var proof = TlogProof.Parse(Encoding.UTF8.GetBytes(text));
                Assert.Equal(text, proof.ToString());
                var verification = proof.Verify(_log.Entry(index), Trust);
                Assert.Equal(ProofVerdict.Verified, verification.Outcome);
                Assert.Equal(index, verification.Entry!.Value.Index);
            }
        }
    }

    [Fact]
    public void The_text_has_the_lines_of_the_specification()
    {
        var lines = _log.Prove(2, 5).ToString().Split('\n');
        Assert.Equal("c2sp.org/tlog-proof@v1", lines[0]);
        Assert.Equal("index 2", lines[1]);
        Assert.All(lines[2..5], line => Assert.Equal(44, line.Length));
        Assert.Equal("", lines[5]);
        Assert.Equal(TestKeys.Origin, lines[6]);
        Assert.Equal("5", lines[7]);
    }

    [Fact]
    public void Another_entry_is_not_proven()
    {
        var proof = _log.Prove(7, 300);
        Assert.Equal(ProofVerdict.NotIncluded, proof.Verify(_log.Entry(8), Trust).Outcome);
        byte[] changed = [.. _log.Entry(7), 0];
        Assert.Equal(ProofVerdict.NotIncluded, proof.Verify(changed, Trust).Outcome);
        Assert.Equal(ProofVerdict.NotIncluded, proof.Verify([], Trust).Outcome);
    }

    [Fact]
    public void Another_index_is_not_proven()
    {
        var proof = _log.Prove(7, 300);
        for (ulong index = 0; index < 300; index++)
        {
            var moved = new TlogProof(index, proof.Hashes, proof.Checkpoint);
            Assert.Equal(index == 7, moved.Verify(_log.Entry(7), Trust).IsVerified);
            Assert.Equal(index == 7, moved.VerifyLeaf(MerkleHasher.HashLeaf(_log.Entry(7)), Trust).IsVerified);
        }
    }

    [Fact]
    public void An_entry_that_sits_elsewhere_than_it_says_is_refused()
    {
        // An operator who logs an entry at a place other than the one it carries.
        var entries = new[] { _log.Entry(0), _log.Entry(5), _log.Entry(2) };
        var tree = new MerkleTree();
        tree.Append([.. entries.Select(e => MerkleHasher.HashLeaf(e))]);
        var checkpoint = new CheckpointSigner(TestKeys.Origin, _log.Key).Sign(3, tree.Root, 0);
        var proof = new TlogProof(1, MerkleProver.Inclusion(tree, 1, 3), checkpoint);
        Assert.Equal(ProofVerdict.OtherPosition, proof.Verify(entries[1], Trust).Outcome);
        Assert.True(proof.VerifyLeaf(MerkleHasher.HashLeaf(entries[1]), Trust).IsVerified);
    }

    [Fact]
    public void A_checkpoint_that_the_policy_does_not_accept_proves_nothing()
    {
        using var stranger = new TestLog(300, "stranger.example");
        var policy = TrustPolicy.OfLog(NoteVerifiers.Standard, stranger.Key.Key);
        var verification = _log.Prove(7, 300).Verify(_log.Entry(7), policy);
        Assert.Equal(ProofVerdict.CheckpointRefused, verification.Outcome);
        Assert.Equal(CheckpointOutcome.UnknownLog, verification.Checkpoint.Outcome);
    }

    [Fact]
    public void Extra_data_travels_along_and_proves_nothing()
    {
        var proof = _log.Prove(7, 300);
        var with = new TlogProof(7, proof.Hashes, proof.Checkpoint, new byte[] { 1, 2, 3 });
        var back = TlogProof.Parse(with.ToBytes());
        Assert.Equal([1, 2, 3], back.Extra.ToArray());
        Assert.Contains("\nextra AQID\nindex 7\n", back.ToString(), StringComparison.Ordinal);
        Assert.True(back.Verify(_log.Entry(7), Trust).IsVerified);
    }

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v2\n")]
    [InlineData("c2sp.org/tlog-proof@v1\n", "\nc2sp.org/tlog-proof@v1\n")]
    [InlineData("c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1\r\n")]
    [InlineData("index 7\n", "index 07\n")]
    [InlineData("index 7\n", "index +7\n")]
    [InlineData("index 7\n", "index -7\n")]
    [InlineData("index 7\n", "index  7\n")]
    [InlineData("index 7\n", "index 18446744073709551616\n")]
    [InlineData("index 7\n", "index\n")]
    [InlineData("index 7\n", "")]
    [InlineData("index 7\n", "index 7\nindex 7\n")]
    [InlineData("index 7\n", "extra \nindex 7\n")]
    [InlineData("index 7\n", "extra AQI\nindex 7\n")]
    [InlineData("index 7\n", "extra AQID\nextra AQID\nindex 7\n")]
    [InlineData("index 7\n", "index 7\nextra AQID\n")]
    [InlineData("index 7\n", "index 7\nAQID\n")]
    [InlineData("index 7\n", "index 7\n\n")]
    [InlineData("\nonus.example/main\n", "onus.example/main\n")]
    public void Anything_else_is_refused(string part, string instead)
    {
        var text = _log.Prove(7, 300).ToString();
        Assert.Contains(part, text, StringComparison.Ordinal);
        var broken = text.Replace(part, instead, StringComparison.Ordinal);
        Assert.False(TlogProof.TryParse(Encoding.UTF8.GetBytes(broken), out _, out var error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void More_hashes_than_any_tree_needs_are_refused()
    {
        var lines = string.Concat(Enumerable.Repeat(Convert.ToBase64String(new byte[32]) + "\n", 64));
        var text = _log.Prove(7, 300).ToString().Replace("index 7\n", "index 7\n" + lines, StringComparison.Ordinal);
        Assert.False(TlogProof.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));
        Assert.Throws<ArgumentException>(() => new TlogProof(0, new Hash256[64], _log.Checkpoint(1)));
    }

    [Fact]
    public void No_damaged_proof_proves_anything_else_or_stops_the_reader()
    {
        using var witness = TestKeys.Witness("w.example");
        var entry = _log.Entry(7);
        var seeds = new[] { _log.Prove(7, 300, witness).ToBytes(), _log.Prove(0, 1).ToBytes() };
        ByteMutations.Of(seeds, 15_000, bytes =>
        {
            if (!TlogProof.TryParse(bytes, out var mutant, out _)) return;
            Assert.Equal(bytes, mutant.ToBytes());
            if (!mutant.Verify(entry, Trust).IsVerified) return;
            Assert.Equal(7ul, mutant.Index);
            Assert.Equal(300ul, mutant.Checkpoint.Checkpoint.Size);
        });
    }
}
