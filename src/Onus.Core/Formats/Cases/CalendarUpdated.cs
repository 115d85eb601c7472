using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A business calendar is replaced by a newer file: products bound to the old one reckon with the new one, and open
/// clocks are set anew. Body: <c>[old, new, warrant]</c>.</summary>
/// <param name="Envelope">The front of the entry; no lineage.</param>
/// <param name="Old">SHA-256 of the file that is replaced.</param>
/// <param name="New">SHA-256 of the file in its place: one that comes with Onus, or a text in the log.</param>
/// <param name="Warrant">By what right.</param>
public sealed record CalendarUpdated(EntryEnvelope Envelope, Hash256 Old, Hash256 New, CharterWarrant Warrant)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out CalendarUpdated? read) =>
        EntryCodec.TryRead(entry, EntryKind.CalendarUpdated, links: 0, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static CalendarUpdated Body(CborArchive a, EntryEnvelope envelope, CalendarUpdated? v) =>
        a.Record(3, () => new CalendarUpdated(
            envelope, a.Hash(v?.Old ?? default), a.Hash(v?.New ?? default), CharterWarrant.Of(a, v?.Warrant ?? default)));
}
