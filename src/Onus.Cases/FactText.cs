using System.Globalization;
using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>Reads facts as people and programs write them, in the product's words: the inverse of how answers show them.</summary>
public static class FactText
{
    private const int MostCharacters = 200;

    private static readonly (string Word, Int128 Seconds)[] TimeUnits =
        [("second", 1), ("minute", 60), ("hour", 3_600), ("day", 86_400), ("week", 604_800)];

    /// <summary>The whole number that a text stands for.</summary>
    /// <param name="fact">The fact; not an identifier, whose token only the vault knows.</param>
    /// <param name="text">The text: <c>500.00</c> or <c>CNY 500.00</c>, a choice, <c>yes</c> or <c>no</c>, an RFC 3339 instant,
    /// seconds or <c>12 days</c>, <c>25%</c>, a whole number.</param>
    /// <param name="value">The value.</param>
    /// <param name="problem">What is wrong and how to write it, in one line.</param>
    public static bool TryParse(Fact fact, string text, out Int128 value, out string problem)
    {
        ArgumentNullException.ThrowIfNull(fact);
        ArgumentNullException.ThrowIfNull(text);
        (value, problem) = (default, "");
        if (text.Length <= MostCharacters && Parse(fact, text) is { } parsed)
        {
            value = parsed;
            return true;
        }

        problem = $"'{(text.Length <= MostCharacters ? text : text[..MostCharacters] + "...")}' is no value of {fact.Name}: write {Form(fact)}";
        return false;
    }

    /// <summary>How a value of the fact is written, for a message or a form.</summary>
    public static string Form(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return fact.Kind switch
        {
            FactKind.Money => $"an amount of {fact.Currency.Code} such as {Example(fact.Currency)}",
            FactKind.OneOf => "one of " + string.Join(", ", fact.Values),
            FactKind.YesNo => "yes or no",
            FactKind.Instant => "an instant such as 2026-01-31T09:00:00Z",
            FactKind.Duration => "seconds, or a time such as 12 days",
            FactKind.Share => "a percentage such as 25%",
            FactKind.Count or FactKind.Total => "nothing: the log keeps it itself",
            _ => "a whole number",
        };
    }

    private static Int128? Parse(Fact fact, string text)
    {
        switch (fact.Kind)
        {
            case FactKind.Money:
                var number = text.StartsWith(fact.Currency.Code + " ", StringComparison.Ordinal) ? text.AsSpan(4) : text;
                return Money.TryParseMinor(number, fact.Currency.MinorDigits, out var minor) && minor <= (UInt128)Int128.MaxValue ? (Int128)minor : null;
            case FactKind.OneOf:
                return fact.Values.IndexOf(text) is var place and >= 0 ? place : null;
            case FactKind.YesNo:
                return text switch { "yes" => 1, "no" => 0, _ => null };
            case FactKind.Instant:
                return LogTime.TryParse(text, out var time) ? time.Nanoseconds : null;
            case FactKind.Duration:
                return Duration(text);
            case FactKind.Share:
                return Number(text.EndsWith('%') ? text[..^1] : text);
            case FactKind.Count or FactKind.Total or FactKind.Identifier:
                return null;
            default:
                return Number(text);
        }
    }

    private static Int128? Duration(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0) return Number(text);
        var unit = text[(space + 1)..].TrimEnd('s');
        foreach (var (word, seconds) in TimeUnits)
            if (word == unit) return Number(text[..space]) is { } count && count <= long.MaxValue ? count * seconds : null;
        return null;
    }

    private static Int128? Number(string text) =>
        Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Example(Currency currency) => currency.MinorDigits == 0 ? "500" : "500." + new string('0', currency.MinorDigits);
}
