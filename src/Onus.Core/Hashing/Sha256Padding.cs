using System.Buffers.Binary;

namespace Onus.Core;

/// <summary>Lays out a message behind its prefix as FIPS 180-4 §5.1.1 pads it.</summary>
internal static class Sha256Padding
{
    private const byte EndMark = 0x80;
    private const int LengthSize = sizeof(ulong);

    /// <summary>The prefix, the end mark and the length.</summary>
    private const int PaddingSize = 2 + LengthSize;

    /// <summary>The blocks of a prefix byte and a message of <paramref name="length"/> bytes, padded.</summary>
    public static int Blocks(int length) =>
        (int)(((uint)length + PaddingSize + Sha256Constants.BlockSize - 1) / Sha256Constants.BlockSize);

    /// <summary>Writes the prefix, the message and the padding over <paramref name="blocks"/> blocks, which is as many
    /// as they need.</summary>
    public static unsafe void Write(byte prefix, ReadOnlySpan<byte> message, byte* destination, int blocks)
    {
        // Zeros first: the message and the end then lie over them, and nobody works out where the zeros begin and end.
        var last = destination + (blocks - 1) * Sha256Constants.BlockSize;
        new Span<byte>(last, Sha256Constants.BlockSize).Clear();
        new Span<byte>(blocks > 1 ? last - Sha256Constants.BlockSize : last, Sha256Constants.BlockSize).Clear();
        *destination = prefix;
        message.CopyTo(new Span<byte>(destination + 1, message.Length));
        var end = message.Length + 1;
        destination[end] = EndMark;
        BinaryPrimitives.WriteUInt64BigEndian(
            new Span<byte>(last + Sha256Constants.BlockSize - LengthSize, LengthSize), 8 * (ulong)end);
    }
}
