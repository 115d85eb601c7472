using System.Security.Cryptography;
using NSec.Cryptography;
using Onus.Core.Formats;
using PublicKey = NSec.Cryptography.PublicKey;

namespace Onus.Log.Notes;

/// <summary>Checks the signatures of actors: Ed25519 (RFC 8032) and ECDSA over P-256 with SHA-256 (FIPS 186-5).</summary>
/// <remarks>An ECDSA signature (r, s) can be turned into (r, -s) by anybody: it proves who decided, and is no identity of a
/// decision.</remarks>
public sealed class ActorSignatures : IActorSignatures
{
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <inheritdoc/>
    public bool IsKey(KeyAlgorithm algorithm, ReadOnlySpan<byte> publicKey)
    {
        if (algorithm == KeyAlgorithm.Ed25519)
            return PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out _);
        using var key = algorithm == KeyAlgorithm.EcdsaP256 ? ImportP256(publicKey) : null;
        return key is not null;
    }

    /// <inheritdoc/>
    public bool Verify(
        KeyAlgorithm algorithm, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != DecisionSignature.SignatureSize) return false;
        if (algorithm == KeyAlgorithm.Ed25519)
            return PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var ed25519)
                && SignatureAlgorithm.Ed25519.Verify(ed25519!, message, signature);
        using var key = algorithm == KeyAlgorithm.EcdsaP256 ? ImportP256(publicKey) : null;
        return key is not null
            && key.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static ECDsa? ImportP256(ReadOnlySpan<byte> publicKey)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            if (read == publicKey.Length && key.ExportParameters(false).Curve.Oid.Value == P256) return key;
        }
        catch (CryptographicException)
        {
            // Not such a key: the answer below says so.
        }

        key.Dispose();
        return null;
    }
}
