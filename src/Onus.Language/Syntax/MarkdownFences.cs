namespace Onus.Language.Syntax;

/// <summary>The parts of a Markdown file that are prose; fences marked <c>onus</c> hold the product.</summary>
internal sealed class MarkdownFences
{
    // Stretches of prose, the fence lines included, in order and disjoint.
    private readonly List<TextSpan> _prose = [];
    private int _next;

    private MarkdownFences(SourceText source)
    {
        var start = 0;
        var open = false;
        for (var line = 1; line <= source.LineCount; line++)
        {
            var text = source.LineText(line).AsSpan().Trim();
            if (!text.StartsWith("```", StringComparison.Ordinal)) continue;
            var after = line < source.LineCount ? source.StartOfLine(line + 1) : source.Text.Length;
            if (!open && text[3..].Trim() is "onus")
            {
                _prose.Add(TextSpan.FromBounds(start, after));
                open = true;
            }
            else if (open)
            {
                start = source.StartOfLine(line);
                open = false;
            }
        }

        if (!open && start < source.Text.Length) _prose.Add(TextSpan.FromBounds(start, source.Text.Length));
    }

    /// <summary>The prose of a file whose name ends in <c>.md</c>; null for a plain product.</summary>
    public static MarkdownFences? Of(SourceText source) =>
        source.Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? new MarkdownFences(source) : null;

    /// <summary>The stretches of prose.</summary>
    public IReadOnlyList<TextSpan> Prose => _prose;

    /// <summary>Moves behind the prose that starts at or before the position, if any.</summary>
    public bool SkipProse(ref int position)
    {
        while (_next < _prose.Count && _prose[_next].End <= position) _next++;
        if (_next == _prose.Count || _prose[_next].Start > position) return false;
        position = _prose[_next].End;
        return true;
    }
}
