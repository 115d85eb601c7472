using System.Globalization;
using Onus.Client.Contracts;
using Onus.Core;

namespace Onus.Server;

/// <summary>How lists are asked for page by page.</summary>
internal static class Paging
{
    public const int Usual = 50, Most = 1_000;

    /// <summary>How many rows at most.</summary>
    public static int Limit(int? given) => given switch
    {
        null => Usual,
        >= 1 and <= Most => given.Value,
        _ => throw Refused.Malformed($"limit is a number from 1 to {Most}", "limit"),
    };

    /// <summary>A cursor that is a number; null for the first page.</summary>
    public static ulong? Number(string? cursor) => cursor is null ? null
        : ulong.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Strange();

    /// <summary>A cursor of two numbers; null for the first page.</summary>
    public static (ulong First, ulong Second)? Pair(string? cursor)
    {
        if (cursor is null) return null;
        var parts = cursor.Split('.');
        return parts.Length == 2 && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? (first, second)
            : throw Strange();
    }

    /// <summary>A cursor of two numbers.</summary>
    public static string Pair(ulong first, ulong second) => string.Create(CultureInfo.InvariantCulture, $"{first}.{second}");

    /// <summary>An instant of a query; null where it is not given.</summary>
    public static LogTime? Time(string? text, string name) => text is null ? null
        : LogTime.TryParse(text, out var time) ? time : throw Refused.Malformed($"{name} is an instant such as 2026-01-31T09:00:00Z", name);

    /// <summary>The rows as a page: where one more than wanted was found, there is a next one.</summary>
    /// <param name="found">At most one row more than <paramref name="limit"/>.</param>
    /// <param name="limit">How many are wanted.</param>
    /// <param name="cursorOf">The cursor behind a row.</param>
    /// <param name="view">The row as it is answered.</param>
    public static Page<TView> Page<T, TView>(IReadOnlyList<T> found, int limit, Func<T, string> cursorOf, Func<T, TView> view) => new(
        [.. found.Take(limit).Select(view)], found.Count > limit ? cursorOf(found[limit - 1]) : null);

    /// <summary>All rows on one page.</summary>
    public static Page<T> Whole<T>(IReadOnlyList<T> rows) => new(rows, null);

    private static Refused Strange() => Refused.Malformed("the cursor is none of this list: take it from the page before, as it is", "cursor");
}
