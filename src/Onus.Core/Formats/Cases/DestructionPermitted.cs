using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A plaintext of a case may be destroyed before its time. Body: <c>[act, warrant]</c>.</summary>
/// <param name="Envelope">The front of the entry; no lineage.</param>
/// <param name="Act">Which plaintext.</param>
/// <param name="Warrant">By what right.</param>
public sealed record DestructionPermitted(
    EntryEnvelope Envelope,
    PermitDestruction Act,
    CharterWarrant Warrant)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out DestructionPermitted? read) =>
        EntryCodec.TryRead(entry, EntryKind.DestructionPermitted, links: 0, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static DestructionPermitted Body(CborArchive a, EntryEnvelope envelope, DestructionPermitted? v) =>
        a.Record(2, () => new DestructionPermitted(
            envelope,
            PermitDestruction.Body(a, v?.Act),
            CharterWarrant.Of(a, v?.Warrant ?? default)));
}
