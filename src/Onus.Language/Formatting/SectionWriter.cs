using System.Text;
using Onus.Language.Syntax;

namespace Onus.Language.Formatting;

/// <summary>Writes sections with the comments that belong to them, one blank line between any two.</summary>
internal sealed class SectionWriter(Comments comments)
{
    private readonly StringBuilder _text = new();

    /// <summary>A section with each clause on a line of its own.</summary>
    public void WriteBlock(SectionSyntax section)
    {
        Separate(section.Word);
        var firstClause = section.Clauses.IsEmpty ? int.MaxValue : section.Clauses[0].Span.Start;
        var header = section.Kind == SectionKind.Facts
            ? [section.Word]
            : section.Tokens().TakeWhile(t => t.Start < firstClause).ToArray();
        WriteElement(header, ClauseLayout.Fill(header, 0, ClauseLayout.Column), indent: 0);
        foreach (var fact in FactLines(section))
        {
            WriteOwn(comments.Before(fact.Tokens[0]), ClauseLayout.Indent);
            WriteElement(fact.Tokens, fact.Lines, ClauseLayout.Indent);
        }

        for (var i = 0; i < section.Clauses.Length; i++)
        {
            var tokens = section.Clauses[i].Tokens().ToArray();
            WriteOwn(comments.Before(tokens[0]), ClauseLayout.Indent);
            var lines = ClauseLayout.Lines(section.Clauses[i]);
            if (section.Clauses[i].Kind == ClauseKind.KeepFor && i + 1 < section.Clauses.Length
                && section.Clauses[i + 1].Kind == ClauseKind.KeepFrom)
            {
                // `for Q from closing` is one sentence.
                var from = section.Clauses[++i].Tokens().ToArray();
                lines[^1] += " " + TokenText.Join(from);
                tokens = [.. tokens, .. from];
            }

            WriteElement(tokens, lines, ClauseLayout.Indent);
        }
    }

    /// <summary>Sections of one kind on one line each, their parts in columns.</summary>
    public void WriteTable(IReadOnlyList<SectionSyntax> sections)
    {
        Separate(sections[0].Word);
        var rows = sections.Select(Cells).ToArray();
        var widths = new int[rows.Max(r => r.Count)];
        for (var i = 0; i < widths.Length; i++)
        {
            // A column as wide as its widest cell; one very long text does not push the others away.
            var cells = rows.Where(r => r.Count > i + 1).Select(r => TokenText.Width(r[i])).DefaultIfEmpty(0);
            widths[i] = cells.Max() is var widest && widest <= 48 ? widest : 0;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var tokens = sections[i].Tokens().ToArray();
            WriteElement(tokens, Row(rows[i], widths), indent: 0);
        }
    }

    /// <summary>The whole text, with the comments at its end and without the last line's end.</summary>
    public string Finish()
    {
        var last = comments.Before(comments.End);
        if (last.Count > 0 && _text.Length > 0) _text.Append('\n');
        WriteOwn(last, 0);
        return _text.ToString().TrimEnd('\n');
    }

    private void Separate(SyntaxToken first)
    {
        if (_text.Length > 0) _text.Append('\n');
        WriteOwn(comments.Before(first), 0);
    }

    private void WriteElement(IReadOnlyList<SyntaxToken> tokens, List<string> lines, int indent)
    {
        // A comment between the words of one clause has no line of its own in the layout; it moves above.
        WriteOwn(comments.Inside(tokens), indent);
        var after = comments.After(tokens[^1]);
        if (after.Length > 0) lines[^1] += "  " + after;
        foreach (var line in lines) _text.Append(line.TrimEnd()).Append('\n');
    }

    private void WriteOwn(IReadOnlyList<string> lines, int indent)
    {
        foreach (var line in lines)
        {
            if (line.Length > 0) _text.Append(' ', indent).Append(line);
            _text.Append('\n');
        }
    }

    private static List<string> Cells(SectionSyntax section)
    {
        var cells = new List<string>();
        var head = section.Subjects.IsEmpty
            ? section.Name is null ? TokenText.Join(section.Tokens()) : $"{section.Word.Text} {section.Name.Text}"
            : $"{section.Word.Text} {section.Subjects[0].Text}";
        cells.Add(head);
        if (section.Title is not null) cells.Add(section.Title.Text);
        cells.AddRange(section.Clauses.Select(c => TokenText.Join(c.Tokens())));
        return cells;
    }

    private static List<string> Row(List<string> cells, int[] widths)
    {
        var lines = new List<string> { "" };
        var hang = widths[0] == 0 ? ClauseLayout.Column : widths[0] + 1;
        for (var i = 0; i < cells.Count; i++)
        {
            var gap = i == 0 ? "" : i == 1 ? " " : "  ";
            if (i > 1 && TokenText.Width(lines[^1] + gap + cells[i]) > ClauseLayout.MaxWidth)
            {
                lines.Add(new string(' ', hang) + TokenText.Pad(cells[i], widths[i]));
                continue;
            }

            lines[^1] += gap + TokenText.Pad(cells[i], widths[i]);
        }

        return lines;
    }

    private static IEnumerable<(SyntaxToken[] Tokens, List<string> Lines)> FactLines(SectionSyntax section)
    {
        var width = section.Facts.Select(f => f.Name.Text.Length).DefaultIfEmpty(0).Max();
        var column = ClauseLayout.Indent + width + 2;
        foreach (var fact in section.Facts)
        {
            var tokens = fact.Tokens().ToArray();
            var lines = ClauseLayout.Fill(tokens[1..], column, column);
            lines[0] = TokenText.Pad(new string(' ', ClauseLayout.Indent) + tokens[0].Text, column) + lines[0];
            yield return (tokens, lines);
        }
    }
}
