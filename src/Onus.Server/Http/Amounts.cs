using Onus.Core;

namespace Onus.Server;

/// <summary>Amounts as text in units of a book, such as <c>500.00</c>.</summary>
internal static class Amounts
{
    private const int MostCharacters = 64, MostDigits = 30;

    /// <summary>The text of minor units; without separators, so that a program reads it too.</summary>
    public static string Text(UInt128 minor, int digits)
    {
        var text = minor.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        return digits == 0 ? text : $"{text[..^digits]}.{text[^digits..]}";
    }

    /// <summary>Credits less debits, with a sign where it is negative.</summary>
    public static string Difference(UInt128 credits, UInt128 debits, int digits) =>
        debits > credits ? "-" + Text(debits - credits, digits) : Text(credits - debits, digits);

    /// <summary>The minor units of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="digits">The digits of the unit; null where no account of it is known: the ledger refuses for that, and the amount
    /// is kept as it was written.</param>
    /// <param name="pointer">Where it stands.</param>
    /// <exception cref="Refused">It is no amount with so many digits.</exception>
    public static UInt128 Parse(string text, int? digits, string pointer) =>
        text.Length is > 0 and <= MostCharacters && Money.TryParseMinor(text, digits ?? DigitsWritten(text), out var minor)
            ? minor
            : throw Refused.Malformed($"'{Shown(text)}' is no amount: write it like {Text(100_000, digits ?? 2)}", pointer);

    /// <summary>The minor units of a text; null for none.</summary>
    public static UInt128? ParseOrNone(string? text, int? digits, string pointer) => text is null ? null : Parse(text, digits, pointer);

    private static int DigitsWritten(string text) =>
        text.LastIndexOf('.') is var dot and >= 0 ? Math.Min(text.Length - dot - 1, MostDigits) : 0;

    private static string Shown(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters] + "...";
}
