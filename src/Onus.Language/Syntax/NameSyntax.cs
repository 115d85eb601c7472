namespace Onus.Language.Syntax;

/// <summary>What a name names, by its place; each kind is a name space of its own unless said otherwise.</summary>
internal enum NameKind : byte
{
    Product,
    Regulator,
    Calendar,

    /// <summary>A rule or a policy.</summary>
    Source,

    /// <summary>A named threshold.</summary>
    Quantity,

    /// <summary>A threshold or a fact; they share a name space.</summary>
    Operand,
    Party,

    /// <summary>A party or an authority; they share a name space.</summary>
    Actor,
    Authority,
    Fact,
    Score,
    Link,
    Evidence,
    Account,
    Legal,
    Funds,
    State,

    /// <summary>A step, an appeal or a request; they share a name space.</summary>
    Step,
    Cap,
    Shadow,

    /// <summary>A value of a fact of kind <c>one of</c>, yes, no, or a threshold.</summary>
    Member,

    /// <summary>A kind of report; declared by its use.</summary>
    Report,

    /// <summary>A fact, a party or <c>product</c>.</summary>
    Key,
}

/// <summary>A name where it is declared or used.</summary>
internal sealed class NameSyntax(NameKind kind, SyntaxToken token, bool declares) : SyntaxNode
{
    public NameKind Kind { get; } = kind;

    public SyntaxToken Token { get; } = token;

    /// <summary>Whether the name is declared here.</summary>
    public bool Declares { get; } = declares;

    public string Text => Token.Text;

    public bool IsMissing => Token.IsMissing;
}

/// <summary>The words for the kinds of name in messages.</summary>
internal static class NameKinds
{
    /// <summary>Such as <c>the name of a state</c>.</summary>
    public static string Describe(this NameKind kind) => kind switch
    {
        NameKind.Product => "the name of a product",
        NameKind.Regulator => "the name of a regulator",
        NameKind.Calendar => "the name of a calendar",
        NameKind.Source => "the name of a rule or policy",
        NameKind.Quantity => "the name of a threshold",
        NameKind.Operand => "the name of a threshold or a fact",
        NameKind.Party => "the name of a party",
        NameKind.Actor => "the name of a party or authority",
        NameKind.Authority => "the name of an authority",
        NameKind.Fact => "the name of a fact",
        NameKind.Score => "the name of a score",
        NameKind.Link => "the name of a link",
        NameKind.Evidence => "the name of a piece of evidence",
        NameKind.Account => "an account, party/name",
        NameKind.Legal => "the name of a legal meaning",
        NameKind.Funds => "the name of a funds meaning",
        NameKind.State => "the name of a state",
        NameKind.Step => "the name of a step",
        NameKind.Cap => "the name of a cap",
        NameKind.Shadow => "the name of a shadow",
        NameKind.Member => "a value of the fact",
        NameKind.Report => "the name of a report",
        _ => "the name of a fact or party, or `product`",
    };
}
