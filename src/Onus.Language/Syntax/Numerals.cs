using System.Buffers;
using System.Globalization;
using Onus.Core;

namespace Onus.Language.Syntax;

/// <summary>The written forms of numbers and dates.</summary>
internal static class Numerals
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("0123456789,.");

    private static readonly SearchValues<char> DateSigns = SearchValues.Create("0123456789-");

    /// <summary>Tells a number from a date, and what is odd about what is neither.</summary>
    public static TokenKind Classify(ReadOnlySpan<char> text, out string? fault, out string? repair)
    {
        fault = null;
        repair = null;
        if (text.Length == 10 && text[4] == '-' && text[7] == '-')
        {
            if (!TryDate(text, out _)) fault = "is no date: there is no such day";
            return fault is null ? TokenKind.Date : TokenKind.Bad;
        }

        if (text.Count('-') == 2 && text.IndexOfAnyExcept(DateSigns) < 0)
        {
            fault = "is no date: write year, month and day, such as 2027-01-31";
            return TokenKind.Bad;
        }

        if (IsNumber(text)) return TokenKind.Number;
        var letters = text.IndexOfAnyInRange('a', 'z');
        if (letters > 0 && IsNumber(text[..letters]) && text[letters..].IndexOfAnyExceptInRange('a', 'z') < 0)
        {
            fault = "is no number: a space is missing between the number and its unit";
            repair = $"{text[..letters]} {text[letters..]}";
        }
        else if (text.Length > 1 && text[0] == '0' && char.IsAsciiDigit(text[1]))
        {
            fault = "is no number: it starts with 0";
        }
        else if (text.IndexOfAnyExcept(Signs) >= 0)
        {
            fault = "is no number: only digits, thousands commas and one decimal point belong in it";
        }
        else
        {
            fault = "is no number: commas stand between groups of three digits, and a point before the decimals";
            var digits = text.ToString().Replace(",", "", StringComparison.Ordinal);
            if (text.LastIndexOf(',') is > 0 and var comma && text.Length - comma == 3 && !text.Contains('.'))
                repair = $"{text[..comma]}.{text[(comma + 1)..]}";
            else if (IsNumber(digits)) repair = digits;
        }

        return TokenKind.Bad;
    }

    /// <summary>Reads a date that <see cref="Classify"/> found to be one.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>Reads a whole number with or without thousands commas.</summary>
    public static bool TryWhole(ReadOnlySpan<char> text, out UInt128 value) => Money.TryParseMinor(text, 0, out value);

    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        var fraction = point < 0 ? 0 : text.Length - point - 1;
        return Money.TryParseMinor(text, fraction, out _);
    }
}
