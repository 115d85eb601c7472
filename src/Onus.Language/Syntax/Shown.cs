using System.Globalization;
using System.Text;

namespace Onus.Language.Syntax;

/// <summary>Makes source text fit to stand in a one-line message.</summary>
internal static class Shown
{
    private const int MaxLength = 60;

    /// <summary>The text, shortened, with control and invisible characters as their code points.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= MaxLength) return shown.Append("...").ToString();
            var c = rune.IsBmp ? (char)rune.Value : 'x';
            if (char.IsControl(c) || DeceptiveCharacters.IsInvisible(c) || DeceptiveCharacters.IsBidirectional(c))
                shown.Append(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>");
            else shown.Append(rune.ToString());
        }

        return shown.ToString();
    }
}
