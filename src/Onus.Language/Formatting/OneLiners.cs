using Onus.Language.Syntax;

namespace Onus.Language.Formatting;

/// <summary>Decides which sections stand on one line, and how many of one kind stand together in a table.</summary>
internal static class OneLiners
{
    /// <summary>How many sections from the given one on belong into one table; 0 where the first is no one-liner.</summary>
    public static int RunLength(IReadOnlyList<SectionSyntax> sections, int start, Comments comments)
    {
        if (!IsOneLiner(sections[start])) return 0;
        var end = start + 1;
        while (end < sections.Count && sections[end].Kind == sections[start].Kind && IsOneLiner(sections[end])
            && !HasComments(sections[end], comments)) end++;
        return end - start;
    }

    // A comment before a section, or between its words, stands above it and starts a table of its own.
    private static bool HasComments(SectionSyntax section, Comments comments) =>
        comments.Before(section.Word).Count > 0 || comments.Inside([.. section.Tokens()]).Count > 0;

    private static bool IsOneLiner(SectionSyntax section) => section.Kind switch
    {
        SectionKind.Party or SectionKind.Authority or SectionKind.Stake or SectionKind.Evidence or SectionKind.Account
            or SectionKind.Legal or SectionKind.Funds => true,
        SectionKind.State => section.Clauses.Any(c => c.Kind == ClauseKind.Final) && section.Clauses.All(c =>
            c.Kind is ClauseKind.Final or ClauseKind.LegalMeaning or ClauseKind.FundsMeaning),
        _ => false,
    };
}
