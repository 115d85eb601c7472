using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>What all CBOR entries of the ledger share: the frame around their bodies, read strictly.</summary>
internal static class EntryCodec
{
    public delegate T BodyReader<out T>(in EntryEnvelope envelope, CborReader reader);

    /// <summary>Reads an entry of one kind to its last byte; false for whatever the writer would not have written.</summary>
    public static bool TryRead<T>(ReadOnlyMemory<byte> entry, EntryKind kind, int links, BodyReader<T> body, out T? value)
        where T : class
    {
        value = null;
        if (!EntryEnvelope.IsCbor(entry.Span)) return false;
        try
        {
            var reader = CborExtensions.NewReader(entry);
            var envelope = EntryEnvelope.ReadStart(reader);
            if (envelope.Kind != kind || envelope.Index > TransferLayout.MaxIndex) return false;
            if (links >= 0 && envelope.Lineage.Count != links) return false;
            var read = body(envelope, reader);
            reader.ReadEndArray();
            if (reader.BytesRemaining != 0) return false;
            value = read;
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

    /// <summary>Reads a byte string of exactly that length.</summary>
    public static byte[] ReadBytes(this CborReader reader, int length)
    {
        var bytes = reader.ReadByteString();
        return bytes.Length == length ? bytes : throw new CborContentException($"a byte string of {bytes.Length} bytes");
    }
}
