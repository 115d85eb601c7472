using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Onus.Core.Formats;

/// <summary>The salted commitments of entries: SHA-256 over what is committed to (one byte), the salt, and the content.</summary>
/// <remarks>Without the salt a commitment says nothing, not even of a value that could be guessed. Destroying the salt with
/// the plaintext therefore erases, and every hash over the commitment still holds.</remarks>
public static class Commitment
{
    private const byte FactPrefix = 0x11;
    private const byte DocumentPrefix = 0x12;
    private const byte SealPrefix = 0x13;

    /// <summary>To the value of a personal fact, as 16 big-endian bytes in two's complement.</summary>
    public static Hash256 ToFact(in Salt salt, Int128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt128BigEndian(bytes, value);
        return Hash(FactPrefix, salt, bytes);
    }

    /// <summary>To a document: evidence, a report or a notice as sent, an order.</summary>
    /// <param name="salt">The salt.</param>
    /// <param name="content">SHA-256 of the document's bytes.</param>
    public static Hash256 ToDocument(in Salt salt, in Hash256 content) => Hash(DocumentPrefix, salt, content.Bytes);

    /// <summary>To the part of an act that only auditors see.</summary>
    public static Hash256 ToSealed(in Salt salt, ReadOnlySpan<byte> part) => Hash(SealPrefix, salt, part);

    private static Hash256 Hash(byte prefix, in Salt salt, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([prefix]);
        hash.AppendData(salt.Value.Bytes);
        hash.AppendData(content);
        return new Hash256(hash.GetHashAndReset());
    }
}
