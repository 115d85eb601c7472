using Onus.Language.Binding;
using Onus.Language.Compiled;

namespace Onus.Language.Analysis.Guards;

/// <summary>Mends a fault on one exact value by changing the comparison that draws the boundary there.</summary>
internal static class BoundaryFix
{
    /// <summary>The comparison to change so that one of the steps covers the value as well; null where none would
    /// do.</summary>
    public static Fix? ForGap(GuardContext context, IEnumerable<StepRef> near, Witness witness)
    {
        var changes = near.Select(s => Widening(context, s, witness)).OfType<Change>().Take(2).ToList();
        return changes.Count == 0 ? null : Fix(changes, string.Join(", or ", changes.Select(Say)));
    }

    /// <summary>The comparison to change so that one of two rules, the first if it can, leaves the value to the
    /// other.</summary>
    public static Fix? ForOverlap(GuardContext context, StepRef first, StepRef second, Witness witness)
    {
        var change = Narrowing(context, first, witness) ?? Narrowing(context, second, witness);
        return change is null ? null : Fix([change], Say(change));
    }

    private static Change? Widening(GuardContext context, StepRef step, Witness witness) =>
        Find(context, step, witness, kind => kind switch
        {
            ComparisonKind.Under => ComparisonKind.AtMost,
            ComparisonKind.Over => ComparisonKind.AtLeast,
            _ => null,
        });

    private static Change? Narrowing(GuardContext context, StepRef step, Witness witness) =>
        Find(context, step, witness, kind => kind switch
        {
            ComparisonKind.AtMost => ComparisonKind.Under,
            ComparisonKind.AtLeast => ComparisonKind.Over,
            _ => null,
        });

    // Only where the fault is one exact value of a fact and the comparison is with just that value.
    private static Change? Find(
        GuardContext context, StepRef step, Witness witness, Func<ComparisonKind, ComparisonKind?> turn)
    {
        if (context.Product[step].When is not { } when) return null;
        foreach (var comparison in Comparisons(when))
        {
            var axis = context.Guards.Space.AxisOf(comparison.Fact);
            if (witness.Reach[axis] is not { } reach || reach.Low != reach.High) continue;
            if (FactLowering.Number(comparison.Operand.Value) != reach.Low) continue;
            if (turn(comparison.Kind) is { } kind)
                return new Change(context.Product[step], context.Product[comparison.Fact], comparison, kind);
        }

        return null;
    }

    private static IEnumerable<BoundComparison> Comparisons(BoundCondition condition) => condition switch
    {
        BoundAnd and => and.Items.SelectMany(Comparisons),
        BoundOr or => or.Items.SelectMany(Comparisons),
        BoundComparison comparison => [comparison],
        _ => [], // below a "not" the words would have to be turned round
    };

    private static Fix Fix(List<Change> changes, string text)
    {
        var first = changes[0];
        var replacement = $"{first.Fact.Name} is {Words(first.To)} {first.Comparison.Operand}";
        return new Fix("write " + text, first.Comparison.Span, replacement);
    }

    private static string Say(Change change) => $"`{Words(change.To)}` in {change.Step.Name}";

    private static string Words(ComparisonKind kind) => kind switch
    {
        ComparisonKind.AtMost => "at most",
        ComparisonKind.AtLeast => "at least",
        ComparisonKind.Over => "over",
        ComparisonKind.Under => "under",
        ComparisonKind.NotEqual => "not",
        _ => "",
    };

    private sealed record Change(BoundStep Step, BoundFact Fact, BoundComparison Comparison, ComparisonKind To);
}
