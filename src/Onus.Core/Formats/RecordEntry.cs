using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>Opaque bytes as an entry of a log that is used alone: a document, a line of a file, another program's event.
/// Body: a byte string.</summary>
/// <param name="Envelope">The front of the entry; no lineage.</param>
/// <param name="Content">The bytes.</param>
public sealed record RecordEntry(EntryEnvelope Envelope, ReadOnlyMemory<byte> Content)
{
    /// <summary>The largest content that always fits: the envelope takes at most the rest.</summary>
    public const int MaxContentSize = EntryEnvelope.MaxEntrySize - 96;

    /// <summary>The record of these bytes, by no command and no actor.</summary>
    public static RecordEntry Of(ulong index, LogTime time, ReadOnlyMemory<byte> content) =>
        new(new EntryEnvelope(EntryKind.Record, index, time, Id128.None, Id128.None, 0, []), content);

    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        Envelope.WriteStart(writer);
        writer.WriteByteString(Content.Span);
        writer.WriteEndArray();
    }

    /// <summary>The whole entry.</summary>
    public byte[] ToBytes()
    {
        var writer = CborExtensions.NewWriter();
        Write(writer);
        return writer.Encode();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out RecordEntry? record) =>
        EntryCodec.TryRead(entry, EntryKind.Record, links: 0,
            static (in envelope, reader) => new RecordEntry(envelope, reader.ReadByteString()), out record);
}
