using System.Formats.Cbor;
using System.Security.Cryptography.Cose;
using Onus.Core;
using Onus.Log.Notes;
using Onus.Log.Proofs;
using Onus.Log.Tests.Fuzz;
using Onus.Log.Tests.Notes;
using Onus.Log.Tree;
using Org.BouncyCastle.Crypto.Parameters;

namespace Onus.Log.Tests.Proofs;

public sealed class CoseReceiptTests : IDisposable
{
    private readonly TestLog _log = new(300);

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Every_entry_of_every_size_has_a_receipt_that_reads_back()
    {
        foreach (ulong size in (ulong[])[1, 2, 3, 8, 100, 256, 300])
        {
            for (ulong index = 0; index < size; index += 1 + size / 7)
            {
                var bytes = Issue(index, size).ToBytes();
                var receipt = CoseReceipt.Parse(bytes);
                Assert.Equal(bytes, receipt.ToBytes());
                Assert.Equal(ReceiptVerdict.Verified, receipt.Verify(_log.Entry(index), _log.Key.Key).Outcome);
                Assert.True(receipt.VerifyLeaf(MerkleHasher.HashLeaf(_log.Entry(index)), _log.Key.Key).IsVerified);
            }
        }
    }

    [Fact]
    public void A_receipt_is_small_and_names_log_key_and_size()
    {
        var receipt = CoseReceipt.Parse(Issue(7, 300).ToBytes());
        Assert.InRange(receipt.ToBytes().Length, 1, 600);
        Assert.Equal(new ReceiptHeader(ReceiptHeader.EdDsa, _log.Key.Key.Id, TestKeys.Origin, 300), receipt.Header);
    }

    [Fact]
    public void The_platform_decodes_it_and_a_second_Ed25519_verifies_the_root()
    {
        var receipt = Issue(7, 300);
        var message = CoseMessage.DecodeSign1(receipt.ToBytes());
        Assert.Null(message.Content);
        Assert.Equal(-8, message.ProtectedHeaders[CoseHeaderLabel.Algorithm].GetValueAsInt32());
        Assert.Equal(1, message.ProtectedHeaders[new CoseHeaderLabel(395)].GetValueAsInt32());
        Assert.True(message.UnprotectedHeaders.ContainsKey(new CoseHeaderLabel(396)));

        // RFC 9052 §4.4 written out by hand, checked by another library.
        var root = _log.Checkpoint(300).Checkpoint.Root;
        var writer = new CborWriter();
        writer.WriteStartArray(4);
        writer.WriteTextString("Signature1");
        writer.WriteByteString(message.RawProtectedHeaders.Span);
        writer.WriteByteString([]);
        writer.WriteByteString(root.Bytes);
        writer.WriteEndArray();
        var signed = writer.Encode();
        var peer = new Org.BouncyCastle.Crypto.Signers.Ed25519Signer();
        peer.Init(false, new Ed25519PublicKeyParameters(_log.Key.Key.PublicKey.ToArray(), 0));
        peer.BlockUpdate(signed, 0, signed.Length);
        Assert.True(peer.VerifySignature(message.Signature.ToArray()));
    }

    [Fact]
    public void Another_entry_another_key_and_another_log_are_refused()
    {
        var receipt = Issue(7, 300);
        using var other = TestKeys.Log("other.example");
        using var rotated = Ed25519Signer.FromSeed(TestKeys.Origin, SignatureType.Ed25519, TestKeys.Seed("rotated"));
        using var witness = TestKeys.Witness(TestKeys.Origin);
        Assert.Equal(ReceiptVerdict.BadSignature, receipt.Verify(_log.Entry(8), _log.Key.Key).Outcome);
        Assert.Equal(ReceiptVerdict.UnknownLog, receipt.Verify(_log.Entry(7), other.Key).Outcome);
        Assert.Equal(ReceiptVerdict.UnknownLog, receipt.Verify(_log.Entry(7), rotated.Key).Outcome);
        Assert.Equal(ReceiptVerdict.UnknownLog, receipt.Verify(_log.Entry(7), witness.Key).Outcome);
    }

    // The attack on RFC 9942: the last of many entries, whose proof has as many hashes as that of an early entry of a
    // smaller tree, is given that entry's place. The root comes out the same and the signature stays genuine.
    [Fact]
    public void A_forged_position_that_leaves_the_signature_genuine_is_caught()
    {
        const int Size = 70_000;
        using var log = new TestLog(Size);
        var entry = log.Entry(Size - 1);
        var receipt = Issue(log, Size - 1, Size);
        Assert.True(receipt.Verify(entry, log.Key.Key).IsVerified);

        var forged = Altered(receipt, size: 512, index: 511);
        Assert.Equal(
            ProofOutcome.Verified,
            MerkleVerifier.RootFromInclusion(511, 512, MerkleHasher.HashLeaf(entry), forged.Hashes, out var root));
        Assert.Equal(log.Checkpoint(Size).Checkpoint.Root, root);
        Assert.Equal(ReceiptVerdict.OtherPosition, forged.Verify(entry, log.Key.Key).Outcome);
        Assert.Equal(ReceiptVerdict.OtherPosition, forged.VerifyLeaf(MerkleHasher.HashLeaf(entry), log.Key.Key).Outcome);

        // The same against an issuer that signs no size, as the RFC allows: the entry's own index catches it.
        var plain = Unsized(log, Size - 1, Size);
        Assert.True(plain.Verify(entry, log.Key.Key).IsVerified);
        Assert.Equal(ReceiptVerdict.OtherPosition, Altered(plain, 512, 511).Verify(entry, log.Key.Key).Outcome);

        // With neither, nothing says where the entry is, and the receipt is refused even when it is not forged.
        Assert.Equal(ReceiptVerdict.PositionUnproven, plain.VerifyLeaf(MerkleHasher.HashLeaf(entry), log.Key.Key).Outcome);
    }

    [Fact]
    public void Every_other_place_is_refused()
    {
        var receipt = Issue(7, 300);
        for (ulong size = 1; size < 600; size += 3)
        {
            for (ulong index = 0; index < size; index += 5)
            {
                var verdict = Altered(receipt, size, index).Verify(_log.Entry(7), _log.Key.Key);
                Assert.False(verdict.IsVerified, $"index {index} of {size}");
            }
        }
    }

    [Fact]
    public void Both_numbers_of_the_algorithm_are_accepted_and_no_other()
    {
        var header = new ReceiptHeader(ReceiptHeader.Ed25519, _log.Key.Key.Id, TestKeys.Origin, 300);
        Assert.True(Sign(_log, header, 7, 300).Verify(_log.Entry(7), _log.Key.Key).IsVerified);
        Assert.Throws<CborContentException>(() => ReceiptHeader.Decode((header with { Algorithm = -7 }).Encode()));
        Assert.Throws<CborContentException>(() => ReceiptHeader.Decode((header with { Algorithm = 0 }).Encode()));
    }

    [Fact]
    public void A_receipt_is_never_issued_for_a_root_that_is_not_the_checkpoints()
    {
        using var other = TestKeys.Log("other.example");
        var proof = _log.Prove(7, 300);
        var leaf = MerkleHasher.HashLeaf(_log.Entry(7));
        Assert.Throws<ArgumentException>(() => CoseReceipt.Issue(proof, MerkleHasher.HashLeaf(_log.Entry(8)), _log.Key));
        Assert.Throws<ArgumentException>(() => CoseReceipt.Issue(proof, leaf, other));
    }

    [Fact]
    public void Malformed_receipts_are_refused()
    {
        var good = Issue(7, 300).ToBytes();
        Assert.False(CoseReceipt.TryParse(good.AsMemory(1), out _, out _));
        Assert.False(CoseReceipt.TryParse(good.AsMemory(0, good.Length - 1), out _, out _));
        Assert.False(CoseReceipt.TryParse((byte[])[.. good, 0], out _, out _));
        Assert.False(CoseReceipt.TryParse(ReadOnlyMemory<byte>.Empty, out _, out _));
        Assert.False(CoseReceipt.TryParse(new byte[CoseReceipt.MaxSize + 1], out _, out var error));
        Assert.Contains("more than", error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_damaged_receipt_is_believed_or_stops_the_reader()
    {
        var entry = _log.Entry(7);
        ByteMutations.Of([Issue(7, 300).ToBytes(), Unsized(_log, 7, 300).ToBytes()], 20_000, bytes =>
        {
            if (!CoseReceipt.TryParse(bytes, out var mutant, out _)) return;
            if (!mutant.Verify(entry, _log.Key.Key).IsVerified) return;
            Assert.Equal(7ul, mutant.Index);
        });
    }

    private CoseReceipt Issue(ulong index, ulong size) => Issue(_log, index, size);

    private static CoseReceipt Issue(TestLog log, ulong index, ulong size) =>
        CoseReceipt.Issue(log.Prove(index, size), MerkleHasher.HashLeaf(log.Entry(index)), log.Key);

    private static CoseReceipt Unsized(TestLog log, ulong index, ulong size) =>
        Sign(log, new ReceiptHeader(ReceiptHeader.EdDsa, log.Key.Key.Id, null, null), index, size);

    private static CoseReceipt Sign(TestLog log, ReceiptHeader header, ulong index, ulong size)
    {
        var proof = log.Prove(index, size);
        var signature = new byte[64];
        log.Key.Sign(ReceiptEncoding.SignedBytes(header.Encode(), proof.Checkpoint.Checkpoint.Root), 0, signature);
        return CoseReceipt.Parse(ReceiptEncoding.Encode(header.Encode(), size, index, proof.Hashes, signature));
    }

    // What anybody can do to a receipt without the log's key: replace the unsigned size and index.
    private static CoseReceipt Altered(CoseReceipt receipt, ulong size, ulong index)
    {
        var message = CoseMessage.DecodeSign1(receipt.ToBytes());
        return CoseReceipt.Parse(ReceiptEncoding.Encode(
            message.RawProtectedHeaders.ToArray(), size, index, receipt.Hashes, message.Signature.ToArray()));
    }
}
