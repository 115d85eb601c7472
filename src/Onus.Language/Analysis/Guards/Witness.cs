using Onus.Language.Binding;
using Onus.Language.Compiled;

namespace Onus.Language.Analysis.Guards;

/// <summary>One concrete case in which a fault shows, and which of its facts matter.</summary>
/// <param name="Point">The value of each axis.</param>
/// <param name="Reach">For each axis, the interval around the value in which the fault still shows; null where the
/// fault
/// shows whatever the values of all such axes are.</param>
/// <param name="Domain">For each axis, from and to which value the case could lie at all.</param>
internal sealed record Witness(Int128[] Point, Interval?[] Reach, Interval[] Domain)
{
    /// <summary>What the facts of the chosen axes are where the fault shows: <c>amount is over EUR
    /// 1,000.00</c>.</summary>
    public string Says(IEnumerable<int> axes, DecisionSpace space, FactText text) => string.Join(" and ", axes
        .OrderBy(axis => space.Order[axis])
        .Select(axis => Reach[axis] is { } reach ? text.Says(space.Order[axis], [reach], Domain[axis]) : null)
        .OfType<string>());

    /// <summary>The case in the product's words, facts in the order of the product: those that matter, or all of
    /// it.</summary>
    public string Text(DecisionSpace space, FactText text)
    {
        var lines = Enumerable.Range(0, Point.Length)
            .Where(axis => Reach[axis] is not null)
            .OrderBy(axis => space.Order[axis])
            .Select(axis => text.Witness(space.Order[axis], Point[axis], Reach[axis] is { } r && r.Low == r.High));
        var all = string.Join(", ", lines);
        return all.Length == 0 ? "every case" : all;
    }
}

/// <summary>Rounds a found cell to a case that a reader can hold in the head, and drops what does not matter.</summary>
internal sealed class WitnessFinder(ProductGuards guards, StateRef state)
{
    private readonly DecisionSpace _space = guards.Space;
    private readonly (FactRef Kept, FactRef? Of)[] _ownParts = [.. guards.OwnPartIn(state)];

    /// <summary>A round case within the region and outside the others, from a cell of such cases.</summary>
    /// <param name="cell">Where it was found.</param>
    /// <param name="cases">All cases that can be; what the fault leaves free among them does not matter.</param>
    /// <param name="within">The cases that show the fault,</param>
    /// <param name="outside">less these.</param>
    public Witness Round(Interval[] cell, Region cases, Region within, IReadOnlyList<Region> outside)
    {
        var point = cell.Select(c => c.Low).ToArray();
        var reach = new Interval?[point.Length];
        var free = new bool[point.Length];
        var domain = new Interval[point.Length];
        // Kept values stand last and are chosen first, so that an amount can still stay below its total.
        for (var axis = point.Length - 1; axis >= 0; axis--)
        {
            var all = _space.Regions.Slice(cases, axis, point);
            var here = _space.Regions.Slice(within, axis, point);
            foreach (var region in outside) here = Without(here, _space.Regions.Slice(region, axis, point));
            var value = point[axis];
            reach[axis] = here.Find(i => i.Contains(value));
            point[axis] = RoundValue.In(_space.FactOf(axis), Possible(axis, reach[axis]!.Value, point));
            free[axis] = here.SequenceEqual(all);
            domain[axis] = new Interval(all[0].Low, _space.Regions.Axis(axis).High);
        }

        for (var axis = point.Length - 1; axis >= 0; axis--)
        {
            if (!free[axis]) continue;
            var interval = reach[axis];
            reach[axis] = null;
            if (!ShowsEverywhere(point, reach, cases, within, outside)) reach[axis] = interval;
        }

        return new Witness(point, reach, domain);
    }

    // One fact may be free and another too, and yet not both together.
    private bool ShowsEverywhere(
        Int128[] point, Interval?[] reach, Region cases, Region within, IReadOnlyList<Region> outside)
    {
        var (regions, here) = (_space.Regions, cases);
        for (var axis = point.Length - 1; axis >= 0; axis--)
            if (reach[axis] is not null)
                here = regions.And(here, regions.Where(axis, [new Interval(point[axis], point[axis])]));
        return !here.IsTooLarge && regions.Minus(here, within).IsNothing
            && !outside.Any(o => regions.Intersects(o, here));
    }

    private Interval Possible(int axis, Interval interval, Int128[] point)
    {
        foreach (var (kept, of) in _ownParts)
        {
            if (of is not { } fact) continue;
            var (keptAxis, ofAxis) = (_space.AxisOf(kept), _space.AxisOf(fact));
            if (axis == keptAxis) interval = interval with { Low = Int128.Max(interval.Low, point[ofAxis]) };
            if (axis == ofAxis) interval = interval with { High = Int128.Min(interval.High, point[keptAxis]) };
        }

        return interval;
    }

    private static List<Interval> Without(List<Interval> values, List<Interval> taken)
    {
        var left = new List<Interval>();
        foreach (var value in values)
        {
            var low = value.Low;
            foreach (var hole in taken)
            {
                if (hole.High < low || hole.Low > value.High) continue;
                if (hole.Low > low) left.Add(new Interval(low, hole.Low - 1));
                low = hole.High + 1;
            }

            if (low <= value.High) left.Add(new Interval(low, value.High));
        }

        return left;
    }
}
