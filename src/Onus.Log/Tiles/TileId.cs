using System.Globalization;
using Onus.Core;
using Onus.Log.Tree;

namespace Onus.Log.Tiles;

/// <summary>A tile of a log as tlog-tiles names it: a run of up to 256 hashes of one level, or of up to 256
/// entries.</summary>
/// <param name="Level">0 to <see cref="MaxLevel"/> for hashes, the hash of 256^level leaves each;
/// <see cref="EntriesLevel"/> for an entry bundle.</param>
/// <param name="Index">The position among the tiles of that level.</param>
/// <param name="Width">How many hashes or entries: <see cref="FullWidth"/>, or fewer in a partial tile.</param>
public readonly record struct TileId(int Level, ulong Index, int Width = TileId.FullWidth)
{
    /// <summary>The hashes or entries of a full tile.</summary>
    public const int FullWidth = 256;

    /// <summary>The levels of the tree that a tile spans.</summary>
    public const int Height = 8;

    /// <summary>The level of entry bundles, printed <c>entries</c>.</summary>
    public const int EntriesLevel = -1;

    /// <summary>The highest level that tlog-tiles names; a tree of 64-bit size reaches level 7.</summary>
    public const int MaxLevel = 63;

    private const string Root = "tile/";
    private const string Entries = "entries";

    /// <summary>Whether the tile has all its 256 hashes or entries and so never changes.</summary>
    public bool IsFull => Width == FullWidth;

    /// <summary>Whether the tile holds entries rather than hashes.</summary>
    public bool IsBundle => Level == EntriesLevel;

    /// <summary>The full tile at the same place.</summary>
    public TileId Full => this with { Width = FullWidth };

    /// <summary>The subtree that hash <paramref name="i"/> of this tile is the root of; for a bundle, the entry's
    /// leaf.</summary>
    public NodeId Node(int i) => new(IsBundle ? 0 : Level * Height, checked(Index * FullWidth + (ulong)i));

    /// <summary>The path below the log's prefix, <c>tile/&lt;L&gt;/&lt;N&gt;[.p/&lt;W&gt;]</c>.</summary>
    public override string ToString()
    {
        Invariant.Holds(Level is >= EntriesLevel and <= MaxLevel && Width is >= 1 and <= FullWidth);
        var level = IsBundle ? Entries : Level.ToString(CultureInfo.InvariantCulture);
        var path = (Index % 1000).ToString("D3", CultureInfo.InvariantCulture);
        for (var rest = Index / 1000; rest > 0; rest /= 1000)
            path = $"x{(rest % 1000).ToString("D3", CultureInfo.InvariantCulture)}/{path}";
        var suffix = IsFull ? "" : ".p/" + Width.ToString(CultureInfo.InvariantCulture);
        return $"{Root}{level}/{path}{suffix}";
    }

    /// <summary>Reads the path below the log's prefix.</summary>
    /// <returns>Whether <paramref name="path"/> is exactly the form that <see cref="ToString"/> prints.</returns>
    public static bool TryParse(ReadOnlySpan<char> path, out TileId tile)
    {
        tile = default;
        if (!path.StartsWith(Root, StringComparison.Ordinal)) return false;
        path = path[Root.Length..];
        var slash = path.IndexOf('/');
        if (slash < 0 || !TryParseLevel(path[..slash], out var level)) return false;
        path = path[(slash + 1)..];
        var width = FullWidth;
        var partial = path.IndexOf(".p/", StringComparison.Ordinal);
        if (partial >= 0)
        {
            if (!TryParseDecimal(path[(partial + 3)..], FullWidth - 1, out width) || width == 0) return false;
            path = path[..partial];
        }

        if (!TryParseIndex(path, out var index)) return false;
        tile = new TileId(level, index, width);
        return true;
    }

    private static bool TryParseLevel(ReadOnlySpan<char> text, out int level)
    {
        level = EntriesLevel;
        return text.SequenceEqual(Entries) || TryParseDecimal(text, MaxLevel, out level);
    }

    /// <summary>Decimal digits without a leading zero.</summary>
    private static bool TryParseDecimal(ReadOnlySpan<char> text, int max, out int value)
    {
        value = 0;
        if (text.Length is 0 or > 3 || (text.Length > 1 && text[0] == '0')) return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) return false;
            value = 10 * value + (c - '0');
        }

        return value <= max;
    }

    /// <summary>Groups of three digits, every one but the last behind an <c>x</c>; the first is zero only when
    /// alone.</summary>
    private static bool TryParseIndex(ReadOnlySpan<char> text, out ulong index)
    {
        index = 0;
        while (true)
        {
            var more = text.Length > 0 && text[0] == 'x';
            if (more) text = text[1..];
            if (text.Length < 3 || (text.Length > 3 && text[3] != '/')) return false;
            var group = 0u;
            foreach (var c in text[..3])
            {
                if (!char.IsAsciiDigit(c)) return false;
                group = 10 * group + (uint)(c - '0');
            }

            if (more && index == 0 && group == 0) return false;
            if (index > (ulong.MaxValue - group) / 1000) return false;
            index = 1000 * index + group;
            if (!more) return text.Length == 3;
            if (text.Length == 3) return false;
            text = text[4..];
        }
    }
}
