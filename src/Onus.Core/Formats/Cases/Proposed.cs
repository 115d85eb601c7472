using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>Somebody proposes an act of the charter; it takes effect when a second person seconds it. Body: <c>[act, due,
/// signature]</c>.</summary>
/// <param name="Envelope">The front of the entry; no lineage.</param>
/// <param name="Act">What is proposed.</param>
/// <param name="Due">From when on nobody can second it any more.</param>
/// <param name="Signature">The proposer's <see cref="DecisionSignature"/> over the <see cref="CharterStatement"/>; empty without one.</param>
public sealed record Proposed(
    EntryEnvelope Envelope,
    CharterAct Act,
    LogTime Due,
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out Proposed? read) =>
        EntryCodec.TryRead(entry, EntryKind.Proposed, links: 0, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static Proposed Body(CborArchive a, EntryEnvelope envelope, Proposed? v) =>
        a.Record(3, () => new Proposed(
            envelope,
            CharterAct.Of(a, v?.Act),
            a.Time(v?.Due ?? default),
            a.Bytes(v?.Signature ?? default)));
}
