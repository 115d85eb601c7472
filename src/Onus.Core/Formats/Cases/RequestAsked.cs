using System.Collections.Immutable;
using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A question was asked inside a state. Body: <c>[case, request, facts, evidence, due]</c>.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Case">The case.</param>
/// <param name="Step">The request, by its place in the product.</param>
/// <param name="Facts">The facts that belong to this instance.</param>
/// <param name="Evidence">The evidence that came with it.</param>
/// <param name="Due">By when it must be answered.</param>
public sealed record RequestAsked(
    EntryEnvelope Envelope,
    ulong Case,
    int Step,
    ImmutableArray<FactGiven> Facts,
    ImmutableArray<EvidenceFiled> Evidence,
    LogTime Due)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out RequestAsked? read) =>
        EntryCodec.TryRead(entry, EntryKind.RequestAsked, links: 1, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static RequestAsked Body(CborArchive a, EntryEnvelope envelope, RequestAsked? v) =>
        a.Record(5, () => new RequestAsked(
            envelope,
            a.ULong(v?.Case ?? 0),
            a.Int(v?.Step ?? 0),
            a.List(v?.Facts ?? [], f => FactGiven.Of(a, f)),
            a.List(v?.Evidence ?? [], e => EvidenceFiled.Of(a, e)),
            a.Time(v?.Due ?? default)));
}
