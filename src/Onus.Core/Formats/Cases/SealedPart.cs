using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>What a confidential act says to auditors and named desks only. Body: <c>[salt, part]</c>; the act that follows
/// commits to both.</summary>
/// <remarks>It is an entry of its own so that the log alone replays, and so that the act's entry can be handed to anybody:
/// the salt keeps its commitment from being guessed.</remarks>
/// <param name="Envelope">The front of the entry, without command, actor and lineage.</param>
/// <param name="Salt">The salt.</param>
/// <param name="Part">The part, as <see cref="Face"/> writes it.</param>
public sealed record SealedPart(EntryEnvelope Envelope, Salt Salt, ReadOnlyMemory<byte> Part)
{
    /// <summary>The commitment that the act carries.</summary>
    public Hash256 Commitment => Formats.Commitment.ToSealed(Salt, Part.Span);

    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Envelope.WriteStart(writer);
        Body(new CborArchive(writer), Envelope, this);
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out SealedPart? read) =>
        EntryCodec.TryRead(entry, EntryKind.SealedPart, links: 0, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static SealedPart Body(CborArchive a, EntryEnvelope envelope, SealedPart? v) =>
        a.Record(2, () => new SealedPart(envelope, Salt.Of(a, v?.Salt ?? default), a.Bytes(v?.Part ?? default)));
}
