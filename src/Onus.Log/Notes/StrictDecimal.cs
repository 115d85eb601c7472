using System.Buffers.Text;
using Onus.Core;

namespace Onus.Log.Notes;

/// <summary>An unsigned number in ASCII decimal with no sign and no leading zero, as every C2SP format writes it.</summary>
internal static class StrictDecimal
{
    /// <summary>The digits of the largest 64-bit number.</summary>
    public const int MaxDigits = 20;

    /// <summary>Reads the number; false for any other text, or one above 64 bits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > MaxDigits || (text[0] == '0' && text.Length > 1)) return false;
        return Utf8Parser.TryParse(text, out value, out var consumed, 'D') && consumed == text.Length && text[0] != '+';
    }

    /// <summary>Writes the number and answers its length.</summary>
    public static int Format(ulong value, Span<byte> text)
    {
        var ok = Utf8Formatter.TryFormat(value, text, out var written);
        Invariant.Holds(ok);
        return written;
    }
}
