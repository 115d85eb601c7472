using Onus.Language.Binding;
using Onus.Language.Documents;
using Onus.Language.Syntax;
using Onus.LanguageServer.Protocol;
using Range = Onus.LanguageServer.Protocol.Range;

namespace Onus.LanguageServer.Features;

/// <summary>What one would have to look up: values of thresholds, where a clock leads, who is liable there.</summary>
internal static class InlayHints
{
    public static InlayHint[] In(OpenDocument document, Range range)
    {
        if (document.Check.Product is not { } product) return [];
        var asked = Places.Span(document.Source, range);
        var hints = new List<InlayHint>();
        foreach (var section in document.Check.Tree.Root.Sections)
        {
            if (section.Span.End < asked.Start || section.Span.Start > asked.End) continue;
            foreach (var clause in section.Clauses) Clause(document, product, clause, hints);
        }

        return [.. hints];
    }

    private static void Clause(OpenDocument document, BoundProduct product, ClauseSyntax clause, List<InlayHint> hints)
    {
        foreach (var name in clause.Nodes().OfType<NameSyntax>())
        {
            if (name is { Declares: false, Kind: NameKind.Quantity or NameKind.Operand }
                && product.Quantities.FirstOrDefault(q => q.Name == name.Text) is { } quantity)
                hints.Add(Hint(document, name.Span.End, "= " + quantity.Value, $"{quantity.Source} sets it"));
        }

        if (clause is ClockClauseSyntax { Kind: ClauseKind.Clock or ClauseKind.LegalClock } clock
            && product.Steps.FirstOrDefault(s => s.Name == clock.Then.Text)?.To is { } next)
            hints.Add(Hint(document, clock.Then.Span.End, "→ " + product[next].Name, Prose.Title(product[next])));
        if (clause is NamesClauseSyntax { Kind: ClauseKind.To, Names: [var target] }
            && product.States.FirstOrDefault(s => s.Name == target.Text) is { Final: false, Liable: { } liable })
        {
            var bearers = string.Join(", ", liable.Items.Select(b =>
                b.Share is null ? b.Party.Name : $"{b.Party.Name} {Prose.Share(product, b.Share)}"));
            hints.Add(Hint(document, target.Span.End, "liable: " + bearers, "who is liable there"));
        }
    }

    private static InlayHint Hint(OpenDocument document, int at, string label, string tooltip) =>
        new(Places.Position(document.Source, at), label) { Tooltip = tooltip };
}
