using Onus.Language.Compiled;

namespace Onus.Language.Analysis.Guards;

/// <summary>Finds one case within a region that lies in none of many others, without ever building their
/// union.</summary>
/// <remarks>
/// A sweep: cut the first axis at every boundary of the rules still alive, go into each cell, and remember each set of
/// rules that was found to cover all that is left. A rule with nothing left to test ends the search of its cell.
/// A set is the node searched within, then the nodes of the rules alive, ascending and each once.
/// </remarks>
internal sealed class RegionSearch(RegionSpace space, int budget)
{
    private readonly HashSet<int[]> _covered = new(NodeSetComparer.Instance);
    private readonly Level[] _levels = new Level[space.AxisCount];
    private Interval[] _cell = [];
    private int _left = budget;

    /// <summary>Whether the budget of sets ran out before the question was decided.</summary>
    public bool IsUndecided { get; private set; }

    /// <summary>A cell of cases within the region and outside all the others, cut nowhere by any of them; null if there
    /// is none, or if the search <see cref="IsUndecided"/>.</summary>
    public Interval[]? Find(Region within, IEnumerable<Region> outside)
    {
        int[] rules = [.. outside.Select(r => r.Node).Where(n => n != 0).Distinct().Order()];
        if (within.IsTooLarge || (rules.Length > 0 && rules[0] < 0))
        {
            IsUndecided = true;
            return null;
        }

        if (within.IsNothing || rules.Contains(1)) return null;
        _cell = [.. Enumerable.Range(0, space.AxisCount).Select(space.Axis)];
        return Search([within.Node, .. rules]) ? _cell : null;
    }

    /// <summary>Whether every case of the region lies in one of the others; null if undecided.</summary>
    public bool? Covers(IEnumerable<Region> regions, Region within)
    {
        var found = Find(within, regions) is not null;
        return IsUndecided ? null : !found;
    }

    private bool Search(ReadOnlySpan<int> set)
    {
        var axis = int.MaxValue;
        foreach (var node in set) axis = Math.Min(axis, space.AxisOf(node));
        if (axis == int.MaxValue) return true;
        if (_covered.GetAlternateLookup<ReadOnlySpan<int>>().Contains(set)) return false;
        if (--_left < 0) IsUndecided = true;
        if (IsUndecided) return false;
        var found = Sweep(set, axis);
        if (!found && !IsUndecided) _covered.Add(set.ToArray());
        return found;
    }

    // Rules that ask a later axis stay as they are in every cell; only the others change from cell to cell.
    private bool Sweep(ReadOnlySpan<int> set, int axis)
    {
        var domain = space.Axis(axis);
        ref var level = ref _levels[axis];
        level.Reserve(set.Length);
        var (waitingCount, cutCount) = (0, 0);
        foreach (var node in set[1..])
        {
            if (space.AxisOf(node) == axis) level.Cursors[cutCount++] = new RegionSpace.Cursor(space, node, axis);
            else level.Waiting[waitingCount++] = node;
        }

        var cursors = level.Cursors.AsSpan(0, cutCount);
        var waiting = level.Waiting.AsSpan(0, waitingCount);
        var within = new RegionSpace.Cursor(space, set[0], axis);
        for (var low = domain.Low; ;)
        {
            var (end, count, covered) = (within.End, 0, within.Child == 0);
            foreach (ref readonly var cursor in cursors)
            {
                end = Int128.Min(end, cursor.End);
                covered |= cursor.Child == 1;
                if (cursor.Child != 0) level.Alive[count++] = cursor.Child;
            }

            if (!covered)
            {
                _cell[axis] = new Interval(low, end);
                level.Alive.AsSpan(0, count).Sort();
                if (Search(Merge(within.Child, waiting, level.Alive.AsSpan(0, count), level.Merged))) return true;
                if (IsUndecided) return false;
            }

            if (end == domain.High) break;
            within.Pass(end);
            foreach (ref var cursor in cursors) cursor.Pass(end);
            low = end + 1;
        }

        _cell[axis] = domain;
        return false;
    }

    // Both lists ascend; the first has no node twice.
    private static ReadOnlySpan<int> Merge(int within, ReadOnlySpan<int> waiting, ReadOnlySpan<int> alive, int[] into)
    {
        into[0] = within;
        var (count, at) = (1, 0);
        foreach (var node in alive)
        {
            while (at < waiting.Length && waiting[at] < node) into[count++] = waiting[at++];
            if (at < waiting.Length && waiting[at] == node) at++;
            if (count == 1 || into[count - 1] != node) into[count++] = node;
        }

        while (at < waiting.Length) into[count++] = waiting[at++];
        return into.AsSpan(0, count);
    }

    /// <summary>The working room of one axis; a sweep never meets its own axis again below it.</summary>
    private struct Level
    {
        public int[] Waiting;
        public int[] Alive;
        public int[] Merged;
        public RegionSpace.Cursor[] Cursors;

        public void Reserve(int size)
        {
            if (Waiting is not null && Waiting.Length >= size) return;
            (Waiting, Alive, Merged) = (new int[size], new int[size], new int[size]);
            Cursors = new RegionSpace.Cursor[size];
        }
    }
}
