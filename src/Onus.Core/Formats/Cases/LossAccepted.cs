using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The loss that a restore left is accepted, and the log goes on under its new origin. Body: <c>[act, warrant]</c>.</summary>
/// <param name="Envelope">The front of the entry; no lineage.</param>
/// <param name="Act">Which loss, and the new origin and key.</param>
/// <param name="Warrant">By what right.</param>
public sealed record LossAccepted(
    EntryEnvelope Envelope,
    AcceptLoss Act,
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out LossAccepted? read) =>
        EntryCodec.TryRead(entry, EntryKind.LossAccepted, links: 0, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static LossAccepted Body(CborArchive a, EntryEnvelope envelope, LossAccepted? v) =>
        a.Record(2, () => new LossAccepted(
            envelope,
            AcceptLoss.Body(a, v?.Act),
            CharterWarrant.Of(a, v?.Warrant ?? default)));
}
