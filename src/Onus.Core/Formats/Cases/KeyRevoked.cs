using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A key of an actor counts no longer. Body: <c>[key, warrant]</c>.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Key">The entry that added the key.</param>
public sealed record KeyRevoked(
    EntryEnvelope Envelope,
    ulong Key)
{
    /// <summary>By what right it took effect.</summary>
    public CharterWarrant Warrant { get; init; }

    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Envelope.WriteStart(writer);
        Body(new CborArchive(writer), Envelope, this);
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out KeyRevoked? read) =>
        EntryCodec.TryRead(entry, EntryKind.KeyRevoked, links: 1, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static KeyRevoked Body(CborArchive a, EntryEnvelope envelope, KeyRevoked? v) =>
        a.Record(2, () => new KeyRevoked(
            envelope,
            a.ULong(v?.Key ?? 0))
        {
            Warrant = CharterWarrant.Of(a, v?.Warrant ?? default),
        });
}
