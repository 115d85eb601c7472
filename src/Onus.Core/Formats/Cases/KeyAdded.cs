using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>An actor may sign with another key. Body: <c>[actor, algorithm, public key, warrant]</c>.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Actor">The entry that registered the actor.</param>
/// <param name="Algorithm">How the key signs.</param>
/// <param name="PublicKey">The public key.</param>
public sealed record KeyAdded(
    EntryEnvelope Envelope,
    ulong Actor,
    KeyAlgorithm Algorithm,
    ReadOnlyMemory<byte> PublicKey)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out KeyAdded? read) =>
        EntryCodec.TryRead(entry, EntryKind.KeyAdded, links: 1, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static KeyAdded Body(CborArchive a, EntryEnvelope envelope, KeyAdded? v) =>
        a.Record(4, () => new KeyAdded(
            envelope,
            a.ULong(v?.Actor ?? 0),
            a.Word(v?.Algorithm ?? KeyAlgorithm.Ed25519),
            a.Bytes(v?.PublicKey ?? default))
        {
            Warrant = CharterWarrant.Of(a, v?.Warrant ?? default),
        });
}
