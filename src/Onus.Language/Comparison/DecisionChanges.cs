using System.Collections.Immutable;
using Onus.Language.Analysis.Guards;
using Onus.Language.Binding;
using Onus.Language.Documents;

namespace Onus.Language.Comparison;

/// <summary>For which cases the two versions decide differently, in the words of a report.</summary>
internal static class DecisionChanges
{
    /// <summary>Finds the changes; null where there are too many cases to compare.</summary>
    public static ImmutableArray<DecisionChange>? Find(BoundProduct before, BoundProduct after, CheckOptions options)
    {
        if (DecisionDiff.Between(before, after, options) is not { } found) return null;
        return
        [
            .. found.Select(change => new DecisionChange(
                Prose.Title(after.States.First(state => state.Name == change.State)),
                change.State,
                string.Join(", or ", change.Cases),
                change.Example,
                Says(before, change.Before, change.ByRule),
                Says(after, change.After, change.ByRule))),
        ];
    }

    private static string Says(BoundProduct product, string? name, bool byRule)
    {
        if (name is null) return byRule ? "no rule decides" : "not open";
        var step = product.Steps.First(s => s.Name == name);
        return byRule
            ? $"{Prose.Title(step)} (by rule)"
            : $"{Prose.Title(step)} (open to {Prose.Decider(product, step)})";
    }
}
