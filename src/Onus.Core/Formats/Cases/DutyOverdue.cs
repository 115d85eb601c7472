using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A duty was not done in time; it is owed still. Body: <c>[case, duty, was due, place]</c>.</summary>
/// <param name="Envelope">The front of the entry; its lineage is the case's.</param>
/// <param name="Case">The case.</param>
/// <param name="Duty">The duty.</param>
/// <param name="WasDue">When it was due, however late this entry is.</param>
/// <param name="Place">Where it stands in the regulator's log; null for notices and reviews.</param>
public sealed record DutyOverdue(EntryEnvelope Envelope, ulong Case, DutyName Duty, LogTime WasDue, ReportPlace? Place)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out DutyOverdue? read) =>
        EntryCodec.TryRead(entry, EntryKind.DutyOverdue, links: 1, static (in envelope, reader) =>
        {
            var overdue = Body(new CborArchive(reader), envelope, null);
            return envelope.Lineage[0].Subject == overdue.Case ? overdue : throw new CborContentException("another case's lineage");
        }, out read);

    private static DutyOverdue Body(CborArchive a, EntryEnvelope envelope, DutyOverdue? v) =>
        a.Record(4, () => new DutyOverdue(
            envelope,
            a.ULong(v?.Case ?? 0),
            DutyName.Of(a, v?.Duty ?? default),
            a.Time(v?.WasDue ?? default),
            a.Maybe(v?.Place, p => ReportPlace.Of(a, p))));
}
