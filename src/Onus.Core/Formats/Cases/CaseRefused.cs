using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A command of a case was refused for a reason of state. Body: <c>[case, product, step, code, about]</c>.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Case">The case; 0 where none was opened.</param>
/// <param name="Product">The entry that enacted the product; 0 where there is none.</param>
/// <param name="Step">The step, by its place in the product; -1 for none.</param>
/// <param name="Code">The number of the outcome in the list of case outcomes.</param>
/// <param name="About">What the refusal is about: a cap, a kind of evidence, the new head; -1 for nothing.</param>
public sealed record CaseRefused(
    EntryEnvelope Envelope,
    ulong Case,
    ulong Product,
    int Step,
    int Code,
    long About)
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
        a.Record(5, () => new CaseRefused(
            envelope,
            a.ULong(v?.Case ?? 0),
            a.ULong(v?.Product ?? 0),
            a.Int(v?.Step ?? 0),
            a.Int(v?.Code ?? 0),
            a.Long(v?.About ?? 0)));
}
