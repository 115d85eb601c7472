using System.Globalization;
using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Cases.Duties;

/// <summary>Facts in words: a value as the language writes it, and of a personal fact only the cell that it lies in.</summary>
internal static class FactWords
{
    private static readonly (Int128 Seconds, string Word)[] TimeUnits =
        [((Int128)Term.SecondsPerDay, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];

    /// <summary>What a fact is: <c>amount is EUR 1,000.00</c>, <c>holder-age is at least 65</c>.</summary>
    public static string Says(Fact fact, Int128 value)
    {
        if (!fact.Personal) return $"{fact.Name} is {Value(fact, value)}";
        var at = fact.Partition.LastIndexOf(fact.Partition.Last(low => low <= value));
        var (low, high) = (fact.Partition[at], at + 1 < fact.Partition.Length ? fact.Partition[at + 1] : (Int128?)null);
        if (at == 0) return high is { } below ? $"{fact.Name} is under {Value(fact, below)}" : $"{fact.Name} is known";
        return high is { } end
            ? $"{fact.Name} is at least {Value(fact, low)} and under {Value(fact, end)}"
            : $"{fact.Name} is at least {Value(fact, low)}";
    }

    private static string Value(Fact fact, Int128 value) => fact.Kind switch
    {
        FactKind.Money or FactKind.Total when fact.Currency.IsKnown => new Money(fact.Currency, (UInt128)value).ToString(),
        FactKind.OneOf => fact.Values[(int)value],
        FactKind.YesNo => value == 1 ? "yes" : "no",
        FactKind.Share => value.ToString(CultureInfo.InvariantCulture) + "%",
        FactKind.Duration => Time(value),
        FactKind.Instant => new LogTime((ulong)value).ToString(),
        FactKind.Count => value == 1 ? "1 time" : value.ToString(CultureInfo.InvariantCulture) + " times",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private static string Time(Int128 seconds)
    {
        foreach (var (length, word) in TimeUnits)
        {
            if (seconds == 0 || seconds % length != 0) continue;
            var count = seconds / length;
            return count == 1 ? $"1 {word}" : string.Create(CultureInfo.InvariantCulture, $"{count} {word}s");
        }

        return "0 seconds";
    }
}
