using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>Why a plaintext is destroyed.</summary>
public enum DestructionGround : byte
{
    /// <summary>The time for which it had to be kept is over.</summary>
    RetentionOver,

    /// <summary>Two persons permitted it before its time: the person whom it is about asked, or nothing said how long to keep it.</summary>
    Permitted,
}

/// <summary>The plaintext of evidence or of a fact shall be destroyed; from here on nobody reads it.
/// Body: <c>[case, kept, ground]</c>.</summary>
/// <param name="Envelope">The front of the entry; its lineage is the case's.</param>
/// <param name="Case">The case.</param>
/// <param name="Kept">What is destroyed.</param>
/// <param name="Ground">Why.</param>
public sealed record DestructionOrdered(EntryEnvelope Envelope, ulong Case, KeptName Kept, DestructionGround Ground)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out DestructionOrdered? read) =>
        EntryCodec.TryRead(entry, EntryKind.DestructionOrdered, links: 1, static (in envelope, reader) =>
        {
            var order = Body(new CborArchive(reader), envelope, null);
            return envelope.Lineage[0].Subject == order.Case ? order : throw new CborContentException("another case's lineage");
        }, out read);

    private static DestructionOrdered Body(CborArchive a, EntryEnvelope envelope, DestructionOrdered? v) =>
        a.Record(3, () => new DestructionOrdered(
            envelope, a.ULong(v?.Case ?? 0), KeptName.Of(a, v?.Kept ?? default), a.Word(v?.Ground ?? default)));
}
