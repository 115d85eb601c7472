using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A well-formed command of the charter was refused for a reason of state; its id stays refused. Body: <c>[outcome,
/// about, content]</c>.</summary>
/// <param name="Envelope">The front of the entry; no lineage.</param>
/// <param name="Outcome">Why.</param>
/// <param name="About">What the refusal is about: an entry, or a place in the product; -1 for nothing.</param>
/// <param name="Content">The command as its canonical bytes, so that it can be explained and decided anew.</param>
public sealed record CharterRefused(
    EntryEnvelope Envelope,
    CharterOutcome Outcome,
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out CharterRefused? read) =>
        EntryCodec.TryRead(entry, EntryKind.CharterRefused, links: 0, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static CharterRefused Body(CborArchive a, EntryEnvelope envelope, CharterRefused? v) =>
        a.Record(3, () => new CharterRefused(
            envelope,
            a.Word(v?.Outcome ?? default),
            a.Long(v?.About ?? 0),
            a.Bytes(v?.Content ?? default)));
}
