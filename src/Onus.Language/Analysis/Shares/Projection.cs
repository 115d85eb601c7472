using Onus.Language.Binding;

namespace Onus.Language.Analysis.Shares;

/// <summary>Which values of one money fact a condition lets through, whatever the other facts are.</summary>
internal static class Projection
{
    /// <summary>The values for which the condition can be true (or, with <paramref name="truth"/> false, can fail).</summary>
    internal static StakeDomain Of(BoundCondition? condition, FactRef fact, bool truth = true) => condition switch
    {
        null => truth ? StakeDomain.Everything : StakeDomain.Nothing,
        BoundNot negated => Of(negated.Item, fact, !truth),
        BoundAnd every when truth => All(every.Items, fact, truth),
        BoundAnd every => Any(every.Items, fact, truth),
        BoundOr some when truth => Any(some.Items, fact, truth),
        BoundOr some => All(some.Items, fact, truth),
        BoundComparison comparison when comparison.Fact == fact => Compared(comparison, truth),
        _ => StakeDomain.Everything,
    };

    private static StakeDomain All(IEnumerable<BoundCondition> items, FactRef fact, bool truth) =>
        items.Aggregate(StakeDomain.Everything, (domain, item) => domain.And(Of(item, fact, truth)));

    private static StakeDomain Any(IEnumerable<BoundCondition> items, FactRef fact, bool truth) =>
        items.Aggregate(StakeDomain.Nothing, (domain, item) => domain.Or(Of(item, fact, truth)));

    private static StakeDomain Compared(BoundComparison comparison, bool truth)
    {
        var value = ShareTerm.Amount(comparison.Operand.Value.Amount).Value;
        var kind = truth ? comparison.Kind : Opposite(comparison.Kind);
        return kind switch
        {
            ComparisonKind.AtMost => StakeDomain.Between(0, value),
            ComparisonKind.Under => StakeDomain.Between(0, value - 1),
            ComparisonKind.AtLeast => StakeDomain.Between(value, ShareTerm.Most),
            ComparisonKind.Over => StakeDomain.Between(value + 1, ShareTerm.Most),
            ComparisonKind.Equal => StakeDomain.Between(value, value),
            _ => StakeDomain.Between(0, value - 1).Or(StakeDomain.Between(value + 1, ShareTerm.Most)),
        };
    }

    private static ComparisonKind Opposite(ComparisonKind kind) => kind switch
    {
        ComparisonKind.AtMost => ComparisonKind.Over,
        ComparisonKind.Over => ComparisonKind.AtMost,
        ComparisonKind.AtLeast => ComparisonKind.Under,
        ComparisonKind.Under => ComparisonKind.AtLeast,
        ComparisonKind.Equal => ComparisonKind.NotEqual,
        _ => ComparisonKind.Equal,
    };
}
