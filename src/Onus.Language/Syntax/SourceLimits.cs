using System.Globalization;

namespace Onus.Language.Syntax;

/// <summary>What a file must be before it is read as a product: UTF-8 text of a bounded size.</summary>
internal static class SourceLimits
{
    /// <summary>The longest source in characters; a 400-line product has about 16,000.</summary>
    public const int MaxLength = 1_000_000;

    /// <summary>How deep conditions may nest.</summary>
    public const int MaxDepth = 64;

    /// <summary>Whether the source can be read; otherwise one diagnostic says why not.</summary>
    public static bool IsReadable(SourceText source, DiagnosticBag bag)
    {
        var text = source.Text;
        if (text.StartsWith("\uDCFF\uDCFE", StringComparison.Ordinal) || text.StartsWith("\uDCFE\uDCFF", StringComparison.Ordinal)
            || (text.Length > 3 && text[0] != 0 && text[1] == 0 && text[3] == 0))
            return Refuse(bag, 0, "this file is UTF-16, not UTF-8", "save it as UTF-8");
        if (text.Length > MaxLength)
        {
            return Refuse(bag, MaxLength,
                string.Create(CultureInfo.InvariantCulture, $"this file has {text.Length:N0} characters, {MaxLength:N0} at most"),
                "a product fits in far less; is this the right file?");
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c >= ' ' && !char.IsSurrogate(c) && c != '\x7F' || c is '\n' or '\r' or '\t') continue;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            return char.IsSurrogate(c)
                ? Refuse(bag, i, Hex("byte 0x{0:X2} is not UTF-8", c & 0xFF), "save the file as UTF-8")
                : Refuse(bag, i, Hex("byte 0x{0:X2} is no text", c), "this looks like a binary file, not a product");
        }

        return true;
    }

    private static string Hex(string format, int value) => string.Format(CultureInfo.InvariantCulture, format, value);

    private static bool Refuse(DiagnosticBag bag, int position, string title, string fix)
    {
        bag.Add(Diagnostic.Of(DiagnosticCode.Unreadable, title, new TextSpan(position, 0)) with { Fix = new Fix(fix) });
        return false;
    }
}
