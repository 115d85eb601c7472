using Onus.Language.Compiled;

namespace Onus.Language.Analysis.Guards;

/// <summary>The conjunction of one set of values per axis; null where the axis is free.</summary>
internal sealed record Box(List<Interval>?[] Values)
{
    public bool Contains(ReadOnlySpan<Int128> point)
    {
        for (var axis = 0; axis < Values.Length; axis++)
        {
            var value = point[axis];
            if (Values[axis] is { } intervals && !intervals.Exists(i => i.Contains(value))) return false;
        }

        return true;
    }
}

/// <summary>Lists a region as disjoint boxes, in the order of their lowest cases.</summary>
internal static class RegionBoxes
{
    public static IEnumerable<Box> Of(RegionSpace space, Region region) =>
        Paths(space, region.Node, new List<Interval>?[space.AxisCount]);

    private static IEnumerable<Box> Paths(RegionSpace space, int node, List<Interval>?[] path)
    {
        if (node <= 0) yield break;
        if (node == 1)
        {
            yield return new Box([.. path]);
            yield break;
        }

        var (cut, low) = (space[node], space.Axis(space.AxisOf(node)).Low);
        var children = new Dictionary<int, List<Interval>>();
        var order = new List<int>();
        for (var i = 0; i < cut.Ends.Length; low = cut.Ends[i] + 1, i++)
        {
            if (!children.TryGetValue(cut.Children[i], out var values))
            {
                order.Add(cut.Children[i]);
                children[cut.Children[i]] = values = [];
            }

            values.Add(new Interval(low, cut.Ends[i]));
        }

        foreach (var child in order)
        {
            path[cut.Axis] = children[child];
            foreach (var box in Paths(space, child, path)) yield return box;
        }

        path[cut.Axis] = null;
    }
}
