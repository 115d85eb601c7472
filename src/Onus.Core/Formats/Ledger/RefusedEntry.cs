using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The entry of a command that the ledger refused for a reason of state. Body: <c>[request, code, place,
/// content]</c>.</summary>
/// <param name="Envelope">The front of the entry, with the refused command's id; no lineage, for it moves nothing.</param>
/// <param name="Request">Which request was refused.</param>
/// <param name="Code">The number of the outcome in that request's list; 128 or more.</param>
/// <param name="Place">Of postings, the place of the line or condition at fault; else 0.</param>
/// <param name="Content">The refused command as one CBOR value (docs/formats/refusal.md), so that it can be judged again.</param>
public sealed record RefusedEntry(
    EntryEnvelope Envelope,
    LedgerRequestKind Request,
    byte Code,
    ushort Place,
    ReadOnlyMemory<byte> Content)
{
    /// <summary>The first outcome that is a reason of state: it makes an entry, and keeps the id.</summary>
    public const byte FirstCode = 128;

    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        Envelope.WriteStart(writer);
        writer.WriteStartArray(4);
        writer.WriteUInt32((uint)Request);
        writer.WriteUInt32(Code);
        writer.WriteUInt32(Place);
        writer.WriteEncodedValue(Content.Span);
        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out RefusedEntry? refused) =>
        EntryCodec.TryRead(entry, EntryKind.Refused, links: 0, static (in envelope, reader) =>
        {
            reader.ExpectArray(4);
            var read = new RefusedEntry(envelope, (LedgerRequestKind)reader.ReadUpTo((ulong)LedgerRequestKind.ReopenAccount),
                (byte)reader.ReadUpTo(byte.MaxValue), (ushort)reader.ReadUpTo(ushort.MaxValue), reader.ReadEncodedValue());
            reader.ReadEndArray();
            return read.Request != 0 && read.Code >= FirstCode && envelope.Command.IsVersion7
                ? read
                : throw new CborContentException("no refusal");
        }, out refused);
}
