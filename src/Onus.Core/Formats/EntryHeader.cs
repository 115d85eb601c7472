using System.Buffers.Binary;

namespace Onus.Core.Formats;

/// <summary>What every entry says of itself first, in either form: what it is, where in the log, and when.</summary>
/// <remarks>A fixed layout begins with kind (1 byte), flags (1 byte), index (8) and time (8), big-endian. A CBOR entry is an
/// array of eight that begins with the same three numbers.</remarks>
/// <param name="Kind">What the entry records.</param>
/// <param name="Index">The entry's own index in the log.</param>
/// <param name="Time">When the log accepted it.</param>
public readonly record struct EntryHeader(EntryKind Kind, ulong Index, LogTime Time)
{
    /// <summary>The bytes of the front of a fixed layout.</summary>
    public const int FixedSize = 18;

    /// <summary>The first kind that is CBOR and not a fixed layout.</summary>
    public const int FirstCborKind = 16;

    /// <summary>Reads the front of an entry without reading the rest.</summary>
    /// <returns>False when the bytes are no entry of Onus: another log's, or opaque.</returns>
    public static bool TryRead(ReadOnlySpan<byte> entry, out EntryHeader header)
    {
        header = default;
        if (EntryEnvelope.IsCbor(entry)) return TryReadCbor(entry[1..], out header);
        if (entry.Length < FixedSize || entry[0] is 0 or >= FirstCborKind) return false;
        header = new EntryHeader(
            (EntryKind)entry[0],
            BinaryPrimitives.ReadUInt64BigEndian(entry[2..]),
            new LogTime(BinaryPrimitives.ReadUInt64BigEndian(entry[10..])));
        return true;
    }

    /// <summary>The kind of an entry in either form; <see cref="EntryKind.None"/> for bytes that are none.</summary>
    public static EntryKind KindOf(ReadOnlySpan<byte> entry)
    {
        if (entry.IsEmpty) return EntryKind.None;
        if (!EntryEnvelope.IsCbor(entry)) return entry[0] < FirstCborKind ? (EntryKind)entry[0] : EntryKind.None;

        // CBOR writes a kind of 16 to 23 into one byte and a larger one into a second (RFC 8949 §3).
        if (entry.Length > 1 && entry[1] is >= FirstCborKind and < 24) return (EntryKind)entry[1];
        return entry.Length > 2 && entry[1] == 0x18 && entry[2] >= 24 ? (EntryKind)entry[2] : EntryKind.None;
    }

    private static bool TryReadCbor(ReadOnlySpan<byte> rest, out EntryHeader header)
    {
        header = default;
        if (!TryReadUnsigned(ref rest, out var kind) || kind is < FirstCborKind or > byte.MaxValue) return false;
        if (!TryReadUnsigned(ref rest, out var index) || !TryReadUnsigned(ref rest, out var time)) return false;
        header = new EntryHeader((EntryKind)kind, index, new LogTime(time));
        return true;
    }

    // RFC 8949 §3, major type 0; only the shortest form, as §4.2.1 demands.
    private static bool TryReadUnsigned(ref ReadOnlySpan<byte> rest, out ulong value)
    {
        value = 0;
        if (rest.IsEmpty || rest[0] > 0x1B) return false;
        var size = rest[0] < 24 ? 0 : 1 << (rest[0] - 24);
        if (rest.Length < 1 + size) return false;
        if (size == 0) value = rest[0];
        for (var i = 1; i <= size; i++) value = (value << 8) | rest[i];
        rest = rest[(1 + size)..];
        return size switch
        {
            0 => true,
            1 => value >= 24,
            2 => value > byte.MaxValue,
            4 => value > ushort.MaxValue,
            _ => value > uint.MaxValue,
        };
    }
}
