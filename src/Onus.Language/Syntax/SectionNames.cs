namespace Onus.Language.Syntax;

/// <summary>Which kind of name each section declares.</summary>
internal static class SectionNames
{
    /// <summary>The kind of name after the section's word.</summary>
    public static NameKind Of(SectionKind kind) => kind switch
    {
        SectionKind.Product => NameKind.Product,
        SectionKind.Rule or SectionKind.Policy => NameKind.Source,
        SectionKind.Party => NameKind.Party,
        SectionKind.Authority => NameKind.Authority,
        SectionKind.Score => NameKind.Score,
        SectionKind.Link => NameKind.Link,
        SectionKind.Evidence => NameKind.Evidence,
        SectionKind.Account => NameKind.Account,
        SectionKind.Legal => NameKind.Legal,
        SectionKind.Funds => NameKind.Funds,
        SectionKind.State => NameKind.State,
        SectionKind.Cap => NameKind.Cap,
        SectionKind.Shadow => NameKind.Shadow,
        _ => NameKind.Step,
    };
}
