using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A question was refused, or became moot. Body: <c>[request, code, authority]</c>.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Request">The entry that asked.</param>
/// <param name="Code">The number of the outcome; moot where the case left the states it could be asked in.</param>
/// <param name="Authority">The authority that answered; -1 for silence or moot.</param>
public sealed record RequestEnded(
    EntryEnvelope Envelope,
    ulong Request,
    int Code,
    int Authority)
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
        a.Record(3, () => new RequestEnded(
            envelope,
            a.ULong(v?.Request ?? 0),
            a.Int(v?.Code ?? 0),
            a.Int(v?.Authority ?? 0)));
}
