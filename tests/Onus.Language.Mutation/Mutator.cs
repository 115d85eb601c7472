using Onus.Language.Syntax;

namespace Onus.Language.Mutation;

/// <summary>Every small change of a product that somebody could make by mistake, one at a time.</summary>
/// <remarks>Titles, comments and examples stay as they are: the checks do not read them.</remarks>
internal sealed class Mutator(SyntaxTree tree)
{
    private readonly Declarations _declared = new(tree);

    internal IEnumerable<Mutant> Mutants()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var section in tree.Root.Sections)
        {
            if (section.Kind is SectionKind.Example or SectionKind.Product) continue;
            foreach (var mutant in InSection(section))
            {
                // The third `drop item` of one clause is its own mutant: number those that would share a name.
                var count = seen[mutant.Key] = seen.GetValueOrDefault(mutant.Key) + 1;
                yield return count == 1 ? mutant : mutant with { Detail = $"{mutant.Detail} #{count}" };
            }
        }
    }

    private IEnumerable<Mutant> InSection(SectionSyntax section)
    {
        var name = section.Name is null ? section.Word.Text : $"{section.Word.Text} {section.Name.Text}";
        if (section.Kind != SectionKind.Perimeter) yield return new Mutant(name, "drop section", "", section.Span, "");
        foreach (var clause in section.Clauses)
        {
            var words = Keywords.Of(clause.Kind).Words;
            yield return new Mutant(name, "drop clause", words, clause.Span, "");
            yield return new Mutant(name, "double clause", words, clause.Span, $"{Text(clause.Span)}\n  {Text(clause.Span)}");
            foreach (var mutant in ClauseMutations.Of(clause, tree.Source)) yield return mutant with { Section = name };
        }

        foreach (var fact in section.Facts)
            foreach (var mutant in FactMutations.Of(fact, tree.Source)) yield return mutant with { Section = name };
        foreach (var item in ListMutations.Of(section, tree.Source)) yield return item with { Section = name };
        foreach (var use in section.Nodes().OfType<NameSyntax>().Where(n => !n.Declares && !n.IsMissing))
        {
            var clause = section.Clauses.FirstOrDefault(c => c.Nodes().Contains(use));
            var words = clause is null ? section.Word.Text : Keywords.Of(clause.Kind).Words;
            foreach (var other in _declared.Alternatives(use, section))
                yield return new Mutant(name, "swap name", $"{words}: {use.Text} -> {other}", use.Span, other);
        }
    }

    private string Text(TextSpan span) => tree.Source.Text.Substring(span.Start, span.Length);
}
