using System.Collections.Immutable;
using Onus.Language.Compiled;

namespace Onus.Language.Analysis.Guards;

/// <summary>A single fact's nearest other value with which a guard would have come out the other way.</summary>
/// <param name="Fact">The fact's place in the product.</param>
/// <param name="Value">The value it would have had to have.</param>
public readonly record struct Boundary(int Fact, Int128 Value);

/// <summary>Says what would have had to differ for a guard to come out otherwise.</summary>
public static class Boundaries
{
    /// <summary>For each fact that could alone have turned the guard, its nearest value that does; for facts of words
    /// every such value. Facts in their order; none where no single fact could have.</summary>
    /// <param name="guard">The guard.</param>
    /// <param name="facts">The value of each fact of the product, null where it was unknown.</param>
    /// <param name="product">The product, for the ranges and kinds of its facts.</param>
    public static ImmutableArray<Boundary> Of(
        Condition guard, IReadOnlyList<Int128?> facts, ImmutableArray<Fact> product)
    {
        ArgumentNullException.ThrowIfNull(guard);
        ArgumentNullException.ThrowIfNull(facts);
        var outcome = guard.Evaluate(facts);
        var boundaries = ImmutableArray.CreateBuilder<Boundary>();
        var values = facts.ToArray();
        var edges = new SortedDictionary<int, SortedSet<Int128>>();
        Collect(guard, edges);
        foreach (var (fact, candidates) in edges)
        {
            var tried = product[fact].Kind is FactKind.OneOf ? Words(product[fact]) : candidates;
            var turning = tried.Where(v => product[fact].Range.Contains(v) && Turns(v)).ToList();
            values[fact] = facts[fact];
            if (turning.Count == 0) continue;
            if (product[fact].Kind is FactKind.OneOf or FactKind.YesNo)
                boundaries.AddRange(turning.Select(v => new Boundary(fact, v)));
            else if (facts[fact] is { } value)
                boundaries.Add(new Boundary(fact, turning.MinBy(v => Int128.Abs(v - value))));
            else
                boundaries.Add(new Boundary(fact, turning[0]));

            bool Turns(Int128 candidate)
            {
                values[fact] = candidate;
                return guard.Evaluate(values) is { } now && now != outcome;
            }
        }

        return boundaries.ToImmutable();
    }

    private static IEnumerable<Int128> Words(Fact fact) =>
        Enumerable.Range(0, fact.Values.Length).Select(i => (Int128)i);

    // A guard changes its mind only from one side of an edge to the other.
    private static void Collect(Condition condition, SortedDictionary<int, SortedSet<Int128>> edges)
    {
        if (condition.Kind == ConditionKind.Within)
        {
            if (!edges.TryGetValue(condition.Fact, out var set)) edges[condition.Fact] = set = [];
            foreach (var interval in condition.Intervals)
                set.UnionWith([interval.Low - 1, interval.Low, interval.High, interval.High + 1]);
        }

        foreach (var part in condition.Parts) Collect(part, edges);
    }
}
