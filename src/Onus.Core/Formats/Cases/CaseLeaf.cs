using System.Collections.Immutable;

namespace Onus.Core.Formats;

/// <summary>A case as a state root commits to it: a leaf of the tree over all cases in the order of their opening
/// (RFC 6962 §2.1, SHA-256), each the deterministic CBOR of
/// <c>[opened, product, head, last, ordinal, state, closed at, stake, [[actor, liability], ...]]</c>.</summary>
/// <param name="Opened">The entry that opened the case.</param>
/// <param name="Product">The entry that enacted its product version.</param>
/// <param name="Head">Its last material entry.</param>
/// <param name="Last">Its last entry of any kind.</param>
/// <param name="Ordinal">That entry's place in the case's history; the opening is 0.</param>
/// <param name="State">The state, by its place in the product.</param>
/// <param name="ClosedAt">When it ended; null while it is open.</param>
/// <param name="Stake">The stake in minor units; zero where it is none.</param>
/// <param name="Liabilities">For each party of the product its actor, and what it is liable for in minor units.</param>
public sealed record CaseLeaf(
    ulong Opened,
    ulong Product,
    ulong Head,
    ulong Last,
    ulong Ordinal,
    int State,
    LogTime? ClosedAt,
    UInt128 Stake,
    ImmutableArray<(ulong Actor, UInt128 Amount)> Liabilities)
{
    /// <summary>The leaf's bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = CborExtensions.NewWriter();
        Of(new CborArchive(writer), this);
        return writer.Encode();
    }

    /// <summary>Reads a leaf's bytes.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out CaseLeaf? leaf) =>
        EntryCodec.TryReadValue(bytes, static reader => Of(new CborArchive(reader), null), out leaf);

    private static CaseLeaf Of(CborArchive a, CaseLeaf? v) => a.Record(9, () => new CaseLeaf(
        a.ULong(v?.Opened ?? 0), a.ULong(v?.Product ?? 0), a.ULong(v?.Head ?? 0), a.ULong(v?.Last ?? 0), a.ULong(v?.Ordinal ?? 0),
        a.Int(v?.State ?? 0), a.Maybe(v?.ClosedAt, a.Time), a.Unsigned(v?.Stake ?? 0),
        a.List(v?.Liabilities ?? [], l => a.Record(2, () => (a.ULong(l.Actor), a.Unsigned(l.Amount))))));
}
