using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A legal hold stops the destruction of everything in a case, or is lifted. Body: <c>[case, lifts, order]</c>.</summary>
/// <param name="Envelope">The front of the entry; its lineage is the case's.</param>
/// <param name="Case">The case.</param>
/// <param name="Lifts">The entry of the hold that is lifted; null where this one is set.</param>
/// <param name="Order">The commitment to the order or request that it rests on; null where there is none.</param>
public sealed record LegalHold(EntryEnvelope Envelope, ulong Case, ulong? Lifts, Hash256? Order)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out LegalHold? read) =>
        EntryCodec.TryRead(entry, EntryKind.LegalHold, links: 1, static (in envelope, reader) =>
        {
            var hold = Body(new CborArchive(reader), envelope, null);
            return envelope.Lineage[0].Subject == hold.Case ? hold : throw new CborContentException("another case's lineage");
        }, out read);

    private static LegalHold Body(CborArchive a, EntryEnvelope envelope, LegalHold? v) =>
        a.Record(3, () => new LegalHold(envelope, a.ULong(v?.Case ?? 0), a.Maybe(v?.Lifts, a.ULong), a.Maybe(v?.Order, a.Hash)));
}
