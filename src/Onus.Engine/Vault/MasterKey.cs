using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Onus.Core;

namespace Onus.Engine.Vault;

/// <summary>The key of a vault, 32 secret bytes in memory; at rest it is sealed under a passphrase.</summary>
public sealed class MasterKey : IDisposable
{
    /// <summary>The bytes of a sealed key: magic (8), rounds (4), salt (16), nonce (12), key (32), tag (16).</summary>
    public const int SealedSize = 88;

    /// <summary>The rounds of PBKDF2 with SHA-256 when a key is sealed: what OWASP asks for at least.</summary>
    public const int Rounds = 600_000;

    private const int MostRounds = 100_000_000;
    private const int SaltOffset = 12, NonceOffset = 28, BodyOffset = 40, TagOffset = 72;

    private readonly byte[] _key;

    private MasterKey(byte[] key) => _key = key;

    private static ReadOnlySpan<byte> Magic => "onusmk01"u8;

    /// <summary>The bytes, for wrapping.</summary>
    internal ReadOnlySpan<byte> Bytes => _key;

    /// <summary>A new key.</summary>
    public static MasterKey Generate(IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        var key = new byte[WrappedKey.KeySize];
        entropy.Fill(key);
        return new MasterKey(key);
    }

    /// <summary>The key of 32 bytes that a key store or a hardware module handed out.</summary>
    public static MasterKey From(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, WrappedKey.KeySize, nameof(key));
        return new MasterKey(key.ToArray());
    }

    /// <summary>Opens a sealed key.</summary>
    /// <returns>Null when these are no sealed key, or the passphrase is another.</returns>
    public static MasterKey? TryUnseal(ReadOnlySpan<byte> sealedKey, ReadOnlySpan<char> passphrase)
    {
        if (sealedKey.Length != SealedSize || !sealedKey.StartsWith(Magic)) return null;
        var rounds = BinaryPrimitives.ReadInt32BigEndian(sealedKey[Magic.Length..]);
        if (rounds is < 1 or > MostRounds) return null;
        using var aes = Cipher(passphrase, sealedKey[SaltOffset..NonceOffset], rounds);
        var key = new byte[WrappedKey.KeySize];
        try
        {
            aes.Decrypt(sealedKey[NonceOffset..BodyOffset], sealedKey[BodyOffset..TagOffset], sealedKey[TagOffset..], key, sealedKey[..SaltOffset]);
            return new MasterKey(key);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>The key, sealed under a passphrase: what may lie on a disk.</summary>
    public byte[] Seal(ReadOnlySpan<char> passphrase, IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        var bytes = new byte[SealedSize];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(Magic.Length), Rounds);
        entropy.Fill(bytes.AsSpan(SaltOffset..BodyOffset));
        using var aes = Cipher(passphrase, bytes.AsSpan(SaltOffset..NonceOffset), Rounds);
        aes.Encrypt(bytes.AsSpan(NonceOffset..BodyOffset), _key, bytes.AsSpan(BodyOffset..TagOffset), bytes.AsSpan(TagOffset), bytes.AsSpan(0, SaltOffset));
        return bytes;
    }

    /// <summary>Wipes the key from memory.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    private static AesGcm Cipher(ReadOnlySpan<char> passphrase, ReadOnlySpan<byte> salt, int rounds)
    {
        var secret = Encoding.UTF8.GetBytes(passphrase.ToArray());
        var key = Rfc2898DeriveBytes.Pbkdf2(secret, salt, rounds, HashAlgorithmName.SHA256, WrappedKey.KeySize);
        CryptographicOperations.ZeroMemory(secret);
        var aes = new AesGcm(key, WrappedKey.TagSize);
        CryptographicOperations.ZeroMemory(key);
        return aes;
    }
}
