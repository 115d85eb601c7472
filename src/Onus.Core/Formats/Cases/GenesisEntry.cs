using System.Collections.Immutable;
using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A person who governs the log from its founding.</summary>
/// <param name="Token">A random token of the vault's subject register, never a name.</param>
/// <param name="Algorithm">How their key signs.</param>
/// <param name="PublicKey">Their public key.</param>
public sealed record Founder(Id128 Token, KeyAlgorithm Algorithm, ReadOnlyMemory<byte> PublicKey)
{
    internal static Founder Of(CborArchive a, Founder? v) => a.Record(3, () => new Founder(
        a.Id(v?.Token ?? default), a.Word(v?.Algorithm ?? KeyAlgorithm.Ed25519), a.Bytes(v?.PublicKey ?? default)));
}

/// <summary>The founding of a log: its origin and key, the charter's text, and who governs it first. Body: <c>[origin, log key,
/// charter, signed, alone, founders]</c>.</summary>
/// <remarks>The entries after it register the founders, add their keys and grant them the authorities of the charter.</remarks>
/// <param name="Envelope">The front of the entry; no lineage.</param>
/// <param name="Origin">The log's origin.</param>
/// <param name="LogKey">The Ed25519 key that the log signs with; 32 bytes.</param>
/// <param name="Charter">SHA-256 of the charter's text.</param>
/// <param name="Signed">Whether acts of the charter need the actors' own signatures.</param>
/// <param name="Alone">Whether one person may do what else takes two: a demonstration, and every act of the charter says
/// so.</param>
/// <param name="Founders">Who governs the log first: two or more, or one alone.</param>
public sealed record GenesisEntry(
    EntryEnvelope Envelope,
    string Origin,
    ReadOnlyMemory<byte> LogKey,
    Hash256 Charter,
    bool Signed,
    bool Alone,
    ImmutableArray<Founder> Founders)
{
    /// <summary>The most founders.</summary>
    public const int MaxFounders = 16;

    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Envelope.WriteStart(writer);
        Body(new CborArchive(writer), Envelope, this);
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out GenesisEntry? read) =>
        EntryCodec.TryRead(entry, EntryKind.Genesis, links: 0, static (in envelope, reader) =>
        {
            var genesis = Body(new CborArchive(reader), envelope, null);
            return genesis.Founders.Length is > 0 and <= MaxFounders && (genesis.Founders.Length == 1) == genesis.Alone
                ? genesis
                : throw new CborContentException("a founding by too few or too many");
        }, out read);

    private static GenesisEntry Body(CborArchive a, EntryEnvelope envelope, GenesisEntry? v) =>
        a.Record(6, () => new GenesisEntry(
            envelope,
            a.Text(v?.Origin ?? ""),
            a.Bytes(v?.LogKey ?? default),
            a.Hash(v?.Charter ?? default),
            a.Flag(v?.Signed ?? false),
            a.Flag(v?.Alone ?? false),
            a.List(v?.Founders ?? [], f => Founder.Of(a, f))));
}
