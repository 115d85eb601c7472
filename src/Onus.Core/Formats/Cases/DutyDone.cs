using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A notice was sent, a report filed or acknowledged, a review held; or an attempt failed.
/// Body: <c>[case, duty, deed, failure, document, place, signature]</c>.</summary>
/// <param name="Envelope">The front of the entry; its lineage is the case's.</param>
/// <param name="Case">The case.</param>
/// <param name="Duty">The duty.</param>
/// <param name="Deed">What was done.</param>
/// <param name="Failure">Why it failed; none where it did not.</param>
/// <param name="Document">The commitment to the document as it was sent, filed or received; null where there is none.</param>
/// <param name="Place">Where it stands in the regulator's log; null for notices and reviews.</param>
/// <param name="Signature">Of an acknowledgement, the regulator's own signature; empty without one.</param>
public sealed record DutyDone(
    EntryEnvelope Envelope,
    ulong Case,
    DutyName Duty,
    DutyDeed Deed,
    DutyFailure Failure,
    Hash256? Document,
    ReportPlace? Place,
    ReadOnlyMemory<byte> Signature)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out DutyDone? read) =>
        EntryCodec.TryRead(entry, EntryKind.DutyDone, links: 1, static (in envelope, reader) =>
        {
            var done = Body(new CborArchive(reader), envelope, null);
            return (done.Deed == DutyDeed.Failed) == (done.Failure != DutyFailure.None) && envelope.Lineage[0].Subject == done.Case
                ? done
                : throw new CborContentException("a deed that contradicts itself");
        }, out read);

    private static DutyDone Body(CborArchive a, EntryEnvelope envelope, DutyDone? v) =>
        a.Record(7, () => new DutyDone(
            envelope,
            a.ULong(v?.Case ?? 0),
            DutyName.Of(a, v?.Duty ?? default),
            a.Word(v?.Deed ?? default),
            a.Word(v?.Failure ?? default),
            a.Maybe(v?.Document, a.Hash),
            a.Maybe(v?.Place, p => ReportPlace.Of(a, p)),
            a.Bytes(v?.Signature ?? default)));
}
