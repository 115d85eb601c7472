using System.Buffers;
using NSec.Cryptography;

namespace Onus.Log.Notes;

/// <summary>Checks Ed25519 note signatures (0x01) and cosignatures (0x04).</summary>
/// <remarks>Verification is libsodium's: it refuses an S that is not reduced, and keys and R of small order, so that no
/// signature can be altered into another that verifies.</remarks>
public sealed class Ed25519Verifier : INoteVerifier
{
    internal const int SignatureSize = 64;

    private readonly PublicKey _publicKey;

    private Ed25519Verifier(VerifierKey key, PublicKey publicKey)
    {
        Key = key;
        _publicKey = publicKey;
    }

    /// <inheritdoc/>
    public VerifierKey Key { get; }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        if (Key.Type == SignatureType.Ed25519)
        {
            return signature.Length == SignatureSize && SignatureAlgorithm.Ed25519.Verify(_publicKey, text, signature);
        }

        if (signature.Length != sizeof(ulong) + SignatureSize) return false;
        var time = NoteVerifiers.Timestamp(Key, signature)!.Value;
        if (time > NoteVerifiers.MaxTimestamp) return false;

        var message = ArrayPool<byte>.Shared.Rent(CosignatureMessage.MaxPrefixSize + text.Length);
        var length = CosignatureMessage.Write(text, time, message);
        var ok = SignatureAlgorithm.Ed25519.Verify(_publicKey, message.AsSpan(0, length), signature[sizeof(ulong)..]);
        ArrayPool<byte>.Shared.Return(message);
        return ok;
    }

    internal static Ed25519Verifier? TryCreate(VerifierKey key) =>
        NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, key.PublicKey, KeyBlobFormat.RawPublicKey, out var publicKey)
            ? new Ed25519Verifier(key, publicKey!)
            : null;
}
