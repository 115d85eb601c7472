using Onus.Language.Compiled;

namespace Onus.Language.Analysis.Guards;

/// <summary>Finds one case that lies within a region and in none of many others, without ever building their union.</summary>
/// <remarks>
/// A sweep: cut the first axis at every boundary of the rules still alive, go into each cell, and remember each set of
/// rules that was found to cover all that is left. A rule with nothing left to test ends the search of its cell.
/// </remarks>
internal sealed class RegionSearch(RegionSpace space, int budget)
{
    private readonly HashSet<int[]> _covered = new(SetComparer.Instance);
    private Interval[] _cell = [];
    private int _left = budget;

    /// <summary>Whether the budget of cells ran out before the question was decided.</summary>
    public bool IsUndecided { get; private set; }

    /// <summary>A cell of cases within the region and outside all the others, cut nowhere by any of them; null if there
    /// is none, or if the search <see cref="IsUndecided"/>.</summary>
    public Interval[]? Find(Region within, IEnumerable<Region> outside)
    {
        int[] set = [within.Node, .. outside.Select(r => r.Node).Distinct().Order()];
        if (Array.Exists(set, n => n < 0))
        {
            IsUndecided = true;
            return null;
        }

        _cell = [.. Enumerable.Range(0, space.AxisCount).Select(space.Axis)];
        return Search(Normal(set)) ? _cell : null;
    }

    /// <summary>Whether every case of the region lies in one of the others; null if undecided.</summary>
    public bool? Covers(IEnumerable<Region> regions, Region within)
    {
        var found = Find(within, regions) is not null;
        return IsUndecided ? null : !found;
    }

    // The set is null when it is decided that nothing is uncovered; its first node is the region searched within.
    private bool Search(int[]? set)
    {
        if (set is null || IsUndecided) return false;
        var axis = int.MaxValue;
        foreach (var node in set) axis = Math.Min(axis, space.AxisOf(node));
        if (axis == int.MaxValue) return true;
        if (_covered.Contains(set)) return false;
        if (--_left < 0)
        {
            IsUndecided = true;
            return false;
        }

        var found = Sweep(set, axis);
        if (!found && !IsUndecided) _covered.Add(set);
        return found;
    }

    private bool Sweep(int[] set, int axis)
    {
        var domain = space.Axis(axis);
        var children = (int[])set.Clone();
        var places = Enumerable.Range(0, set.Length).Where(i => space.AxisOf(set[i]) == axis).ToArray();
        var cursors = places.Select(i => new RegionSpace.Cursor(space, set[i], axis)).ToArray();
        for (var low = domain.Low; ;)
        {
            var end = domain.High;
            for (var i = 0; i < cursors.Length; i++)
            {
                end = Int128.Min(end, cursors[i].End);
                children[places[i]] = cursors[i].Child;
            }

            _cell[axis] = new Interval(low, end);
            if (Search(Normal(children))) return true;
            if (IsUndecided) return false;
            if (end == domain.High) break;
            for (var i = 0; i < cursors.Length; i++) cursors[i].Pass(end);
            low = end + 1;
        }

        _cell[axis] = domain;
        return false;
    }

    private static int[]? Normal(int[] nodes)
    {
        if (nodes[0] == 0 || nodes.AsSpan(1).Contains(1)) return null;
        var set = (int[])nodes.Clone();
        set.AsSpan(1).Sort();
        var kept = 1;
        for (var i = 1; i < set.Length; i++)
            if (set[i] != 0 && (kept == 1 || set[i] != set[kept - 1])) set[kept++] = set[i];
        return set[..kept];
    }

    private sealed class SetComparer : IEqualityComparer<int[]>
    {
        public static readonly SetComparer Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] obj)
        {
            unchecked // a hash is meant to wrap
            {
                var hash = 17;
                foreach (var node in obj) hash = hash * 486_187_739 + node;
                return hash;
            }
        }
    }
}
