using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Onus.Log.Notes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Onus.Log.Tests.Notes;

/// <summary>Signatures made to slip through a careless verifier, and a second implementation that must agree.</summary>
public sealed class Ed25519EdgeCaseTests
{
    private static readonly BigInteger Order =
        BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");

    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;

    // Every encoding, canonical or not, of a point whose order divides eight.
    private static readonly string[] SmallOrder =
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ];

    private static readonly byte[] Text = "text\n"u8.ToArray();

    [Fact]
    public void Adding_the_group_order_to_S_makes_no_second_signature()
    {
        using var signer = TestKeys.Log();
        var signature = Sign(signer);
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true);
        for (var multiple = 1; s + multiple * Order < BigInteger.Pow(2, 256); multiple++)
        {
            byte[] malleated = [.. signature[..32], .. LittleEndian(s + multiple * Order)];
            Assert.False(signer.Verifier().Verify(Text, malleated), $"S + {multiple} L");
        }
    }

    [Fact]
    public void S_at_or_above_the_group_order_is_refused()
    {
        using var signer = TestKeys.Log();
        var signature = Sign(signer);
        foreach (var s in new[] { BigInteger.Zero, Order - 1, Order, Order + 1, Prime, BigInteger.Pow(2, 256) - 1 })
        {
            Assert.False(signer.Verifier().Verify(Text, [.. signature[..32], .. LittleEndian(s)]), s.ToString("x"));
        }
    }

    [Fact]
    public void A_key_of_small_order_verifies_nothing()
    {
        foreach (var key in SmallOrder)
        {
            foreach (var r in SmallOrder)
            {
                byte[] signature = [.. Convert.FromHexString(r), .. new byte[32]];
                var vkey = new VerifierKey("k.example", SignatureType.Ed25519, Convert.FromHexString(key));
                for (byte message = 0; message < 16; message++)
                {
                    // One in eight messages would satisfy the equation for a point of order eight.
                    Assert.False(NoteVerifiers.Standard(vkey)?.Verify([message], signature) ?? false, $"A = {key}, R = {r}");
                }
            }
        }
    }

    [Fact]
    public void R_that_is_not_in_canonical_form_or_of_small_order_is_refused()
    {
        // With k and the key's scalar a, S = k a makes the equation hold for R = the identity in any encoding of it.
        var seed = TestKeys.Seed("r");
        using var signer = Ed25519Signer.FromSeed("k.example", SignatureType.Ed25519, seed);
        var hashed = SHA512.HashData(seed);
        hashed[0] &= 248;
        hashed[31] = (byte)((hashed[31] & 127) | 64);
        var scalar = new BigInteger(hashed.AsSpan(0, 32), isUnsigned: true);
        foreach (var encoding in SmallOrder)
        {
            byte[] r = Convert.FromHexString(encoding);
            byte[] input = [.. r, .. signer.Key.PublicKey, .. Text];
            var k = new BigInteger(SHA512.HashData(input), isUnsigned: true) % Order;
            byte[] signature = [.. r, .. LittleEndian(k * scalar % Order)];
            Assert.False(signer.Verifier().Verify(Text, signature), $"R = {encoding}");
        }
    }

    [Fact]
    public void A_key_that_is_no_point_or_not_in_canonical_form_verifies_nothing()
    {
        using var signer = TestKeys.Log();
        var signature = Sign(signer);
        // y = 2 is on no curve point; y = p + 3 is a second spelling of y = 3.
        foreach (var y in new[] { new BigInteger(2), Prime + 3, Prime + 18, BigInteger.Pow(2, 255) - 1 })
        {
            var key = new VerifierKey("k.example", SignatureType.Ed25519, LittleEndian(y));
            Assert.False(NoteVerifiers.Standard(key)?.Verify(Text, signature) ?? false, y.ToString("x"));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(72)]
    [InlineData(128)]
    public void A_signature_of_another_length_is_refused(int length)
    {
        using var log = TestKeys.Log();
        using var witness = TestKeys.Witness("w.example");
        var padded = new byte[Math.Max(length, 72)];
        Sign(log).CopyTo(padded, 0);
        Assert.False(log.Verifier().Verify(Text, padded.AsSpan(0, length)));
        if (length != 72) Assert.False(witness.Verifier().Verify(Text, padded.AsSpan(0, length)));
    }

    [Fact]
    public void Every_single_bit_of_a_signature_matters()
    {
        using var signer = TestKeys.Log();
        var signature = Sign(signer);
        for (var bit = 0; bit < signature.Length * 8; bit++)
        {
            var flipped = (byte[])signature.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(signer.Verifier().Verify(Text, flipped), $"bit {bit}");
        }
    }

    [Fact]
    public void A_second_implementation_makes_the_same_signatures_and_accepts_ours()
    {
        for (byte i = 0; i < 32; i++)
        {
            var seed = SHA256.HashData([i]);
            var text = Encoding.UTF8.GetBytes(new string('x', i * 7) + "\n");
            var peer = new Ed25519PrivateKeyParameters(seed, 0);
            using var log = Ed25519Signer.FromSeed("k.example", SignatureType.Ed25519, seed);
            using var witness = Ed25519Signer.FromSeed("k.example", SignatureType.CosignatureEd25519, seed);
            Assert.Equal(peer.GeneratePublicKey().GetEncoded(), log.Key.PublicKey.ToArray());

            var signature = new byte[64];
            log.Sign(text, 0, signature);
            Assert.Equal(PeerSignature(peer, text), signature);

            var cosignature = new byte[72];
            witness.Sign(text, 1_679_315_147ul + i, cosignature);
            byte[] message = [.. Encoding.UTF8.GetBytes($"cosignature/v1\ntime {1_679_315_147 + i}\n"), .. text];
            Assert.Equal(PeerSignature(peer, message), cosignature[8..]);
        }
    }

    private static byte[] PeerSignature(Ed25519PrivateKeyParameters key, byte[] message)
    {
        var signer = new Org.BouncyCastle.Crypto.Signers.Ed25519Signer();
        signer.Init(true, key);
        signer.BlockUpdate(message, 0, message.Length);
        return signer.GenerateSignature();
    }

    private static byte[] Sign(Onus.Log.Notes.Ed25519Signer signer)
    {
        var signature = new byte[64];
        signer.Sign(Text, 0, signature);
        Assert.True(signer.Verifier().Verify(Text, signature));
        return signature;
    }

    private static byte[] LittleEndian(BigInteger value)
    {
        var bytes = new byte[32];
        Assert.True(value.TryWriteBytes(bytes, out _, isUnsigned: true));
        return bytes;
    }
}
