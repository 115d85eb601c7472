using Onus.Language.Syntax;
using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>Which kinds of token the editor can colour, in the order of the numbers sent.</summary>
internal static class SemanticTokenTypes
{
    public static string[] Types { get; } =
        ["keyword", "class", "function", "property", "variable", "enumMember", "type", "number", "string", "operator"];

    public static string[] Modifiers { get; } = ["declaration"];

    /// <summary>Gets the number of a name's type.</summary>
    public static int Of(NameKind kind) => kind switch
    {
        NameKind.State => Index("class"),
        NameKind.Step => Index("function"),
        NameKind.Fact or NameKind.Key => Index("variable"),
        NameKind.Quantity or NameKind.Operand => Index("property"),
        NameKind.Member => Index("enumMember"),
        _ => Index("type"),
    };

    public static int Index(string type) => Array.IndexOf(Types, type);
}

/// <summary>The kinds of all tokens, as the protocol packs them: five numbers each, relative to the last.</summary>
internal static class SemanticTokenList
{
    public static SemanticTokens Of(OpenDocument document)
    {
        var names = new Dictionary<SyntaxToken, NameSyntax>(ReferenceEqualityComparer.Instance);
        foreach (var name in document.Check.Tree.Root.Nodes().OfType<NameSyntax>()) names[name.Token] = name;
        var data = new List<int>();
        var (line, character) = (0, 0);
        foreach (var token in document.Check.Tree.Root.Tokens())
        {
            var name = names.GetValueOrDefault(token);
            var type = name is null ? TypeOf(token) : TypeOf(document, name);
            // A string over several lines is one fault already; the protocol wants tokens within one line.
            if (type < 0 || token.Text.Length == 0 || token.Text.Contains('\n', StringComparison.Ordinal)) continue;
            var at = Places.Position(document.Source, token.Start);
            var across = at.Line == line ? at.Character - character : at.Character;
            data.AddRange([at.Line - line, across, token.Text.Length, type, name is { Declares: true } ? 1 : 0]);
            (line, character) = (at.Line, at.Character);
        }

        return new SemanticTokens([.. data]);
    }

    private static int TypeOf(OpenDocument document, NameSyntax name)
    {
        // A threshold and a fact can stand in one place; the declaration says which it is.
        var declared = name.Kind is NameKind.Operand or NameKind.Member
            ? document.Check.Scope.Peek(NameKind.Operand, name.Text)?.Kind
            : null;
        return SemanticTokenTypes.Of(declared ?? name.Kind);
    }

    private static int TypeOf(SyntaxToken token) => token.Kind switch
    {
        TokenKind.Word => SemanticTokenTypes.Index("keyword"),
        TokenKind.Code => SemanticTokenTypes.Index("enumMember"),
        TokenKind.Number or TokenKind.Date or TokenKind.Percent => SemanticTokenTypes.Index("number"),
        TokenKind.String or TokenKind.Url => SemanticTokenTypes.Index("string"),
        _ => -1,
    };
}
