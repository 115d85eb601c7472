using System.Collections.Immutable;
using Onus.Language.Binding;
using Onus.Language.Compiled;

namespace Onus.Language.Analysis.Guards;

/// <summary>The facts of one or more versions of a product as axes, and its guards as regions over them.</summary>
/// <remarks>Axes stand in this order: facts fixed at opening, facts given later, values kept or supplied by the
/// engine.</remarks>
internal sealed class DecisionSpace
{
    private readonly ImmutableArray<BoundFact> _facts;
    private readonly int[] _axisOf;

    /// <summary>The space of a product; its regions may hold so many nodes.</summary>
    public DecisionSpace(BoundProduct product, int budget)
        : this(product.Facts, ImmutableDictionary<int, Interval>.Empty, budget)
    {
    }

    /// <summary>A space for the same facts with wider ranges, so that two versions can be compared in it.</summary>
    public DecisionSpace(ImmutableArray<BoundFact> facts, IReadOnlyDictionary<int, Interval> ranges, int budget)
    {
        _facts = facts;
        var comparable = Enumerable.Range(0, facts.Length).Where(i => facts[i].IsComparable);
        Order = [.. comparable.OrderBy(i => Rank(facts[i])).ThenBy(i => i)];
        _axisOf = [.. Enumerable.Range(0, facts.Length).Select(i => Order.IndexOf(i))];
        var axes = Order.Select(i => ranges.GetValueOrDefault(i, FactLowering.RangeOf(facts[i])));
        Regions = new RegionSpace(axes, budget);
    }

    public RegionSpace Regions { get; }

    /// <summary>The fact of each axis, as its place in the product.</summary>
    public ImmutableArray<int> Order { get; }

    public BoundFact FactOf(int axis) => _facts[Order[axis]];

    public int AxisOf(FactRef fact) => _axisOf[fact.Index];

    /// <summary>Whether the value is given when the case opens and never changes.</summary>
    public bool IsFixedAtOpening(int axis) => Rank(FactOf(axis)) == 0;

    /// <summary>Whether the value is unknown until somebody gives it.</summary>
    public bool IsLater(int axis) => FactOf(axis).Later;

    /// <summary>The cases in which a guard holds; no guard always holds.</summary>
    public Region Where(Condition? guard) =>
        guard is null ? Region.Everything : Regions.Where(guard, fact => _axisOf[fact]);

    /// <summary>The cases for which the region holds whatever the values are that are not fixed at opening.</summary>
    public Region WhateverComesLater(Region region) =>
        Fold(region, axis => !IsFixedAtOpening(axis), Regions.WithEvery);

    /// <summary>The cases for which the region holds for some values that are not fixed at opening.</summary>
    public Region WhateverWasFixed(Region region) => Fold(region, axis => !IsFixedAtOpening(axis), Regions.WithAny);

    /// <summary>The cases for which the region holds whatever the later facts are that are not in the list.</summary>
    public Region WhileUnknown(Region region, IReadOnlySet<int> known) =>
        Fold(region, axis => IsLater(axis) && !known.Contains(Order[axis]), Regions.WithEvery);

    private Region Fold(Region region, Func<int, bool> chosen, Func<int, Region, Region> forget)
    {
        for (var axis = Regions.AxisCount - 1; axis >= 0 && !region.IsTooLarge; axis--)
            if (chosen(axis)) region = forget(axis, region);
        return region;
    }

    private static int Rank(BoundFact fact) => fact.IsSupplied ? 2 : fact.Later ? 1 : 0;
}
