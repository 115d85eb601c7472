using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>An actor holds an authority no longer. Body: <c>[grant, warrant]</c>.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Grant">The entry of the grant.</param>
public sealed record AuthorityRevoked(
    EntryEnvelope Envelope,
    ulong Grant)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out AuthorityRevoked? read) =>
        EntryCodec.TryRead(entry, EntryKind.AuthorityRevoked, links: 1, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static AuthorityRevoked Body(CborArchive a, EntryEnvelope envelope, AuthorityRevoked? v) =>
        a.Record(2, () => new AuthorityRevoked(
            envelope,
            a.ULong(v?.Grant ?? 0))
        {
            Warrant = CharterWarrant.Of(a, v?.Warrant ?? default),
        });
}
