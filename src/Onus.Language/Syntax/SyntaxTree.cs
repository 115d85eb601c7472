using System.Text;

namespace Onus.Language.Syntax;

/// <summary>A source and its tree; the tree gives back exactly the source, whatever its faults.</summary>
internal sealed class SyntaxTree
{
    private SyntaxTree(SourceText source, ProductSyntax root)
    {
        Source = source;
        Root = root;
    }

    public SourceText Source { get; }

    public ProductSyntax Root { get; }

    /// <summary>Reads a source; the faults go into the bag.</summary>
    public static SyntaxTree Parse(SourceText source, DiagnosticBag bag) =>
        new(source, ProductParser.Parse(Lexer.Lex(source, bag), bag));

    /// <summary>The token at a position, or the one before it when the position is between tokens.</summary>
    public SyntaxToken TokenAt(int position) =>
        Root.Tokens().LastOrDefault(t => t.FullSpan.Start <= position && t.Kind != TokenKind.End)
        ?? Root.Tokens().Last();

    /// <summary>The source, put together from the tree.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Source.Text.Length);
        Root.WriteTo(text, Source);
        return text.ToString();
    }
}
