using System.Text;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Notes;
using Onus.Log.Policy;
using Onus.Log.Proofs;
using Onus.Log.Tests.Notes;
using Onus.Log.Tests.Proofs;

namespace Onus.Log.Tests.Formats;

/// <summary>The vectors of checkpoint.md, proof.md and receipt.md are what the code makes, and the code believes them.</summary>
public sealed class NotePagesTests : IDisposable
{
    private const string WitnessName = "witness.example/w1";

    private readonly FormatPage _checkpoint = new("checkpoint.md");
    private readonly FormatPage _proof = new("proof.md");
    private readonly FormatPage _receipt = new("receipt.md");
    private readonly TestLog _log = new(5);
    private readonly Ed25519Signer _witness = TestKeys.Witness(WitnessName);

    public void Dispose()
    {
        _log.Dispose();
        _witness.Dispose();
    }

    [Fact]
    public void The_keys_of_the_pages_are_what_they_say()
    {
        _checkpoint.Check("log-private-key", _log.Key.ExportPrivateKey() + "\n");
        _checkpoint.Check("log-key", _log.Key.Key + "\n");
        _checkpoint.Check("witness-private-key", _witness.ExportPrivateKey() + "\n");
        _checkpoint.Check("witness-key", _witness.Key + "\n");
        using var signer = Ed25519Signer.ParsePrivateKey(Line(_checkpoint, "log-private-key"));
        Assert.Equal(Line(_checkpoint, "log-key"), signer.Key.ToString());
    }

    [Fact]
    public void The_checkpoint_of_the_page_is_signed_cosigned_and_satisfies_the_policy()
    {
        _checkpoint.Check("signed-checkpoint", _log.Checkpoint(5, _witness).ToString());
        _checkpoint.Check("policy", $"log {_log.Key.Key}\nwitness first {_witness.Key}\nquorum first\n");
        var message = new byte[CosignatureMessage.MaxPrefixSize + 200];
        var text = _log.Checkpoint(5).Note.Text;
        _checkpoint.Check("cosigned-message", Encoding.UTF8.GetString(message, 0, CosignatureMessage.Write(text, 1_790_000_100, message)));

        var signed = SignedCheckpoint.Parse(Encoding.UTF8.GetBytes(_checkpoint.Vector("signed-checkpoint")));
        Assert.True(Policy().Verify(signed).IsVerified);
    }

    [Fact]
    public void The_proof_of_the_page_is_made_of_the_parts_that_it_shows()
    {
        _proof.Check("entry", _log.Entry(2));
        _proof.Check("leaf-hash", MerkleHasher.HashLeaf(_log.Entry(2)) + "\n");
        _proof.Check("proof", _log.Prove(2, 5, _witness).ToString());
        var proof = TlogProof.Parse(Encoding.UTF8.GetBytes(_proof.Vector("proof")));
        Assert.True(proof.Verify(_proof.Bytes("entry"), Policy()).IsVerified);
        Assert.True(EntryHeader.TryRead(_proof.Bytes("entry"), out var header));
        Assert.Equal(2ul, header.Index);
    }

    [Fact]
    public void The_receipt_of_the_page_is_made_of_the_parts_that_it_shows()
    {
        var entry = _proof.Bytes("entry");
        var receipt = CoseReceipt.Issue(_log.Prove(2, 5), MerkleHasher.HashLeaf(entry), _log.Key);
        _receipt.Check("protected-header", receipt.Header.Encode());
        _receipt.Check("signed-bytes", ReceiptEncoding.SignedBytes(receipt.Header.Encode(), _log.Checkpoint(5).Checkpoint.Root));
        _receipt.Check("receipt", receipt.ToBytes());
        Assert.True(CoseReceipt.Parse(_receipt.Bytes("receipt")).Verify(entry, VerifierKey.Parse(Line(_checkpoint, "log-key"))).IsVerified);
    }

    private TrustPolicy Policy() => TrustPolicy.TryParse(
        Encoding.UTF8.GetBytes(_checkpoint.Vector("policy")), NoteVerifiers.Standard, out var policy, out var error)
        ? policy
        : throw new FormatException(error);

    private static string Line(FormatPage page, string name) => page.Vector(name).TrimEnd('\n');
}
