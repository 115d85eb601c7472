using System.Text;

namespace Onus.Language.Diagrams;

/// <summary>Breaks a title into lines of a given width; what does not fit in the last ends in an ellipsis.</summary>
internal static class TextWrap
{
    private const string Ellipsis = "…";

    /// <summary>Gets at most <paramref name="maxLines"/> lines, none wider than <paramref name="width"/>.</summary>
    public static IReadOnlyList<string> Lines(string text, int width, int fontSize, int maxLines, bool bold = false)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var piece in Pieces(text))
        {
            var longer = line.Length == 0 ? piece.TrimStart() : line + piece;
            if (TextMeasure.Of(longer.TrimEnd(), fontSize, bold) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0) lines.Add(line.TrimEnd());
            line = piece.TrimStart();
            if (lines.Count == maxLines) break;
        }

        if (lines.Count < maxLines && line.Length > 0) lines.Add(line.TrimEnd());
        else if (lines.Count == maxLines && line.Length > 0) lines[^1] += Ellipsis;
        for (var i = 0; i < lines.Count; i++) lines[i] = Fit(lines[i], width, fontSize, bold);
        return lines;
    }

    /// <summary>Gets the text itself if it fits, else its beginning and an ellipsis.</summary>
    public static string Fit(string text, int width, int fontSize, bool bold = false)
    {
        if (TextMeasure.Of(text, fontSize, bold) <= width) return text;
        var shorter = text.EndsWith(Ellipsis, StringComparison.Ordinal) ? text[..^1] : text;
        while (shorter.Length > 0 && TextMeasure.Of(shorter + Ellipsis, fontSize, bold) > width)
        {
            var cut = shorter.Length >= 2 && char.IsLowSurrogate(shorter[^1]) ? 2 : 1;
            shorter = shorter[..^cut].TrimEnd();
        }

        return shorter + Ellipsis;
    }

    // A piece is what may not be broken: a word with the space before it, or one full-width character with the
    // closing marks behind it, which may not begin a line.
    private static List<string> Pieces(string text)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        var (inSpace, wide) = (false, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var space = Rune.IsWhiteSpace(rune);
            var starts = (space && !inSpace) || ((wide || TextMeasure.IsFullWidth(rune)) && !Closes(rune));
            if (piece.Length > 0 && starts)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(space ? " " : rune.ToString());
            (inSpace, wide) = (space, TextMeasure.IsFullWidth(rune));
        }

        if (piece.Length > 0) pieces.Add(piece.ToString());
        return pieces;
    }

    private static bool Closes(Rune rune) =>
        rune.IsBmp && "，。、；：？！）】」』》〉’”％".Contains((char)rune.Value, StringComparison.Ordinal);
}
