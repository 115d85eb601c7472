using Onus.Language.Binding;

namespace Onus.Language.Analysis.Time;

/// <summary>ONUS0408 in conditions: which of two thresholds on one duration is the larger must not depend on the
/// calendar.</summary>
internal static class ThresholdCheck
{
    public static void Check(TimeReport report, DiagnosticBag bag)
    {
        var product = report.Product;
        var told = new HashSet<(Quantity, Quantity)>();
        foreach (var state in product.StateRefs)
        {
            var uses = product.StepsFrom(state)
                .Select(s => product[s].When)
                .OfType<BoundCondition>()
                .SelectMany(Comparisons)
                .Where(c => product[c.Fact].Kind == FactKind.Duration).ToList();
            foreach (var fact in uses.Select(u => u.Fact).Distinct())
            {
                var first = uses.Where(u => u.Fact == fact).DistinctBy(u => u.Operand.Value).ToList();
                for (var i = 0; i < first.Count; i++)
                    for (var j = i + 1; j < first.Count; j++)
                        if (Unclear(report, product[fact], first[i].Operand, first[j].Operand) is { } fault
                            && told.Add((first[i].Operand.Value, first[j].Operand.Value))) bag.Add(fault);
            }
        }
    }

    private static Diagnostic? Unclear(TimeReport report, BoundFact fact, BoundQuantity left, BoundQuantity right)
    {
        if (ClassOf(left.Value.Unit) == ClassOf(right.Value.Unit)) return null;
        if (report.Lengths.Of(left.Value) is not { } one) return null;
        if (report.Lengths.Of(right.Value) is not { } other) return null;
        if (one.MostSeconds < other.LeastSeconds || other.MostSeconds < one.LeastSeconds) return null;
        if (LegalClockCheck.IsFixed(one) && LegalClockCheck.IsFixed(other)) return null;
        return Diagnostic.Of(
            DiagnosticCode.DependsOnCalendar,
            $"whether {left.Value} or {right.Value} is longer depends on "
                + LegalClockCheck.What(left.Value, right.Value),
            right.Span,
            LegalClockCheck.Span(other)) with
        {
            Secondary = [new Place(left.Span, LegalClockCheck.Span(one))],
            Fix = new Fix($"give every threshold of {fact.Name} in the same unit"),
        };
    }

    private static int ClassOf(QuantityUnit unit) => unit switch
    {
        QuantityUnit.Month or QuantityUnit.Year => 1,
        QuantityUnit.BusinessDay => 2,
        _ => 0,
    };

    private static IEnumerable<BoundComparison> Comparisons(BoundCondition condition) => condition switch
    {
        BoundAnd and => and.Items.SelectMany(Comparisons),
        BoundOr or => or.Items.SelectMany(Comparisons),
        BoundNot not => Comparisons(not.Item),
        BoundComparison comparison => [comparison],
        _ => [],
    };
}
