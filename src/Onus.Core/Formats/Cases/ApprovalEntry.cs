using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>Somebody of a quorum approves a step. Body: <c>[case, step, authority, head seen, signature]</c>.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Case">The case.</param>
/// <param name="Step">The step, by its place in the product.</param>
/// <param name="Authority">The authority that the approver acts under.</param>
/// <param name="HeadSeen">The case's head that the approver saw.</param>
/// <param name="Signature">The approver's signature; empty without one.</param>
public sealed record ApprovalEntry(
    EntryEnvelope Envelope,
    ulong Case,
    int Step,
    int Authority,
    ulong HeadSeen,
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out ApprovalEntry? read) =>
        EntryCodec.TryRead(entry, EntryKind.Approval, links: 1, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static ApprovalEntry Body(CborArchive a, EntryEnvelope envelope, ApprovalEntry? v) =>
        a.Record(5, () => new ApprovalEntry(
            envelope,
            a.ULong(v?.Case ?? 0),
            a.Int(v?.Step ?? 0),
            a.Int(v?.Authority ?? 0),
            a.ULong(v?.HeadSeen ?? 0),
            a.Bytes(v?.Signature ?? default)));
}
