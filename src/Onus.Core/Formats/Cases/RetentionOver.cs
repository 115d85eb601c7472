using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The time for which evidence had to be kept is over: it may be destroyed now. Body: <c>[case, kept, was due]</c>.</summary>
/// <param name="Envelope">The front of the entry; its lineage is the case's.</param>
/// <param name="Case">The case.</param>
/// <param name="Kept">The evidence.</param>
/// <param name="WasDue">When the time was over, however late this entry is.</param>
public sealed record RetentionOver(EntryEnvelope Envelope, ulong Case, KeptName Kept, LogTime WasDue)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out RetentionOver? read) =>
        EntryCodec.TryRead(entry, EntryKind.RetentionOver, links: 1, static (in envelope, reader) =>
        {
            var over = Body(new CborArchive(reader), envelope, null);
            return envelope.Lineage[0].Subject == over.Case ? over : throw new CborContentException("another case's lineage");
        }, out read);

    private static RetentionOver Body(CborArchive a, EntryEnvelope envelope, RetentionOver? v) =>
        a.Record(3, () => new RetentionOver(
            envelope, a.ULong(v?.Case ?? 0), KeptName.Of(a, v?.Kept ?? default), a.Time(v?.WasDue ?? default)));
}
