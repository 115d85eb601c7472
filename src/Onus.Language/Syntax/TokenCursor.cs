using System.Collections.Immutable;
using Onus.Core;

namespace Onus.Language.Syntax;

/// <summary>Walks over the tokens, builds the tree's nodes, and knows at every place what could have stood there.</summary>
/// <remarks>After a fault the cursor is in <see cref="Panic"/>: nothing matches and every expected token is invented, until
/// the section parser has skipped to a place where reading makes sense again. So one fault makes one message.</remarks>
internal sealed class TokenCursor(ImmutableArray<SyntaxToken> tokens, DiagnosticBag bag)
{
    private readonly Stack<List<SyntaxElement>> _open = new();
    private readonly List<Expectation> _expected = [];
    private int _position;
    private bool _skipping;

    /// <summary>Whether a fault has been reported and not yet been recovered from.</summary>
    public bool Panic { get; private set; }

    /// <summary>What is being read, for the message: <c>the clause `owner`</c>.</summary>
    public string Reading { get; set; } = "";

    /// <summary>What could stand at the current place, in the order in which it was tried.</summary>
    public IReadOnlyList<Expectation> Expected => _expected;

    /// <summary>What could have continued the text where it ends, for an editor's completion.</summary>
    public IReadOnlyList<Expectation> ExpectedAtEnd { get; private set; } = [];

    public SyntaxToken Current => tokens[_position];

    /// <summary>The token behind the current one.</summary>
    public SyntaxToken Ahead(int count = 1) => tokens[Math.Min(_position + count, tokens.Length - 1)];

    /// <summary>Starts a node: the tokens and nodes that follow become its children.</summary>
    public void Open() => _open.Push([]);

    /// <summary>Ends the node that was started last.</summary>
    public T Close<T>(T node) where T : SyntaxNode
    {
        node.Adopt([.. _open.Pop()]);
        if (_open.Count > 0) _open.Peek().Add(node);
        return node;
    }

    /// <summary>Ends the node that was started last without making one: its children go to the node around it.</summary>
    public void Unwrap()
    {
        var children = _open.Pop();
        _open.Peek().AddRange(children);
    }

    /// <summary>Whether the current token is that word; remembers that it could be.</summary>
    public bool At(string word)
    {
        if (Panic) return false;
        _expected.Add(Expectation.OfWord(word));
        return Current.Is(word);
    }

    /// <summary>Remembers that a clause or section could start here.</summary>
    public void CouldStart(string word, string words)
    {
        if (!Panic) _expected.Add(Expectation.OfClause(word, words));
    }

    /// <summary>Whether the current token is of that kind; remembers that it could be.</summary>
    public bool At(TokenKind kind, string description)
    {
        if (Panic) return false;
        _expected.Add(Expectation.OfToken(description));
        return Current.Kind == kind;
    }

    /// <summary>Whether a name of that kind can be read here.</summary>
    public bool AtName(NameKind kind)
    {
        if (Panic) return false;
        _expected.Add(Expectation.OfName(kind));
        return kind == NameKind.Account
            ? Current.Kind == TokenKind.Account
            : Current.Kind == TokenKind.Word && !Keywords.Reserved.Contains(Current.Text);
    }

    /// <summary>Takes the word if it is there.</summary>
    public bool TryEat(string word)
    {
        if (!At(word)) return false;
        Take();
        return true;
    }

    /// <summary>Takes a comma if one is there.</summary>
    public bool TryComma()
    {
        if (!At(TokenKind.Comma, "a comma")) return false;
        Take();
        return true;
    }

    /// <summary>Takes the word, or reports that it is missing.</summary>
    public void Eat(string word)
    {
        if (At(word)) Take();
        else Fail();
    }

    /// <summary>Takes a comma, or reports that it is missing.</summary>
    public void EatComma()
    {
        if (!TryComma()) Fail();
    }

    /// <summary>Takes a token of the kind, or invents one.</summary>
    public SyntaxToken Eat(TokenKind kind, string description) => At(kind, description) ? Take() : Fail();

    /// <summary>Takes a name of the kind, or invents one.</summary>
    public NameSyntax Name(NameKind kind, bool declares = false)
    {
        Open();
        var token = AtName(kind) ? Take() : Fail();
        return Close(new NameSyntax(kind, token, declares));
    }

    /// <summary>Takes the current token whatever it is.</summary>
    public SyntaxToken Take()
    {
        var token = Current;
        Invariant.Holds(token.Kind != TokenKind.End || _open.Count == 1);
        if (token.Fault is not null && !_skipping) bag.Add(token.Fault);
        _open.Peek().Add(token);
        NoteEnd();
        if (token.Kind != TokenKind.End) _position++;
        _expected.Clear();
        return token;
    }

    /// <summary>Reports, once, that something else should stand here, and invents an empty token.</summary>
    public SyntaxToken Fail(string? title = null)
    {
        NoteEnd();
        if (!Panic && Current.Kind != TokenKind.Bad) SyntaxFaults.Report(this, title, bag);
        if (!Panic && Current is { Kind: TokenKind.Bad, Fault: { } fault }) bag.Add(fault);
        Panic = true;
        var missing = new SyntaxToken(TokenKind.Bad, Current.FullSpan.Start, Current.FullSpan.Start, "") { IsMissing = true };
        _open.Peek().Add(missing);
        return missing;
    }

    /// <summary>Skips tokens until one satisfies the condition, keeps them in the tree, and ends the panic.</summary>
    public void Recover(Func<SyntaxToken, bool> canResume)
    {
        if (Current.Kind != TokenKind.End && !canResume(Current))
        {
            Open();
            _skipping = true;
            while (Current.Kind != TokenKind.End && !canResume(Current)) Take();
            _skipping = false;
            Close(new SkippedSyntax());
        }

        NoteEnd();
        Panic = false;
        _expected.Clear();
    }

    // Only the first time: what is tried after a fault at the end is recovery, not a continuation.
    private void NoteEnd()
    {
        if (Current.Kind == TokenKind.End && ExpectedAtEnd.Count == 0) ExpectedAtEnd = [.. _expected];
    }

    /// <summary>The token before the current one; null at the start.</summary>
    public SyntaxToken? Previous => _position > 0 ? tokens[_position - 1] : null;
}
