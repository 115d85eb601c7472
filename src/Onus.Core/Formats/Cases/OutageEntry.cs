using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The node was down: a gap in time with its name. Body: <c>[from, to]</c>.</summary>
/// <remarks>Nobody could appeal while the node was down: the clock of every state from which a party may appeal is extended by
/// the gap. Statutory maxima run on.</remarks>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="From">The time of the last entry before the gap.</param>
/// <param name="To">When the node was back.</param>
public sealed record OutageEntry(EntryEnvelope Envelope, LogTime From, LogTime To)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out OutageEntry? read) =>
        EntryCodec.TryRead(entry, EntryKind.Outage, links: 0, static (in envelope, reader) =>
        {
            var outage = Body(new CborArchive(reader), envelope, null);
            return outage.From < outage.To ? outage : throw new CborContentException("an outage that ends before it begins");
        }, out read);

    private static OutageEntry Body(CborArchive a, EntryEnvelope envelope, OutageEntry? v) =>
        a.Record(2, () => new OutageEntry(envelope, a.Time(v?.From ?? default), a.Time(v?.To ?? default)));
}
