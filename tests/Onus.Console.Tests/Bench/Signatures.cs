using System.Security.Cryptography;
using NSec.Cryptography;

namespace Onus.Console.Tests.Bench;

/// <summary>Checks what a browser signed, with other implementations than its own.</summary>
public static class Signatures
{
    public static bool Verify(string algorithm, byte[] publicKey, byte[] message, byte[] signature)
    {
        if (algorithm == "Ed25519")
        {
            var ed25519 = SignatureAlgorithm.Ed25519;
            return ed25519.Verify(NSec.Cryptography.PublicKey.Import(ed25519, publicKey, KeyBlobFormat.RawPublicKey), message, signature);
        }

        using var p256 = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = publicKey[1..33], Y = publicKey[33..65] },
        });
        return p256.VerifyData(message, signature, HashAlgorithmName.SHA256);
    }
}
