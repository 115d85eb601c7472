using System.Buffers.Binary;

namespace Onus.Core.Formats;

/// <summary>How entries lie one after the other in a batch and in a log's segments: length in 16 bits, a zero byte, the
/// entry.</summary>
/// <remarks>The zero byte is the prefix of RFC 6962's leaf hash: what is hashed is contiguous where it is written.</remarks>
public static class EntryFraming
{
    /// <summary>The bytes before each entry.</summary>
    public const int PrefixSize = 3;

    /// <summary>Writes what stands before an entry of that length.</summary>
    public static void WritePrefix(Span<byte> prefix, int length)
    {
        BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)length);
        prefix[2] = 0;
    }

    /// <summary>Finds the entry whose prefix is at <paramref name="at"/>.</summary>
    /// <returns>False when what stands there is no prefix, or the entry does not end in the buffer.</returns>
    public static bool TryRead(ReadOnlySpan<byte> buffer, int at, out Slice entry)
    {
        entry = default;
        if (buffer.Length - at < PrefixSize || buffer[at + 2] != 0) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(buffer[at..]);
        entry = new Slice(at + PrefixSize, length);
        return buffer.Length - entry.Start >= length;
    }
}
