using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The plaintext is gone, and so is the last backup of its key; every proof still holds. Body: <c>[case, kept, order]</c>.</summary>
/// <param name="Envelope">The front of the entry; its lineage is the case's.</param>
/// <param name="Case">The case.</param>
/// <param name="Kept">What was destroyed.</param>
/// <param name="Order">The entry that ordered it.</param>
public sealed record Destroyed(EntryEnvelope Envelope, ulong Case, KeptName Kept, ulong Order)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out Destroyed? read) =>
        EntryCodec.TryRead(entry, EntryKind.Destroyed, links: 1, static (in envelope, reader) =>
        {
            var destroyed = Body(new CborArchive(reader), envelope, null);
            return envelope.Lineage[0].Subject == destroyed.Case ? destroyed : throw new CborContentException("another case's lineage");
        }, out read);

    private static Destroyed Body(CborArchive a, EntryEnvelope envelope, Destroyed? v) =>
        a.Record(3, () => new Destroyed(envelope, a.ULong(v?.Case ?? 0), KeptName.Of(a, v?.Kept ?? default), a.ULong(v?.Order ?? 0)));
}
