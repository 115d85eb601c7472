using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Tiles;

namespace Onus.Verify.Tiles;

/// <summary>What one entry bundle came to: its leaf hashes' root, and whether its entries are where they say they are.</summary>
/// <param name="Root">The root of a full bundle's subtree.</param>
/// <param name="Leaves">The leaf hashes; kept only where the tree is cut inside the bundle.</param>
/// <param name="First">The time of its first entry.</param>
/// <param name="Last">The time of its last entry.</param>
/// <param name="Bytes">The bytes of its entries.</param>
/// <param name="Damage">What is wrong, in words; null when nothing is.</param>
internal readonly record struct BundleCheck(
    Hash256 Root, Hash256[]? Leaves, LogTime First, LogTime Last, long Bytes, string? Damage)
{
    /// <summary>Checks one bundle.</summary>
    /// <param name="tile">Which.</param>
    /// <param name="bundle">Its bytes.</param>
    /// <param name="places">Where its entries lie.</param>
    /// <param name="hashes">The hashes of the level-0 tile beside it.</param>
    /// <param name="opaque">Whether the entries are another log's and carry no index.</param>
    /// <param name="keepLeaves">Whether the tree is cut inside.</param>
    public static BundleCheck Of(
        TileId tile, ReadOnlySpan<byte> bundle, ReadOnlySpan<Slice> places, ReadOnlySpan<Hash256> hashes, bool opaque, bool keepLeaves)
    {
        Span<Hash256> leaves = stackalloc Hash256[TileId.FullWidth];
        leaves = leaves[..tile.Width];
        MerkleHasher.HashLeaves(bundle, places, leaves);
        if (leaves.CommonPrefixLength(hashes) is var same && same < tile.Width)
        {
            return Damaged($"{tile with { Level = 0 }} and {tile} disagree on entry {tile.Index * TileId.FullWidth + (ulong)same}");
        }

        var check = opaque ? default : CheckEntries(tile, bundle, places);
        if (check.Damage is not null) return check;
        return check with
        {
            Root = tile.IsFull ? Tiling.SubtreeRoot(leaves) : default,
            Leaves = keepLeaves ? leaves.ToArray() : null,
            Bytes = places[^1].Start + places[^1].Length - places.Length * EntryBundle.LengthSize,
        };
    }

    /// <summary>A bundle of which something is wrong.</summary>
    public static BundleCheck Damaged(string damage) => new(default, null, default, default, 0, damage);

    private static BundleCheck CheckEntries(TileId tile, ReadOnlySpan<byte> bundle, ReadOnlySpan<Slice> places)
    {
        var (first, last) = (default(LogTime), default(LogTime));
        for (var i = 0; i < places.Length; i++)
        {
            var index = tile.Index * TileId.FullWidth + (ulong)i;
            if (!EntryHeader.TryRead(bundle.Slice(places[i].Start, places[i].Length), out var header))
            {
                return Damaged($"entry {index} is no entry of Onus; if the log is another's, say so with --opaque");
            }

            if (header.Index != index) return Damaged($"entry {index} says that it is entry {header.Index}");
            if (i > 0 && header.Time <= last) return Damaged($"entry {index} is not later than the one before it");
            if (i == 0) first = header.Time;
            last = header.Time;
        }

        return new BundleCheck(default, null, first, last, 0, null);
    }

}
