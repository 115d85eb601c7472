using Onus.Language.Binding;
using Onus.Language.Documents;

namespace Onus.Language.Comparison;

/// <summary>
/// Compares the meaning of two versions of a product: thresholds, owners, clocks, liabilities, and for exactly which
/// cases the decision changes. Order, layout and comments do not count.
/// </summary>
internal static class ProductComparison
{
    /// <summary>Compares two bound products.</summary>
    public static ComparisonResult Compare(BoundProduct before, BoundProduct after, CheckOptions options)
    {
        var list = new ChangeList(before, after);
        SourceChanges.Find(list);
        StateChanges.Find(list);
        StepChanges.Find(list);
        LimitChanges.Find(list);
        SettingChanges.Find(list);
        var decisions = DecisionChanges.Find(before, after, options);
        return new ComparisonResult
        {
            Old = Edition(before),
            New = Edition(after),
            Title = Prose.Title(after),
            Changes = [.. list.Sorted],
            Decisions = decisions ?? [],
            DecisionsUnknown = decisions is null,
        };
    }

    private static string Edition(BoundProduct product) => $"{product.Name} version {product.Version}";
}
