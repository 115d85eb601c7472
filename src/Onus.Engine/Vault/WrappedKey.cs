using System.Security.Cryptography;
using Onus.Core;

namespace Onus.Engine.Vault;

/// <summary>A key of 32 bytes under another one: AES-256-GCM with a random nonce, bound to what the key is for.</summary>
internal static class WrappedKey
{
    public const int KeySize = 32, NonceSize = 12, TagSize = 16;

    /// <summary>The bytes of a wrapped key: nonce, key, tag.</summary>
    public const int Size = NonceSize + KeySize + TagSize;

    public static void Wrap(ReadOnlySpan<byte> under, ReadOnlySpan<byte> key, ReadOnlySpan<byte> purpose, IEntropy entropy, Span<byte> wrapped)
    {
        entropy.Fill(wrapped[..NonceSize]);
        using var aes = new AesGcm(under, TagSize);
        aes.Encrypt(wrapped[..NonceSize], key, wrapped.Slice(NonceSize, KeySize), wrapped.Slice(NonceSize + KeySize, TagSize), purpose);
    }

    /// <summary>The key; null when it was altered, is for something else, or lies under another key.</summary>
    public static byte[]? TryUnwrap(ReadOnlySpan<byte> under, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> purpose)
    {
        var key = new byte[KeySize];
        using var aes = new AesGcm(under, TagSize);
        try
        {
            aes.Decrypt(wrapped[..NonceSize], wrapped.Slice(NonceSize, KeySize), wrapped.Slice(NonceSize + KeySize, TagSize), key, purpose);
            return key;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
