using Onus.Language.Compiled;

namespace Onus.Cases.Runtime;

/// <summary>Which facts a step reads: in its guard and in its amounts.</summary>
internal static class ProductReads
{
    public static IEnumerable<int> Of(Step step)
    {
        var shares = step.Shifts.SelectMany(l => l).Select(m => m.Share)
            .Concat(step.Posts.SelectMany(l => l).Select(p => p.Share))
            .Concat(step.Discharges.Concat(step.Leaves).Where(x => x.Share is not null).Select(x => x.Share!.Value));
        return shares.Where(s => s.FactIndex >= 0).Select(s => s.FactIndex).Concat(Of(step.When)).Distinct();
    }

    public static IEnumerable<int> Of(Condition condition) =>
        condition.Kind == ConditionKind.Within ? [condition.Fact] : condition.Parts.SelectMany(Of);
}
