using System.Buffers.Binary;

namespace Onus.Core;

/// <summary>Lays out a message behind its prefix as FIPS 180-4 §5.1.1 pads it.</summary>
internal static class Sha256Padding
{
    private const byte EndMark = 0x80;
    private const int LengthSize = sizeof(ulong);

    /// <summary>The blocks of a prefix byte and a message of <paramref name="length"/> bytes, padded.</summary>
    public static int Blocks(int length) =>
        (int)(((long)length + 2 + LengthSize + Sha256Constants.BlockSize - 1) / Sha256Constants.BlockSize);

    /// <summary>Writes the prefix, the message and the padding; the destination is exactly the padded message's blocks.</summary>
    public static void Write(byte prefix, ReadOnlySpan<byte> message, Span<byte> destination)
    {
        destination[0] = prefix;
        message.CopyTo(destination[1..]);
        var end = message.Length + 1;
        destination[end] = EndMark;
        destination[(end + 1)..^LengthSize].Clear();
        BinaryPrimitives.WriteUInt64BigEndian(destination[^LengthSize..], 8 * (ulong)end);
    }
}
