using System.Buffers.Binary;
using Onus.Core;

namespace Onus.Log.Storage;

/// <summary>How entries lie one after the other in a frame: 16-bit length, zero byte, entry.</summary>
/// <remarks>The zero byte is the prefix of RFC 6962's leaf hash: in the frame, what is hashed is contiguous.</remarks>
internal static class EntryFraming
{
    /// <summary>The bytes before each entry.</summary>
    public const int PrefixSize = 3;

    /// <summary>The longest entry.</summary>
    public const int MaxEntrySize = ushort.MaxValue;

    /// <summary>Writes what stands before an entry of that length.</summary>
    public static void WritePrefix(Span<byte> prefix, int length)
    {
        BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)length);
        prefix[2] = 0;
    }

    /// <summary>Where the entry lies whose prefix is at <paramref name="at"/>; false when it does not end in the buffer.</summary>
    public static bool TryRead(ReadOnlySpan<byte> buffer, int at, out Slice entry)
    {
        entry = default;
        if (buffer.Length - at < PrefixSize || buffer[at + 2] != 0) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(buffer[at..]);
        entry = new Slice(at + PrefixSize, length);
        return buffer.Length - entry.Start >= length;
    }
}
