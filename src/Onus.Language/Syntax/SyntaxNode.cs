using System.Collections.Immutable;
using System.Text;

namespace Onus.Language.Syntax;

/// <summary>A part of a product's text; its children, in order, hold exactly the characters of its full span.</summary>
internal abstract class SyntaxNode : SyntaxElement
{
    private ImmutableArray<SyntaxElement> _children = [];

    /// <summary>The tokens and nodes that this one is made of, also those that the parser skipped.</summary>
    public ImmutableArray<SyntaxElement> Children
    {
        get => _children;
        init => _children = value;
    }

    /// <summary>Whether something in it was missing or skipped, so that its absence proves nothing.</summary>
    public bool IsFaulty { get; private set; }

    public override TextSpan FullSpan => _children.IsEmpty
        ? default
        : TextSpan.FromBounds(_children[0].FullSpan.Start, _children[^1].FullSpan.End);

    public override TextSpan Span => _children.IsEmpty
        ? default
        : TextSpan.FromBounds(_children[0].Span.Start, _children[^1].Span.End);

    /// <summary>All tokens, in order.</summary>
    public IEnumerable<SyntaxToken> Tokens()
    {
        foreach (var child in _children)
        {
            if (child is SyntaxToken token) yield return token;
            else foreach (var inner in ((SyntaxNode)child).Tokens()) yield return inner;
        }
    }

    /// <summary>This node and all below it, in order.</summary>
    public IEnumerable<SyntaxNode> Nodes()
    {
        yield return this;
        foreach (var child in _children)
            if (child is SyntaxNode node)
                foreach (var inner in node.Nodes()) yield return inner;
    }

    /// <summary>Gives the node its children, once, when the parser has read its last token.</summary>
    internal void Adopt(ImmutableArray<SyntaxElement> children)
    {
        _children = children;
        foreach (var child in children)
            IsFaulty |= child is SkippedSyntax or SyntaxNode { IsFaulty: true } or SyntaxToken { IsMissing: true };
    }

    /// <summary>Appends the node's characters, trivia included.</summary>
    internal void WriteTo(StringBuilder text, SourceText source)
    {
        foreach (var token in Tokens()) text.Append(source.Text, token.FullSpan.Start, token.FullSpan.Length);
    }
}

/// <summary>Tokens that fit nowhere; they keep their place in the tree.</summary>
internal sealed class SkippedSyntax : SyntaxNode;
