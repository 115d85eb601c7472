using System.Buffers.Binary;

namespace Onus.Log.Notes;

/// <summary>Checks the signatures of one key.</summary>
public interface INoteVerifier
{
    /// <summary>The key.</summary>
    VerifierKey Key { get; }

    /// <summary>Whether the key made this signature over this note text. Any bytes are allowed; malformed ones are false.</summary>
    /// <param name="text">The text with its final LF.</param>
    /// <param name="signature">The signature without the key id.</param>
    bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature);
}

/// <summary>Makes the verifier of a key, or answers null when the key's algorithm is not supported.</summary>
public delegate INoteVerifier? NoteVerifierFactory(VerifierKey key);

/// <summary>The verifiers that need no further package.</summary>
public static class NoteVerifiers
{
    /// <summary>The largest time that a cosignature may state.</summary>
    internal const ulong MaxTimestamp = long.MaxValue;

    /// <summary>Ed25519 signatures and cosignatures.</summary>
    public static INoteVerifier? Standard(VerifierKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Type is SignatureType.Ed25519 or SignatureType.CosignatureEd25519 ? Ed25519Verifier.TryCreate(key) : null;
    }

    /// <summary>The time in seconds since the epoch that a signature of this key states; null when it states none.</summary>
    internal static ulong? Timestamp(VerifierKey key, ReadOnlySpan<byte> signature) =>
        key.IsCosigner && signature.Length >= sizeof(ulong) ? BinaryPrimitives.ReadUInt64BigEndian(signature) : null;
}
