using Onus.Language.Compiled;

namespace Onus.Testing.Cases;

/// <summary>Guards over facts of which some are unknown.</summary>
internal static class PlainGuard
{
    /// <summary>True, false, or null where an unknown fact decides.</summary>
    public static bool? Holds(Condition guard, IReadOnlyList<Int128?> facts)
    {
        var parts = guard.Parts.Select(p => Holds(p, facts)).ToList();
        return guard.Kind switch
        {
            ConditionKind.Within when facts[guard.Fact] is not { } => null,
            ConditionKind.Within => guard.Intervals.Any(i => facts[guard.Fact] >= i.Low && facts[guard.Fact] <= i.High),
            ConditionKind.All when parts.Contains(false) => false,
            ConditionKind.Any when parts.Contains(true) => true,
            _ when parts.Contains(null) => null,
            _ => guard.Kind == ConditionKind.All,
        };
    }
}
