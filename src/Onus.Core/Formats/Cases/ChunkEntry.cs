using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A piece of a longer text. Body: <c>[whole, place, bytes]</c>.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Whole">SHA-256 of the whole text.</param>
/// <param name="Place">The piece's place, from 0.</param>
/// <param name="Bytes">The piece.</param>
public sealed record ChunkEntry(
    EntryEnvelope Envelope,
    Hash256 Whole,
    int Place,
    ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Envelope.WriteStart(writer);
        Body(new CborArchive(writer), Envelope, this);
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out ChunkEntry? read) =>
        EntryCodec.TryRead(entry, EntryKind.Chunk, links: 0, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static ChunkEntry Body(CborArchive a, EntryEnvelope envelope, ChunkEntry? v) =>
        a.Record(3, () => new ChunkEntry(
            envelope,
            a.Hash(v?.Whole ?? default),
            a.Int(v?.Place ?? 0),
            a.Bytes(v?.Bytes ?? default)));
}
