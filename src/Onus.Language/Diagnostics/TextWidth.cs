using System.Text;
using Onus.Language.Syntax;

namespace Onus.Language;

/// <summary>Keeps underlines under their words: wide characters take two columns, a tab is shown as one space.</summary>
internal static class TextWidth
{
    /// <summary>Blanks as wide as the text is shown.</summary>
    public static string Blank(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes()) width += Of(rune);
        return new string(' ', width);
    }

    /// <summary>The text with everything that would disturb a terminal made visible or blank.</summary>
    public static string Printable(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var c = rune.IsBmp ? (char)rune.Value : 'x';
            if (char.IsControl(c)) shown.Append(' ');
            else if (DeceptiveCharacters.IsBidirectional(c)) shown.Append('?');
            else shown.Append(rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>How many columns a terminal gives a character: two for East Asian wide and full-width ones.</summary>
    public static int Of(Rune rune) => rune.Value switch
    {
        >= 0x300 and <= 0x36F or >= 0x200B and <= 0x200D or 0x2060 or 0xFEFF => 0,
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6
            or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD => 2,
        _ => 1,
    };
}
