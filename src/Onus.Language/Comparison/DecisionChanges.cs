using System.Collections.Immutable;
using Onus.Language.Binding;

namespace Onus.Language.Comparison;

/// <summary>For which cases the two versions decide differently.</summary>
internal static class DecisionChanges
{
    public static ImmutableArray<DecisionChange> Find(BoundProduct before, BoundProduct after) => [];
}
