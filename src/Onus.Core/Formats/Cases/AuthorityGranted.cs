using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>An actor holds an authority. Body: <c>[actor, product, authority, warrant]</c>.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Actor">The entry that registered the actor.</param>
/// <param name="Product">The product's name; empty for an authority of the charter.</param>
/// <param name="Authority">The authority's name.</param>
public sealed record AuthorityGranted(
    EntryEnvelope Envelope,
    ulong Actor,
    string Product,
    string Authority)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out AuthorityGranted? read) =>
        EntryCodec.TryRead(entry, EntryKind.AuthorityGranted, links: 1, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static AuthorityGranted Body(CborArchive a, EntryEnvelope envelope, AuthorityGranted? v) =>
        a.Record(4, () => new AuthorityGranted(
            envelope,
            a.ULong(v?.Actor ?? 0),
            a.Text(v?.Product),
            a.Text(v?.Authority))
        {
            Warrant = CharterWarrant.Of(a, v?.Warrant ?? default),
        });
}
