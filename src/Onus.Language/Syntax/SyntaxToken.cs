namespace Onus.Language.Syntax;

/// <summary>The kinds of token.</summary>
internal enum TokenKind : byte
{
    /// <summary>A lower-case word: a reserved word or a name.</summary>
    Word,

    /// <summary><c>party/name</c></summary>
    Account,

    /// <summary>Upper-case letters: a currency or a jurisdiction.</summary>
    Code,
    Number,
    Date,
    String,
    Url,
    Comma,
    Percent,
    EqualsSign,
    OpenParenthesis,
    CloseParenthesis,

    /// <summary>Something that is no token of the language; its fault says why.</summary>
    Bad,

    /// <summary>The end of the file, which carries the last trivia.</summary>
    End,
}

/// <summary>A token or a node; together they hold every character of the source.</summary>
internal abstract class SyntaxElement
{
    /// <summary>The place with the white space and comments before it.</summary>
    public abstract TextSpan FullSpan { get; }

    /// <summary>The place without them.</summary>
    public abstract TextSpan Span { get; }
}

/// <summary>A word, number, string or sign, with the trivia (white space, comments, Markdown) before it.</summary>
internal sealed class SyntaxToken(TokenKind kind, int fullStart, int start, string text) : SyntaxElement
{
    public TokenKind Kind { get; } = kind;

    /// <summary>The characters of the token; empty for one that the parser had to invent.</summary>
    public string Text { get; } = text;

    /// <summary>Whether the token is the first of its line.</summary>
    public bool StartsLine { get; init; }

    /// <summary>Whether the token stands in the first column.</summary>
    public bool InFirstColumn { get; init; }

    /// <summary>What the lexer found wrong with it; said when the parser takes the token, not when it skips it.</summary>
    public Diagnostic? Fault { get; init; }

    /// <summary>Whether the parser invented it because something else stood here.</summary>
    public bool IsMissing { get; init; }

    public int Start { get; } = start;

    public override TextSpan Span => new(Start, Text.Length);

    public override TextSpan FullSpan => TextSpan.FromBounds(fullStart, Start + Text.Length);

    /// <summary>The place of the trivia before the token.</summary>
    public TextSpan Trivia => TextSpan.FromBounds(fullStart, Start);

    /// <summary>Whether this is that word.</summary>
    public bool Is(string word) => Kind == TokenKind.Word && Text == word;

    /// <summary>The title or path inside the quotes, with doubled quotes made single.</summary>
    public string StringValue
    {
        get
        {
            if (Kind != TokenKind.String) return "";
            var closed = Text.Length > 1 && Text[^1] == '"';
            return Text[1..(closed ? ^1 : ^0)].Replace("\"\"", "\"", StringComparison.Ordinal);
        }
    }
}
