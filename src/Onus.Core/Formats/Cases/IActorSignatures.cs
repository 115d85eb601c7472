namespace Onus.Core.Formats;

/// <summary>Checks actors' keys and signatures; the cryptography lies outside the rooms that ask.</summary>
public interface IActorSignatures
{
    /// <summary>Whether these bytes are a public key of that algorithm.</summary>
    bool IsKey(KeyAlgorithm algorithm, ReadOnlySpan<byte> publicKey);

    /// <summary>Whether the holder of the key signed exactly this message.</summary>
    bool Verify(KeyAlgorithm algorithm, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
