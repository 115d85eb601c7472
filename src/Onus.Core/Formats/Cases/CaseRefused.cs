using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A command of a case was refused for a reason of state. Body: <c>[case, outcome, about, content]</c>.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Case">The case; 0 where none was opened.</param>
/// <param name="Outcome">Why.</param>
/// <param name="About">What the refusal is about, by its place in the product, or the entry of the new head; -1 for nothing.</param>
/// <param name="Content">The command as its canonical bytes, so that the refusal can be explained and decided anew.</param>
public sealed record CaseRefused(
    EntryEnvelope Envelope,
    ulong Case,
    CaseOutcome Outcome,
    long About,
    ReadOnlyMemory<byte> Content)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out CaseRefused? read) =>
        EntryCodec.TryRead(entry, EntryKind.CaseRefused, links: -1, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static CaseRefused Body(CborArchive a, EntryEnvelope envelope, CaseRefused? v) =>
        a.Record(4, () => new CaseRefused(
            envelope,
            a.ULong(v?.Case ?? 0),
            a.Word(v?.Outcome ?? default),
            a.Long(v?.About ?? 0),
            a.Bytes(v?.Content ?? default)));
}
