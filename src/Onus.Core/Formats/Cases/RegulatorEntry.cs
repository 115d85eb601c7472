using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>An entry of a regulator's own log. Body: <c>[main index, main leaf, record]</c>.</summary>
/// <remarks>Index and lineage are of the regulator's log: the subject of the lineage is the entry with which the duty began
/// there. The time is the main entry's, so entries of one act share it.</remarks>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="MainIndex">The entry of the main log that says the same.</param>
/// <param name="MainLeaf">That entry's RFC 6962 leaf hash.</param>
/// <param name="Record">The bytes of a <see cref="ReportRecord"/>.</param>
public sealed record RegulatorEntry(EntryEnvelope Envelope, ulong MainIndex, Hash256 MainLeaf, ReadOnlyMemory<byte> Record)
{
    /// <summary>The whole entry.</summary>
    public byte[] ToBytes()
    {
        var writer = CborExtensions.NewWriter();
        Envelope.WriteStart(writer);
        Body(new CborArchive(writer), Envelope, this);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out RegulatorEntry? read) =>
        EntryCodec.TryRead(entry, EntryKind.Regulatory, links: 1, static (in envelope, reader) =>
        {
            var regulatory = Body(new CborArchive(reader), envelope, null);
            return ReportRecord.TryRead(regulatory.Record, out _) ? regulatory : throw new CborContentException("a record that is none");
        }, out read);

    private static RegulatorEntry Body(CborArchive a, EntryEnvelope envelope, RegulatorEntry? v) =>
        a.Record(3, () => new RegulatorEntry(
            envelope, a.ULong(v?.MainIndex ?? 0), a.Hash(v?.MainLeaf ?? default), a.Bytes(v?.Record ?? default)));
}
