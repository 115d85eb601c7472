using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>Binds the name behind <c>per</c>: a party, a fact, or the word product.</summary>
internal static class KeyBinder
{
    /// <summary>The key; null where the name is unknown and reported.</summary>
    public static BoundKey? Key(BindingContext context, NameSyntax name)
    {
        if (name.IsMissing) return null;
        if (name.Token.Is("product")) return new BoundKey(null, null, name.Span);
        if (context.Scope.Peek(NameKind.Party, name.Text) is { Kind: NameKind.Party } party)
        {
            context.Scope.Use(NameKind.Party, name.Text);
            return new BoundKey(null, context.Parties[party.Index], name.Span);
        }

        if (context.Scope.Peek(NameKind.Fact, name.Text) is { Kind: NameKind.Fact } fact)
        {
            context.Scope.Use(NameKind.Fact, name.Text);
            return new BoundKey(new FactRef(fact.Index), null, name.Span);
        }

        context.Scope.Find(name);
        return null;
    }
}
