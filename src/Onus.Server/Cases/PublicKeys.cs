using System.Security.Cryptography;
using Onus.Core.Formats;

namespace Onus.Server.Cases;

/// <summary>Public keys as browsers and tools give them, in the form that the log keeps.</summary>
internal static class PublicKeys
{
    private const int PointSize = 65;

    /// <summary>The log's form of a key: of P-256 the SubjectPublicKeyInfo, made here from an uncompressed point.</summary>
    public static byte[] Normal(KeyAlgorithm algorithm, byte[] key)
    {
        if (algorithm != KeyAlgorithm.EcdsaP256 || key.Length != PointSize || key[0] != 4) return key;
        try
        {
            using var ecdsa = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = key[1..33], Y = key[33..] },
            });
            return ecdsa.ExportSubjectPublicKeyInfo();
        }
        catch (CryptographicException)
        {
            // The log refuses it as malformed, with its own name for that.
            return key;
        }
    }
}
