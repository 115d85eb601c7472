using Onus.Language;
using Onus.Language.Binding;
using Onus.Language.Syntax;

namespace Onus.LanguageServer.Features;

/// <summary>Every place where a declared name stands, with what it means there.</summary>
internal sealed class NameIndex
{
    private readonly List<NameUse> _uses = [];
    private readonly Scope _scope;

    public NameIndex(CheckResult check)
    {
        _scope = check.Scope;
        foreach (var name in check.Tree.Root.Nodes().OfType<NameSyntax>())
            if (!name.IsMissing) Add(name);
    }

    /// <summary>Gets all uses and declarations in the order of the text.</summary>
    public IReadOnlyList<NameUse> Uses => _uses;

    /// <summary>Gets everything declared, in the order of the text.</summary>
    public IReadOnlyList<Declaration> Declarations => _scope.Declarations;

    /// <summary>Gets the name at a position; a cursor right behind a name is still on it.</summary>
    public NameUse? At(int position)
    {
        NameUse? found = null;
        foreach (var use in _uses)
            if (use.Span.Touches(position)) found = use;
        return found;
    }

    /// <summary>Gets every place of one declaration.</summary>
    public IEnumerable<NameUse> Of(Declaration declaration) =>
        _uses.Where(use => ReferenceEquals(use.Declaration, declaration));

    // In an account the party's name stands before the slash: it is a use of the party.
    private void Add(NameSyntax name)
    {
        var slash = name.Kind == NameKind.Account ? name.Text.IndexOf('/', StringComparison.Ordinal) : -1;
        var start = name.Token.Start;
        if (slash > 0 && _scope.Peek(NameKind.Party, name.Text[..slash]) is { } party)
            _uses.Add(new NameUse(new TextSpan(start, slash), party, false));
        if (Find(name) is { } declaration)
            _uses.Add(new NameUse(TextSpan.FromBounds(start + slash + 1, name.Span.End), declaration, name.Declares));
    }

    private Declaration? Find(NameSyntax name) => name.Kind == NameKind.Key
        ? _scope.Peek(NameKind.Fact, name.Text) ?? _scope.Peek(NameKind.Party, name.Text)
        : name.Kind == NameKind.Member
            ? _scope.Peek(NameKind.Quantity, name.Text) is { Kind: NameKind.Quantity } quantity ? quantity : null
            : _scope.Peek(name.Kind, name.Text);
}

/// <summary>A name in the text.</summary>
/// <param name="Span">Where; of an account only the part behind the slash.</param>
/// <param name="Declaration">What it means.</param>
/// <param name="Declares">Whether it is declared here.</param>
internal sealed record NameUse(TextSpan Span, Declaration Declaration, bool Declares);
