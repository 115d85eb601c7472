using Onus.Language.Binding;

namespace Onus.Language.Analysis.Guards;

/// <summary>ONUS0301: two rules that decide the same case.</summary>
internal static class OverlapCheck
{
    /// <summary>Reports each rule that overlaps others once, with all of them; returns whether any does.</summary>
    public static bool Check(GuardContext context, StateCases cases)
    {
        var rules = cases.Rules.Where(r => !context.IsUnclear(r)).ToList();
        if (PairsOf(context, cases, rules) is not { } partners)
        {
            context.SayTooMany(cases.State);
            return true;
        }

        var found = partners.Count > 0;
        while (partners.Count > 0)
        {
            // The rule that overlaps most is where the fault is; of two, the one written last.
            var culprit = partners.OrderByDescending(p => p.Value.Count).ThenByDescending(p => p.Key).First();
            context.Bag.Add(Message(context, cases, new StepRef(culprit.Key), culprit.Value));
            foreach (var other in culprit.Value)
                if (partners[other].Remove(culprit.Key) && partners[other].Count == 0) partners.Remove(other);
            partners.Remove(culprit.Key);
        }

        return found;
    }

    // For each rule the rules that share a case with it; null where that could not be decided.
    private static SortedDictionary<int, SortedSet<int>>? PairsOf(
        GuardContext context, StateCases cases, List<StepRef> rules)
    {
        var partners = new SortedDictionary<int, SortedSet<int>>();
        if (rules.Exists(r => context.Guards[r].IsTooLarge)) return null;
        for (var i = 0; i < rules.Count; i++)
            for (var j = i + 1; j < rules.Count; j++)
            {
                if (!context.Regions.Intersects(context.Guards[rules[i]], context.Guards[rules[j]])) continue;
                var shared = Shared(context, cases, rules[i], rules[j]);
                if (shared.IsTooLarge) return null;
                if (shared.IsNothing) continue;
                Partners(rules[i].Index).Add(rules[j].Index);
                Partners(rules[j].Index).Add(rules[i].Index);
            }

        return partners;

        SortedSet<int> Partners(int rule) => partners.TryGetValue(rule, out var set) ? set : partners[rule] = [];
    }

    private static Region Shared(GuardContext context, StateCases cases, StepRef left, StepRef right) =>
        context.Regions.And(cases.All, context.Regions.And(context.Guards[left], context.Guards[right]));

    private static Diagnostic Message(GuardContext context, StateCases cases, StepRef culprit, SortedSet<int> others)
    {
        var product = context.Product;
        var other = new StepRef(others.Min);
        var shared = Shared(context, cases, culprit, other);
        var cell = new RegionSearch(context.Regions, context.Budget).Find(shared, []);
        var finder = new WitnessFinder(context.Guards, cases.State);
        var witness = cell is null ? null : finder.Round(cell, cases.All, shared, []);
        var state = product[cases.State].Quoted();
        var title = others.Count == 1
            ? $"two rules decide the same case in {state}"
            : $"{product[culprit].Name} and {others.Count} other rules decide the same cases in {state}";
        var place = PlaceOf(product[culprit]);
        return Diagnostic.Of(DiagnosticCode.TwoRulesDecide, title, place, $"{product[culprit].Name} decides it") with
        {
            Secondary =
            [
                .. others.Select(o => product.Steps[o]).Select(o => new Place(PlaceOf(o), $"and so does {o.Name}")),
            ],
            Cases = witness is null ? [] : [witness.Text(context.Guards.Space, context.Text)],
            Fix = (witness is null ? null : BoundaryFix.ForOverlap(context, culprit, other, witness))
                ?? new Fix($"let only one of {product[other].Name} and {product[culprit].Name} take these cases"),
        };
    }

    private static TextSpan PlaceOf(BoundStep step) => step.When?.Span ?? step.Span;
}
