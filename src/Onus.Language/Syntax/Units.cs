using System.Collections.Immutable;

namespace Onus.Language.Syntax;

/// <summary>The words for units of time, singular and plural.</summary>
internal static class Units
{
    /// <summary>All words, the two of a unit side by side; <c>business</c> stands before day and days.</summary>
    public static ImmutableArray<string> Words { get; } =
    [
        "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months",
        "year", "years",
    ];

    /// <summary>The unit of a word.</summary>
    public static bool TryFind(string word, out QuantityUnit unit)
    {
        var index = Words.IndexOf(word, StringComparer.Ordinal);
        unit = index < 0 ? default : QuantityUnit.Second + (byte)(index / 2);
        return index >= 0;
    }
}
