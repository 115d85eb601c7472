using System.Collections.Immutable;
using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A version of a product is in the log. Body: <c>[name, version, source, compiled, source chunks, compiled chunks, parties, accounts, in effect, warrant]</c>.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Name">The product's name.</param>
/// <param name="Version">The version.</param>
/// <param name="Source">SHA-256 of the source text.</param>
/// <param name="Compiled">SHA-256 of the compiled form.</param>
/// <param name="SourceChunks">The entries of the source's pieces, in order.</param>
/// <param name="CompiledChunks">The entries of the compiled form's pieces, in order.</param>
/// <param name="Parties">For each party bound at enactment its actor, 0 for the others.</param>
/// <param name="Accounts">For each account of ours its ledger account, 0 for the others.</param>
/// <param name="InEffect">From when on it opens new cases.</param>
public sealed record ProductEnacted(
    EntryEnvelope Envelope,
    string Name,
    int Version,
    Hash256 Source,
    Hash256 Compiled,
    ImmutableArray<ulong> SourceChunks,
    ImmutableArray<ulong> CompiledChunks,
    ImmutableArray<ulong> Parties,
    ImmutableArray<ulong> Accounts,
    LogTime InEffect)
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out ProductEnacted? read) =>
        EntryCodec.TryRead(entry, EntryKind.ProductEnacted, links: 0, static (in envelope, reader) =>
            Body(new CborArchive(reader), envelope, null), out read);

    private static ProductEnacted Body(CborArchive a, EntryEnvelope envelope, ProductEnacted? v) =>
        a.Record(10, () => new ProductEnacted(
            envelope,
            a.Text(v?.Name),
            a.Int(v?.Version ?? 0),
            a.Hash(v?.Source ?? default),
            a.Hash(v?.Compiled ?? default),
            a.List(v?.SourceChunks ?? [], a.ULong),
            a.List(v?.CompiledChunks ?? [], a.ULong),
            a.List(v?.Parties ?? [], a.ULong),
            a.List(v?.Accounts ?? [], a.ULong),
            a.Time(v?.InEffect ?? default))
        {
            Warrant = CharterWarrant.Of(a, v?.Warrant ?? default),
        });
}
