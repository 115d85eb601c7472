using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A question was refused, or became moot. Body: <c>[request, outcome, decider, head seen, signature]</c>.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Request">The entry that asked.</param>
/// <param name="Outcome">Why it was not granted: refused, or what a grant failed on, or moot.</param>
/// <param name="Decider">Who answered; nobody for silence and moot.</param>
/// <param name="HeadSeen">The case's head that the decider saw; null where nobody decided.</param>
/// <param name="Signature">The decider's signature over the statement; empty without one.</param>
public sealed record RequestEnded(
    EntryEnvelope Envelope,
    ulong Request,
    CaseOutcome Outcome,
    ActDecider Decider,
    ulong? HeadSeen,
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out RequestEnded? read) =>
        EntryCodec.TryRead(entry, EntryKind.RequestEnded, links: 1, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static RequestEnded Body(CborArchive a, EntryEnvelope envelope, RequestEnded? v) =>
        a.Record(5, () => new RequestEnded(
            envelope,
            a.ULong(v?.Request ?? 0),
            a.Word(v?.Outcome ?? default),
            ActDecider.Of(a, v?.Decider),
            a.Maybe(v?.HeadSeen, a.ULong),
            a.Bytes(v?.Signature ?? default)));
}
