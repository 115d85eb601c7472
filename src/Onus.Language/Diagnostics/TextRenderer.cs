using System.Globalization;
using System.Text;

namespace Onus.Language;

/// <summary>Prints diagnostics for people: title, the lines with the places underlined, the witness, one fix, where to read
/// more.</summary>
public static class TextRenderer
{
    // A longer source line is cut around the place, so that one message always fits a screen.
    private const int MaxLine = 110;

    /// <summary>All diagnostics of a bag, sorted by place, and a last line that counts them.</summary>
    public static string Render(CheckResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        foreach (var diagnostic in result.Diagnostics)
        {
            Append(text, diagnostic, result.Source);
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One diagnostic, in as many lines as it needs.</summary>
    public static string Render(Diagnostic diagnostic, Syntax.SourceText source)
    {
        var text = new StringBuilder();
        Append(text, diagnostic, source);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Diagnostic diagnostic, Syntax.SourceText source)
    {
        var word = diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };
        text.Append(CultureInfo.InvariantCulture, $"{word}[{diagnostic.Code.Text()}] {diagnostic.Title}\n");
        var places = diagnostic.Secondary.Prepend(diagnostic.Primary).ToArray();
        var width = places.Max(p => source.LineOf(p.Span.Start)).ToString(CultureInfo.InvariantCulture).Length;
        var margin = new string(' ', width);
        text.Append(CultureInfo.InvariantCulture, $"{margin}+- {source.Path}:{source.LineOf(diagnostic.Primary.Span.Start)}\n");
        text.Append(CultureInfo.InvariantCulture, $"{margin}|\n");
        for (var i = 0; i < places.Length; i++)
        {
            if (i > 0) text.Append(CultureInfo.InvariantCulture, $"{margin}:\n");
            AppendPlace(text, places[i], i == 0, source, width);
        }

        var notes = diagnostic.Cases.Select(c => ("case", c)).Concat(diagnostic.Near.Select(n => ("near", n)));
        if (diagnostic.Fix is not null) notes = notes.Append(("fix", diagnostic.Fix.Text));
        text.Append(CultureInfo.InvariantCulture, $"{margin}|\n");
        AppendNotes(text, margin, [.. notes, ("more", $"onus explain {diagnostic.Code.Text()}")]);
    }

    private static void AppendPlace(StringBuilder text, Place place, bool primary, Syntax.SourceText source, int width)
    {
        var number = source.LineOf(place.Span.Start);
        var line = source.LineText(number);
        if (line.AsSpan().IndexOfAnyInRange('\0', '\b') >= 0) line = "(not text)";
        var column = source.ColumnOf(place.Span.Start) - 1;
        var length = Math.Clamp(place.Span.Length, 1, Math.Max(1, line.Length - column));
        var cut = 0;
        if (line.Length > MaxLine && column > MaxLine / 2) cut = Math.Min(column - MaxLine / 2, line.Length - MaxLine);
        var shown = line.Substring(cut, Math.Min(MaxLine, line.Length - cut));
        var mark = new string(primary ? '^' : '-', Math.Clamp(length, 1, Math.Max(1, MaxLine - (column - cut))));
        var before = TextWidth.Blank(shown.AsSpan(0, Math.Min(column - cut, shown.Length)));
        text.Append(number.ToString(CultureInfo.InvariantCulture).PadLeft(width)).Append("| ");
        text.Append(TextWidth.Printable(shown)).Append('\n');
        text.Append(' ', width).Append("| ").Append(before).Append(mark);
        if (place.Label.Length > 0) text.Append(' ').Append(place.Label);
        text.Append('\n');
    }

    private static void AppendNotes(StringBuilder text, string margin, (string Word, string Text)[] notes)
    {
        var last = "";
        foreach (var (word, note) in notes)
        {
            var lines = note.Split('\n');
            var head = word == last ? new string(' ', word.Length + 3) : $"= {word}:";
            text.Append(CultureInfo.InvariantCulture, $"{margin}{head} {lines[0]}\n");
            foreach (var line in lines.Skip(1)) text.Append(margin).Append(' ', word.Length + 4).Append(line).Append('\n');
            last = word;
        }
    }
}
