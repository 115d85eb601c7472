using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>An approval was taken back. Body: <c>[approval]</c>.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Approval">The entry of the approval.</param>
public sealed record ApprovalWithdrawn(
    EntryEnvelope Envelope,
    ulong Approval)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out ApprovalWithdrawn? read) =>
        EntryCodec.TryRead(entry, EntryKind.ApprovalWithdrawn, links: 1, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static ApprovalWithdrawn Body(CborArchive a, EntryEnvelope envelope, ApprovalWithdrawn? v) =>
        a.Record(1, () => new ApprovalWithdrawn(
            envelope,
            a.ULong(v?.Approval ?? 0)));
}
