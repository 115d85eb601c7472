using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>An actor became known to the log. Body: <c>[token, kind, warrant]</c>.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Token">A random token that stands for the actor; who it is, the vault knows.</param>
/// <param name="Kind">What the actor is.</param>
public sealed record ActorRegistered(
    EntryEnvelope Envelope,
    Id128 Token,
    ActorKind Kind)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out ActorRegistered? read) =>
        EntryCodec.TryRead(entry, EntryKind.ActorRegistered, links: 0, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static ActorRegistered Body(CborArchive a, EntryEnvelope envelope, ActorRegistered? v) =>
        a.Record(3, () => new ActorRegistered(
            envelope,
            a.Id(v?.Token ?? default),
            a.Word(v?.Kind ?? default))
        {
            Warrant = CharterWarrant.Of(a, v?.Warrant ?? default),
        });
}
