using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The log signs with another key from the next checkpoint on. Body: <c>[act, warrant]</c>.</summary>
/// <param name="Envelope">The front of the entry; no lineage.</param>
/// <param name="Act">The keys, and the signatures of both.</param>
/// <param name="Warrant">By what right.</param>
public sealed record LogKeyRotated(
    EntryEnvelope Envelope,
    RotateLogKey Act,
    CharterWarrant Warrant)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out LogKeyRotated? read) =>
        EntryCodec.TryRead(entry, EntryKind.LogKeyRotated, links: 0, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static LogKeyRotated Body(CborArchive a, EntryEnvelope envelope, LogKeyRotated? v) =>
        a.Record(2, () => new LogKeyRotated(
            envelope,
            RotateLogKey.Body(a, v?.Act),
            CharterWarrant.Of(a, v?.Warrant ?? default)));
}
