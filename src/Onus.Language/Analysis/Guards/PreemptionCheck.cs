using Onus.Language.Binding;

namespace Onus.Language.Analysis.Guards;

/// <summary>ONUS0304: a person's step whose every case a rule takes first.</summary>
internal static class PreemptionCheck
{
    public static void Check(GuardContext context, StateCases cases)
    {
        foreach (var step in cases.Persons)
        {
            var bound = context.Product[step];
            if (context.IsUnclear(step)) continue;
            var mine = context.Regions.And(cases.All, context.Guards[step]);
            if (mine.IsTooLarge || mine.IsNothing) continue;
            var known = context.Guards.ReadBy(step);
            var rules = cases.Rules.Where(r => context.Product[r].IsSureRule() && !context.IsUnclear(r))
                .Select(r => (Rule: r, Takes: context.Guards.Space.WhileUnknown(context.Guards[r], known)))
                .Where(r => !r.Takes.IsTooLarge && context.Regions.Intersects(mine, r.Takes))
                .ToList();
            var search = new RegionSearch(context.Regions, context.Budget);
            if (search.Covers(rules.Select(r => r.Takes), mine) is not true) continue;
            context.Bag.Add(Message(context, cases, bound, rules.ConvertAll(r => context.Product[r.Rule])));
        }
    }

    private static Diagnostic Message(GuardContext context, StateCases cases, BoundStep step, List<BoundStep> rules) =>
        Diagnostic.Of(
            DiagnosticCode.PersonPreempted,
            $"a rule always decides before {step.Quoted()} in {context.Product[cases.State].Quoted()}",
            step.When?.Span ?? step.Span,
            $"nothing is left for {step.Decision?.Actor?.Name ?? "a person"} here") with
        {
            Secondary = [.. rules.Select(r => new Place(r.When?.Span ?? r.Span, $"{r.Quoted()} fires first"))],
            Poisons = [.. rules.Select(Poison.Forced)],

            // A fallback must be there even where rules leave it nothing.
            Fix = new Fix($"narrow {string.Join(" or ", rules.Select(r => r.Name))}, or "
                + (step.Decision!.OrClock ? $"leave {step.Name} to the clock alone" : $"remove {step.Name}")),
        };
}
