using System.Security.Cryptography;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Engine.Vault;

/// <summary>An object's bytes under its own key: nonce (12), then kind (1), salt (32) and content encrypted, tag (16).</summary>
/// <remarks>The salt goes with the plaintext when the key is destroyed: then the commitment says nothing any more, not even
/// of a value that could be guessed.</remarks>
internal static class ObjectCipher
{
    public const int Overhead = WrappedKey.NonceSize + FrontSize + WrappedKey.TagSize;

    private const int FrontSize = 1 + Salt.Size;

    public static Hash256 CommitmentOf(bool isFact, in Salt salt, ReadOnlySpan<byte> content) => isFact
        ? Commitment.ToFact(salt, System.Buffers.Binary.BinaryPrimitives.ReadInt128BigEndian(content))
        : Commitment.ToDocument(salt, new Hash256(SHA256.HashData(content)));

    public static byte[] Encrypt(VaultItem item, in Salt salt, in Hash256 commitment, ReadOnlySpan<byte> key, IEntropy entropy)
    {
        var plain = new byte[FrontSize + item.Content.Length];
        plain[0] = item.IsFact ? (byte)1 : (byte)0;
        salt.Value.Write(plain.AsSpan(1));
        item.Content.Span.CopyTo(plain.AsSpan(FrontSize));
        var bytes = new byte[item.Content.Length + Overhead];
        entropy.Fill(bytes.AsSpan(0, WrappedKey.NonceSize));
        using var aes = new AesGcm(key, WrappedKey.TagSize);
        aes.Encrypt(
            bytes.AsSpan(0, WrappedKey.NonceSize), plain, bytes.AsSpan(WrappedKey.NonceSize, plain.Length),
            bytes.AsSpan(WrappedKey.NonceSize + plain.Length), commitment.Bytes);
        CryptographicOperations.ZeroMemory(plain);
        return bytes;
    }

    /// <summary>Decrypts, and checks that it is what the commitment says.</summary>
    public static VaultReading Decrypt(ReadOnlySpan<byte> bytes, in Hash256 commitment, ReadOnlySpan<byte> key)
    {
        var damaged = new VaultReading(VaultOutcome.Damaged, false, default, default);
        if (bytes.Length < Overhead) return damaged;
        var plain = new byte[bytes.Length - WrappedKey.NonceSize - WrappedKey.TagSize];
        using var aes = new AesGcm(key, WrappedKey.TagSize);
        try
        {
            aes.Decrypt(bytes[..WrappedKey.NonceSize], bytes.Slice(WrappedKey.NonceSize, plain.Length), bytes[^WrappedKey.TagSize..], plain, commitment.Bytes);
        }
        catch (AuthenticationTagMismatchException)
        {
            return damaged;
        }

        var (isFact, salt, content) = (plain[0] == 1, new Salt(new Hash256(plain.AsSpan(1, Salt.Size))), plain.AsMemory(FrontSize));
        if (isFact && content.Length != 16) return damaged;
        return CommitmentOf(isFact, salt, content.Span) == commitment ? new VaultReading(VaultOutcome.Read, isFact, salt, content) : damaged;
    }
}
