using System.Collections.Immutable;

namespace Onus.Language.Compiled;

/// <summary>What a condition is made of.</summary>
public enum ConditionKind : byte
{
    /// <summary>A fact lies in one of some intervals.</summary>
    Within,

    /// <summary>All parts hold; no parts is always true.</summary>
    All,

    /// <summary>One of the parts holds.</summary>
    Any,
}

/// <summary>A guard as intervals: negations are already pushed down to the facts, where they are complements.</summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="Fact">The fact of <see cref="ConditionKind.Within"/>; -1 otherwise.</param>
/// <param name="Intervals">Where the fact must lie: ascending, disjoint, not touching.</param>
/// <param name="Threshold">The named quantity that the fact is compared with, for explanations; null for none.</param>
/// <param name="Parts">The parts of <see cref="ConditionKind.All"/> and <see cref="ConditionKind.Any"/>.</param>
public sealed record Condition(
    ConditionKind Kind, int Fact, ImmutableArray<Interval> Intervals, string? Threshold, ImmutableArray<Condition> Parts)
{
    /// <summary>The condition that always holds.</summary>
    public static Condition Always { get; } = new(ConditionKind.All, -1, [], null, []);

    /// <summary>A fact lies in one of the intervals.</summary>
    public static Condition Within(int fact, ImmutableArray<Interval> intervals, string? threshold = null) =>
        new(ConditionKind.Within, fact, intervals, threshold, []);

    /// <summary>All of the parts hold.</summary>
    public static Condition All(ImmutableArray<Condition> parts) => new(ConditionKind.All, -1, [], null, parts);

    /// <summary>One of the parts holds.</summary>
    public static Condition Any(ImmutableArray<Condition> parts) => new(ConditionKind.Any, -1, [], null, parts);

    /// <summary>Evaluates the guard over facts of which some may be unknown (Kleene's strong logic: unknown unless the rest decides).</summary>
    /// <param name="facts">The value of each fact of the product, null where it is unknown.</param>
    /// <returns>Whether the guard holds, or null where that is unknown.</returns>
    public bool? Evaluate(IReadOnlyList<Int128?> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (Kind == ConditionKind.Within)
        {
            if (facts[Fact] is not { } value) return null;
            foreach (var interval in Intervals)
                if (interval.Contains(value)) return true;
            return false;
        }

        var deciding = Kind == ConditionKind.Any;
        var unknown = false;
        foreach (var part in Parts)
        {
            var holds = part.Evaluate(facts);
            if (holds == deciding) return deciding;
            unknown |= holds is null;
        }

        return unknown ? null : !deciding;
    }
}
