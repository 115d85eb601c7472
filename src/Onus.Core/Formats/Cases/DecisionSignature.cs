using System.Buffers.Binary;

namespace Onus.Core.Formats;

/// <summary>A signature of an actor as entries and commands carry it: which key, and what it signed with it.</summary>
/// <remarks>72 bytes: the index of the key's <see cref="KeyAdded"/> entry, big-endian, and the signature: Ed25519, or r || s
/// of ECDSA P-256 with SHA-256.</remarks>
/// <param name="Key">The entry that added the key.</param>
/// <param name="Bytes">The 64 bytes of the signature.</param>
public readonly record struct DecisionSignature(ulong Key, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The size in bytes.</summary>
    public const int Size = sizeof(ulong) + SignatureSize;

    /// <summary>The size of the signature alone, in both algorithms.</summary>
    public const int SignatureSize = 64;

    /// <summary>The 72 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Key);
        Bytes.Span.CopyTo(bytes.AsSpan(sizeof(ulong)));
        return bytes;
    }

    /// <summary>Reads the 72 bytes; false for another length.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out DecisionSignature signature)
    {
        signature = default;
        if (bytes.Length != Size) return false;
        signature = new DecisionSignature(BinaryPrimitives.ReadUInt64BigEndian(bytes.Span), bytes[sizeof(ulong)..]);
        return true;
    }
}
