using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>What all CBOR entries of the ledger share: the frame around their bodies, read strictly.</summary>
internal static class EntryCodec
{
    public delegate T BodyReader<out T>(in EntryEnvelope envelope, CborReader reader);

    public delegate T ItemReader<out T>(ReadOnlySpan<byte> bytes);

    /// <summary>Reads an entry of one kind to its last byte; false for whatever the writer would not have written.</summary>
    public static bool TryRead<T>(ReadOnlyMemory<byte> entry, EntryKind kind, int links, BodyReader<T> body, out T? value)
        where T : class
    {
        value = null;
        return EntryHeader.KindOf(entry.Span) == kind && TryReadValue(entry, reader =>
        {
            var envelope = EntryEnvelope.ReadStart(reader);
            if (envelope.Index > TransferLayout.MaxIndex || (links >= 0 && envelope.Lineage.Count != links))
                throw new CborContentException("an envelope of another form");
            var read = body(envelope, reader);
            reader.ReadEndArray();
            return read;
        }, out value);
    }

    /// <summary>Reads one CBOR value to its last byte; false for whatever the writer would not have written.</summary>
    public static bool TryReadValue<T>(ReadOnlyMemory<byte> bytes, Func<CborReader, T> read, out T? value)
        where T : class
    {
        value = null;
        try
        {
            var reader = CborExtensions.NewReader(bytes);
            var whole = read(reader);
            if (reader.BytesRemaining != 0) return false;
            value = whole;
            return true;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or FormatException)
        {
            return false;
        }
    }

    /// <summary>Writes a limit: its amount, or null for none.</summary>
    public static void WriteLimit(this CborWriter writer, UInt128? limit)
    {
        if (limit is { } amount) writer.WriteAmount(amount);
        else writer.WriteNull();
    }

    /// <summary>Reads a limit.</summary>
    public static UInt128? ReadLimit(this CborReader reader)
    {
        if (reader.PeekState() != CborReaderState.Null) return reader.ReadAmount();
        reader.ReadNull();
        return null;
    }

    /// <summary>Reads an unsigned number of at most <paramref name="most"/>.</summary>
    public static ulong ReadUpTo(this CborReader reader, ulong most)
    {
        var value = reader.ReadUInt64();
        return value <= most ? value : throw new CborContentException($"{value} is more than {most}");
    }

    /// <summary>Reads a byte string of up to <paramref name="most"/> items of one size.</summary>
    public static T[] ReadMany<T>(this CborReader reader, int size, int most, ItemReader<T> read)
    {
        var bytes = reader.ReadByteString();
        if (bytes.Length % size != 0 || bytes.Length / size > most)
            throw new CborContentException($"a list of {bytes.Length} bytes");
        var items = new T[bytes.Length / size];
        for (var i = 0; i < items.Length; i++) items[i] = read(bytes.AsSpan(i * size, size));
        return items;
    }

    /// <summary>Reads a byte string of exactly that length.</summary>
    public static byte[] ReadBytes(this CborReader reader, int length)
    {
        var bytes = reader.ReadByteString();
        return bytes.Length == length ? bytes : throw new CborContentException($"a byte string of {bytes.Length} bytes");
    }
}
