using Onus.Language.Syntax;

namespace Onus.Language.Formatting;

/// <summary>Breaks a clause into lines: its words in the first column, what they say in the second.</summary>
internal static class ClauseLayout
{
    /// <summary>Where clauses start.</summary>
    public const int Indent = 2;

    /// <summary>Where what a clause says starts.</summary>
    public const int Column = 16;

    /// <summary>The column that a line should not pass.</summary>
    public const int MaxWidth = 110;

    /// <summary>The lines of a clause, with their indentation.</summary>
    public static List<string> Lines(ClauseSyntax clause)
    {
        var tokens = clause.Tokens().ToArray();
        var words = Keywords.Of(clause.Kind).Parts.Length;
        var head = new string(' ', Indent) + TokenText.Join(tokens.Take(words));
        var rest = tokens.Skip(words).ToArray();
        if (rest.Length == 0) return [head];

        // `if unfunded, then S`: the comma belongs to the words.
        if (rest[0].Kind == TokenKind.Comma) return [head + TokenText.Join(rest)];
        var first = head.Length < Column ? TokenText.Pad(head, Column) : head + " ";
        var lines = Content(clause, rest, first.Length);
        lines[0] = first + lines[0];
        return lines;
    }

    /// <summary>The tokens in as few lines as fit, broken after commas and before <c>and</c>; all but the first are indented.</summary>
    public static List<string> Fill(IReadOnlyList<SyntaxToken> tokens, int firstColumn, int column)
    {
        var lines = new List<string>();
        var line = new List<SyntaxToken>();
        foreach (var chunk in Chunks(tokens))
        {
            var start = lines.Count == 0 ? firstColumn : column;
            if (line.Count > 0 && start + TokenText.Width(TokenText.Join(line.Concat(chunk))) > MaxWidth)
            {
                lines.Add(TokenText.Join(line));
                line.Clear();
            }

            line.AddRange(chunk);
        }

        lines.Add(TokenText.Join(line));
        for (var i = 1; i < lines.Count; i++)
        {
            var hang = lines[i].StartsWith("and ", StringComparison.Ordinal) ? 4 : 0;
            lines[i] = new string(' ', Math.Max(0, column - hang)) + lines[i];
        }

        return lines;
    }

    private static List<string> Content(ClauseSyntax clause, SyntaxToken[] tokens, int firstColumn)
    {
        // One move a line: each is a sentence of its own.
        if (clause is MovesClauseSyntax { Moves.Length: > 1 }) return Split(tokens, firstColumn, TokenKind.Comma, null);
        var fits = firstColumn + TokenText.Width(TokenText.Join(tokens)) <= MaxWidth;
        if (fits) return [TokenText.Join(tokens)];
        return clause is WhenClauseSyntax or ReplacementClauseSyntax
            ? Split(tokens, firstColumn, null, "or")
            : Fill(tokens, firstColumn, Column);
    }

    // Breaks after every comma, or before every `or` that stands in no parentheses.
    private static List<string> Split(SyntaxToken[] tokens, int firstColumn, TokenKind? after, string? before)
    {
        var lines = new List<string>();
        var part = new List<SyntaxToken>();
        var depth = 0;
        foreach (var token in tokens)
        {
            depth += token.Kind == TokenKind.OpenParenthesis ? 1 : token.Kind == TokenKind.CloseParenthesis ? -1 : 0;
            if (before is not null && depth == 0 && part.Count > 0 && token.Is(before)) Flush();
            part.Add(token);
            if (token.Kind == after) Flush();
        }

        if (part.Count > 0) Flush();
        return lines;

        void Flush()
        {
            var hang = before is not null && part[0].Is(before) ? before.Length + 1 : 0;
            var start = lines.Count == 0 ? firstColumn : Column - hang;
            var filled = Fill(part, start, Column);
            if (lines.Count > 0) filled[0] = new string(' ', start) + filled[0];
            lines.AddRange(filled);
            part.Clear();
        }
    }

    private static IEnumerable<List<SyntaxToken>> Chunks(IReadOnlyList<SyntaxToken> tokens)
    {
        var chunk = new List<SyntaxToken>();
        foreach (var token in tokens)
        {
            if (token.Is("and") && chunk.Count > 0)
            {
                yield return chunk;
                chunk = [];
            }

            chunk.Add(token);
            if (token.Kind != TokenKind.Comma) continue;
            yield return chunk;
            chunk = [];
        }

        if (chunk.Count > 0) yield return chunk;
    }
}
