using System.Buffers;
using System.Globalization;
using System.Text;

namespace Onus.Language.Syntax;

/// <summary>Finds characters that make a text read otherwise than it is: direction marks, invisible ones, look-alikes.</summary>
internal static class DeceptiveCharacters
{
    // Cyrillic and Greek letters that most fonts draw as Latin ones, and the Latin ones in the same order.
    private const string Twins = "аеорсухіјѕһԁԛԝьАВЕКМНОРСТХІЈЅαονιρυκτΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private const string Latin = "aeopcyxijshdqwbABEKMHOPCTXIJSaovipuktABEZHIKMNOPTYX";

    private static readonly SearchValues<char> AnyTwin = SearchValues.Create(Twins);

    /// <summary>Whether the character changes the reading direction.</summary>
    public static bool IsBidirectional(char c) =>
        c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>Whether the character takes no room.</summary>
    public static bool IsInvisible(char c) => c is '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';

    /// <summary>The warning about a title that hides something; null where none does.</summary>
    public static Diagnostic? InTitle(ReadOnlySpan<char> text, int start)
    {
        var hidden = text.IndexOfAnyExceptInRange('\0', '\u00AC') < 0 ? -1 : FirstHidden(text);
        if (hidden < 0) return null;
        var c = text[hidden];
        var what = IsBidirectional(c) ? "turns the reading direction" : IsInvisible(c)
            ? "cannot be seen" : $"looks like the Latin letter {Latin[Twins.IndexOf(c)]}";
        return Diagnostic.Of(DiagnosticCode.DeceptiveCharacters,
            $"this title contains {CodePoint(c)}, which {what}", new TextSpan(start + hidden, 1)) with
        {
            Fix = IsBidirectional(c) || IsInvisible(c)
                ? new Fix("remove it", new TextSpan(start + hidden, 1), "")
                : new Fix($"write the Latin letter {Latin[Twins.IndexOf(c)]}",
                    new TextSpan(start + hidden, 1), Latin[Twins.IndexOf(c)].ToString()),
        };
    }

    /// <summary>The warning about a comment that changes how the lines around it are read; null where none does.</summary>
    public static Diagnostic? InComment(ReadOnlySpan<char> text, int start)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsBidirectional(text[i])) continue;
            return Diagnostic.Of(DiagnosticCode.DeceptiveCharacters,
                $"this comment contains {CodePoint(text[i])}, which turns the reading direction",
                new TextSpan(start + i, 1)) with { Fix = new Fix("remove it", new TextSpan(start + i, 1), "") };
        }

        return null;
    }

    /// <summary>The fault of a name that looks like another; null where nothing deceives.</summary>
    public static Diagnostic? InName(ReadOnlySpan<char> text, int start)
    {
        var plain = new StringBuilder(text.Length);
        var first = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var twin = Twins.IndexOf(c);
            if (twin >= 0) plain.Append(Latin[twin]);
            else if (!IsInvisible(c)) plain.Append(c);
            if (first < 0 && (twin >= 0 || IsInvisible(c))) first = i;
        }

        if (first < 0) return null;
        var span = new TextSpan(start, text.Length);
        var what = IsInvisible(text[first]) ? "cannot be seen" : $"looks like the Latin letter {Latin[Twins.IndexOf(text[first])]}";
        return Diagnostic.Of(DiagnosticCode.DeceptiveCharacters,
            $"`{Shown.Of(text)}` contains {CodePoint(text[first])}, which {what}; names are plain ASCII", span) with
        {
            Severity = Severity.Error,
            Fix = new Fix($"write {plain}", span, plain.ToString()),
        };
    }

    // A look-alike deceives only beside Latin letters: a whole word of Cyrillic or Greek is that language.
    private static int FirstHidden(ReadOnlySpan<char> text)
    {
        var wordStart = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (IsBidirectional(text[i]) || text[i] is '\u00AD' or '\u200B' or '\u2060' or '\uFEFF'))
                return i;
            if (i < text.Length && char.IsLetter(text[i])) continue;
            var word = text[wordStart..i];
            var twin = word.IndexOfAny(AnyTwin);
            if (twin >= 0 && word.IndexOfAnyInRange('A', 'z') >= 0) return wordStart + twin;
            wordStart = i + 1;
        }

        return -1;
    }

    private static string CodePoint(char c) => string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4}");
}
