using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>Deterministic CBOR (RFC 8949 §4.2) as every entry uses it: one encoding of each value, nothing else accepted.</summary>
public static class CborExtensions
{
    /// <summary>A writer that refuses indefinite lengths and sorts map keys.</summary>
    public static CborWriter NewWriter() => new(CborConformanceMode.Canonical);

    /// <summary>A reader that refuses whatever <see cref="NewWriter"/> would not have written.</summary>
    public static CborReader NewReader(ReadOnlyMemory<byte> bytes) => new(bytes, CborConformanceMode.Canonical);

    /// <summary>Writes an identifier as 16 bytes, or as an empty byte string for none.</summary>
    public static void WriteId(this CborWriter writer, Id128 id)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> bytes = stackalloc byte[Id128.Size];
        id.Write(bytes);
        writer.WriteByteString(id.IsNone ? [] : bytes);
    }

    /// <summary>Reads an identifier that <see cref="WriteId"/> wrote.</summary>
    /// <exception cref="CborContentException">Another length, or 16 zero bytes.</exception>
    public static Id128 ReadId(this CborReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var bytes = reader.ReadByteString();
        if (bytes.Length == 0) return Id128.None;
        if (bytes.Length != Id128.Size) throw new CborContentException($"an identifier of {bytes.Length} bytes");
        var id = Id128.Read(bytes);
        return id.IsNone ? throw new CborContentException("an identifier of zeros; none is the empty string") : id;
    }

    /// <summary>Writes an amount as an unsigned integer, above 64 bits as a bignum (RFC 8949 §3.4.3).</summary>
    public static void WriteAmount(this CborWriter writer, UInt128 amount)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (amount <= ulong.MaxValue)
        {
            writer.WriteUInt64((ulong)amount);
            return;
        }

        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, amount);
        writer.WriteTag(CborTag.UnsignedBigNum);
        writer.WriteByteString(bytes[bytes.IndexOfAnyExcept((byte)0)..]);
    }

    /// <summary>Reads an amount that <see cref="WriteAmount"/> wrote.</summary>
    /// <exception cref="CborContentException">Negative, above 128 bits, or not in its shortest form.</exception>
    public static UInt128 ReadAmount(this CborReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.PeekState() == CborReaderState.UnsignedInteger) return reader.ReadUInt64();
        if (reader.ReadTag() != CborTag.UnsignedBigNum) throw new CborContentException("an amount that is no unsigned number");
        var bytes = reader.ReadByteString();
        if (bytes.Length is < 9 or > 16 || bytes[0] == 0) throw new CborContentException("an amount not in its shortest form");
        UInt128 amount = 0;
        foreach (var b in bytes) amount = (amount << 8) | b;
        return amount;
    }

    /// <summary>Reads the head of an array that must have exactly <paramref name="length"/> items.</summary>
    /// <exception cref="CborContentException">Another length.</exception>
    public static void ExpectArray(this CborReader reader, int length)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.ReadStartArray() != length) throw new CborContentException($"an array of other than {length} items");
    }
}
