using System.Security.Cryptography;
using System.Text;
using Onus.Core;
using Onus.Log.Notes;

namespace Onus.Log.MlDsa.Tests;

public sealed class MlDsaTests
{
    private const string Origin = "onus.example/main";

    private static readonly Checkpoint Example = new(Origin, 1_234, new Hash256(SHA256.HashData("root"u8)));

    [Fact]
    public void A_checkpoint_that_another_implementation_signed_verifies()
    {
        var vkey = File.ReadAllText(Vector("litewitness.vkey")).TrimEnd('\n');
        var key = VerifierKey.Parse(vkey);
        var signed = SignedCheckpoint.Parse(File.ReadAllBytes(Vector("litewitness.checkpoint")));
        var outcome = new VerifierSet(MlDsaVerifier.Factory(key)!).Verify(signed.Note);
        Assert.Equal(vkey, key.ToString());
        Assert.Equal(NoteVerdict.Verified, outcome.Verdict);
        Assert.Equal(0ul, Assert.Single(outcome.Signatures).UnixSeconds);
    }

    [Fact]
    public void A_log_with_two_keys_signs_a_checkpoint_that_either_key_verifies()
    {
        using var first = Ed25519Signer.FromSeed(Origin, SignatureType.Ed25519, SHA256.HashData("1"u8));
        var second = Signer();
        var signed = new CheckpointSigner(Origin, first, second).Sign(Example.Size, Example.Root, 1_790_000_000);
        Assert.Equal(2, signed.Note.Signatures.Count);
        Assert.True(Set(first.Key).Verify(signed.Note).IsVerified);
        Assert.True(Set(second.Key).Verify(signed.Note).IsVerified);
        Assert.Equal(
            [null, 1_790_000_000ul], Set(first.Key, second.Key).Verify(signed.Note).Signatures.Select(s => s.UnixSeconds));
    }

    [Fact]
    public void The_signed_message_has_the_bytes_of_the_specification()
    {
        byte[] expected =
        [
            .. "subtree/v1\n\0"u8, 3, .. "w.e"u8, 0, 0, 0, 0, 0x64, 0x18, 0x50, 0xCB, 17, .. Encoding.UTF8.GetBytes(Origin),
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0xD2, .. Example.Root.Bytes,
        ];
        Assert.Equal(expected, SubtreeMessage.OfCheckpoint("w.e", 0x6418_50CB, Example));
    }

    [Fact]
    public void A_subtree_that_starts_later_states_no_time()
    {
        Assert.Throws<InvariantViolation>(() => SubtreeMessage.Of("w.e", 1, Origin, 256, 512, Example.Root));
        Assert.Equal(12 + 4 + 8 + 18 + 16 + 32, SubtreeMessage.Of("w.e", 0, Origin, 256, 512, Example.Root).Length);
    }

    [Fact]
    public void Signing_twice_gives_the_same_bytes() => Assert.Equal(Sign(Example), Sign(Example));

    [Fact]
    public void The_signature_binds_origin_size_root_time_and_the_name_of_the_key()
    {
        var verifier = MlDsaVerifier.Factory(Signer().Key)!;
        var good = Sign(Example);
        Assert.True(verifier.Verify(Example.ToText(), good));
        Assert.False(verifier.Verify((Example with { Origin = "onus.example/other" }).ToText(), good));
        Assert.False(verifier.Verify((Example with { Size = 1_235 }).ToText(), good));
        Assert.False(verifier.Verify((Example with { Root = Hash256.EmptyRoot }).ToText(), good));

        var later = (byte[])good.Clone();
        later[7]++;
        Assert.False(verifier.Verify(Example.ToText(), later));

        var renamed = new VerifierKey("other.example", SignatureType.CosignatureMlDsa44, verifier.Key.PublicKey);
        Assert.False(MlDsaVerifier.Factory(renamed)!.Verify(Example.ToText(), good));
    }

    [Fact]
    public void Malformed_signatures_are_refused()
    {
        var verifier = MlDsaVerifier.Factory(Signer().Key)!;
        var good = Sign(Example);
        Assert.False(verifier.Verify(Example.ToText(), good.AsSpan(1)));
        Assert.False(verifier.Verify(Example.ToText(), [.. good, 0]));
        Assert.False(verifier.Verify(Example.ToText(), []));
        Assert.False(verifier.Verify("no checkpoint\n"u8, good));

        var distant = (byte[])good.Clone();
        distant[0] = 0x80;
        Assert.False(verifier.Verify(Example.ToText(), distant));

        // Every 97th bit, the hints at the end included: their encoding is the malleable part.
        for (var bit = 64; bit < good.Length * 8; bit += 97)
        {
            var flipped = (byte[])good.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(verifier.Verify(Example.ToText(), flipped), $"bit {bit}");
        }
    }

    [Fact]
    public void Extension_lines_are_not_covered_and_nothing_but_a_checkpoint_is_signed()
    {
        var signature = new byte[Signer().SignatureSize];
        Signer().Sign((Example with { Extensions = "more\n" }).ToText(), 1_790_000_000, signature);
        Assert.Equal(Sign(Example), signature);
        Assert.Throws<ArgumentException>(() => Signer().Sign("no checkpoint\n"u8, 0, signature));
    }

    [Fact]
    public void The_private_key_comes_back_from_its_text()
    {
        var text = Signer().ExportPrivateKey();
        Assert.True(MlDsaSigner.TryParsePrivateKey(text, out var back, out _));
        Assert.Equal(Signer().Key, back.Key);
        Assert.False(MlDsaSigner.TryParsePrivateKey(text.Replace("main", "mail", StringComparison.Ordinal), out _, out _));
        Assert.False(MlDsaSigner.TryParsePrivateKey(text[..^4], out _, out _));
        Assert.False(MlDsaSigner.TryParsePrivateKey("PRIVATE+KEY+", out _, out _));
    }

    [Fact]
    public void The_factory_knows_the_older_keys_too()
    {
        using var log = Ed25519Signer.FromSeed(Origin, SignatureType.Ed25519, SHA256.HashData("1"u8));
        Assert.IsType<Ed25519Verifier>(MlDsaVerifier.Factory(log.Key));
        Assert.Null(NoteVerifiers.Standard(Signer().Key));
    }

    private static MlDsaSigner Signer() => MlDsaSigner.FromSeed(Origin, SHA256.HashData("ml-dsa"u8));

    private static VerifierSet Set(params VerifierKey[] keys) => new(keys.Select(key => MlDsaVerifier.Factory(key)!));

    private static byte[] Sign(Checkpoint checkpoint)
    {
        var signer = Signer();
        var signature = new byte[signer.SignatureSize];
        signer.Sign(checkpoint.ToText(), 1_790_000_000, signature);
        return signature;
    }

    private static string Vector(string name) => Path.Combine(AppContext.BaseDirectory, "vectors", name);
}
