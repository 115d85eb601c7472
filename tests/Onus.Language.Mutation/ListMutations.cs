using System.Collections.Immutable;
using Onus.Language.Syntax;

namespace Onus.Language.Mutation;

/// <summary>Leaves one item out of each comma list.</summary>
internal static class ListMutations
{
    internal static IEnumerable<Mutant> Of(SectionSyntax section, SourceText source)
    {
        foreach (var (words, items) in Lists(section))
            for (var i = 0; i < items.Length && items.Length > 1; i++)
            {
                // With its comma: the one before it, or the one behind the first.
                var span = i == 0
                    ? TextSpan.FromBounds(items[0].Span.Start, items[1].Span.Start)
                    : TextSpan.FromBounds(items[i - 1].Span.End, items[i].Span.End);
                var text = source.Text.Substring(items[i].Span.Start, items[i].Span.Length);
                yield return new Mutant("", "drop item", $"{words}: {text}", span, "");
            }
    }

    private static IEnumerable<(string Words, ImmutableArray<SyntaxNode> Items)> Lists(SectionSyntax section)
    {
        yield return (section.Word.Text, [.. section.Subjects]);
        foreach (var clause in section.Clauses)
        {
            var words = Keywords.Of(clause.Kind).Words;
            ImmutableArray<SyntaxNode> items = clause switch
            {
                NamesClauseSyntax names => [.. names.Names],
                MovesClauseSyntax moves => [.. moves.Moves],
                BearersClauseSyntax bearers => [.. bearers.Bearers],
                SetsClauseSyntax sets => [.. sets.Settings],
                QuorumClauseSyntax quorum => [.. quorum.Members],
                TellsClauseSyntax tells => [.. tells.To],
                BlocksClauseSyntax blocks => [.. blocks.Steps],
                _ => [],
            };
            yield return (words, items);
        }

        foreach (var membership in section.Nodes().OfType<MembershipSyntax>()) yield return ("is one of", [.. membership.Members]);
    }
}
