using Onus.Language.Binding;
using Onus.Language.Compiled;

namespace Onus.Language.Analysis.Guards;

/// <summary>The guards of a product's steps as regions, and what is possible in a state before anybody
/// decides.</summary>
internal sealed class ProductGuards
{
    private readonly BoundProduct _product;
    private readonly Func<BoundCondition, Condition> _lower;
    private readonly Condition?[] _conditions;
    private readonly Region[] _regions;

    public ProductGuards(BoundProduct product, DecisionSpace space) : this(product, space, condition => condition)
    {
    }

    /// <summary>The guards in a space of other facts, to which the conditions are translated.</summary>
    public ProductGuards(BoundProduct product, DecisionSpace space, Func<Condition, Condition> translate)
    {
        (_product, Space) = (product, space);
        var lowering = new FactLowering(product, new LoweringNames(product));
        _lower = condition => translate(lowering.Lower(condition));
        _conditions = [.. product.Steps.Select(s => s.When is { } when ? _lower(when) : null)];
        _regions = [.. _conditions.Select(space.Where)];
    }

    public BoundProduct Product => _product;

    public DecisionSpace Space { get; }

    /// <summary>The cases in which the step's guard holds.</summary>
    public Region this[StepRef step] => _regions[step.Index];

    /// <summary>The cases in which a part of some guard holds.</summary>
    public Region Where(BoundCondition condition) => Space.Where(_lower(condition));

    /// <summary>The facts that the step's guard reads.</summary>
    public HashSet<int> ReadBy(StepRef step)
    {
        var read = new HashSet<int>();
        if (_conditions[step.Index] is { } condition) Collect(condition, read);
        return read;
    }

    /// <summary>The values at which some guard changes its mind about a fact: the lowest value of each piece.</summary>
    public SortedSet<Int128> CutsOf(FactRef fact)
    {
        var cuts = new SortedSet<Int128>();
        foreach (var condition in _conditions)
            if (condition is not null) Collect(condition, fact.Index, cuts);
        return cuts;
    }

    /// <summary>The kept values of a state that are never below what the case itself adds to them: the count or total,
    /// and the fact that a total sums (null for a count).</summary>
    public IEnumerable<(FactRef Kept, FactRef? Of)> OwnPartIn(StateRef state) =>
        from index in Enumerable.Range(0, _product.Facts.Length)
        let kept = _product.Facts[index].Kept
        where kept is not null && kept.Steps.Any(s => _product[s].From.Contains(state))
        select (new FactRef(index), kept.Of);

    /// <summary>The cases that can be: a total is not below the case's own amount while it is counted in.</summary>
    /// <remarks>Exact up to the guards' own cuts: a cell between cuts is kept when some case in it can be.</remarks>
    public Region PossibleIn(StateRef state)
    {
        var possible = Region.Everything;
        foreach (var (kept, of) in OwnPartIn(state))
        {
            var axis = Space.AxisOf(kept);
            if (of is not { } fact) possible = Space.Regions.And(possible, AtLeast(axis, 1));
            else if (_product[fact].IsComparable) possible = Space.Regions.And(possible, AtLeastOwn(axis, fact));
        }

        return possible;
    }

    private Region AtLeastOwn(int keptAxis, FactRef of)
    {
        var axis = Space.AxisOf(of);
        var range = Space.Regions.Axis(axis);
        var union = Region.Nothing;
        Int128[] lows = [range.Low, .. CutsOf(of).Where(c => c > range.Low && c <= range.High)];
        for (var i = 0; i < lows.Length; i++)
        {
            var high = i + 1 < lows.Length ? lows[i + 1] - 1 : range.High;
            var cell = Space.Regions.Where(axis, [new Interval(lows[i], high)]);
            union = Space.Regions.Or(union, Space.Regions.And(cell, AtLeast(keptAxis, lows[i])));
        }

        return union;
    }

    private Region AtLeast(int axis, Int128 low) =>
        Space.Regions.Where(axis, [new Interval(low, Space.Regions.Axis(axis).High)]);

    private static void Collect(Condition condition, HashSet<int> read)
    {
        if (condition.Kind == ConditionKind.Within) read.Add(condition.Fact);
        foreach (var part in condition.Parts) Collect(part, read);
    }

    private static void Collect(Condition condition, int fact, SortedSet<Int128> cuts)
    {
        if (condition.Kind == ConditionKind.Within && condition.Fact == fact)
            foreach (var interval in condition.Intervals) cuts.UnionWith([interval.Low, interval.High + 1]);
        foreach (var part in condition.Parts) Collect(part, fact, cuts);
    }
}
