using Onus.Language.Syntax;

namespace Onus.Language.Formatting;

/// <summary>Finds the comments of a source: those that end a line, and those that stand on lines of their own.</summary>
internal sealed class Comments
{
    private readonly Dictionary<SyntaxToken, SyntaxToken?> _next = [];
    private readonly SourceText _source;
    private readonly TextSpan _part;

    public Comments(SyntaxTree tree, TextSpan part)
    {
        _source = tree.Source;
        _part = part;
        SyntaxToken? last = null;
        foreach (var token in tree.Root.Tokens())
        {
            if (last is not null) _next[last] = token;
            last = token;
        }

        End = last!;
    }

    /// <summary>The end token, whose trivia are the last lines of the file.</summary>
    public SyntaxToken End { get; }

    /// <summary>The lines of comments before a token, each with <c>--</c>; an empty string is a blank line between or after them.</summary>
    public IReadOnlyList<string> Before(SyntaxToken token)
    {
        var lines = Lines(token);
        var own = new List<string>();
        foreach (var line in lines.Skip(StartsPart(token) ? 0 : 1))
        {
            if (line.Length > 0) own.Add(line);
            else if (own.Count > 0 && own[^1].Length > 0) own.Add("");
        }

        return own;
    }

    /// <summary>The comment that ends the line of a token; empty where there is none.</summary>
    public string After(SyntaxToken token)
    {
        if (!_next.TryGetValue(token, out var next) || next is null || StartsPart(next)) return "";
        return Lines(next)[0];
    }

    /// <summary>Every comment between the tokens of an element, in order.</summary>
    public IReadOnlyList<string> Inside(IReadOnlyList<SyntaxToken> tokens)
    {
        var inside = new List<string>();
        foreach (var token in tokens.Skip(1)) inside.AddRange(Lines(token).Where(l => l.Length > 0));
        return inside;
    }

    // The trivia before a token, line by line and trimmed; the first line belongs to the token before.
    private string[] Lines(SyntaxToken token)
    {
        var start = Math.Max(token.Trivia.Start, _part.Start);
        var end = Math.Min(token.Trivia.End, _part.End);
        if (end <= start) return [""];
        var lines = _source.Text[start..end].Split('\n').Select(l => l.Trim().TrimStart('\uFEFF')).ToArray();

        // What stands between the last line end and the token is its indentation, not a line.
        return lines.Length > 1 && lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private bool StartsPart(SyntaxToken token) => token.Trivia.Start <= _part.Start;
}
