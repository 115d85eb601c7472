namespace Onus.Language.Diagrams.Layout;

/// <summary>
/// Orders each row so that few arrows cross: sweeps that move every item to the mean place of its neighbours, then
/// swaps of neighbours as long as they help. Boxes never leave the order of their lanes.
/// </summary>
internal sealed class CrossingReduction
{
    private const int SweepsMax = 24;
    private const int SwapRoundsMax = 12;
    private const long PlaceUnit = 1 << 16;

    private readonly IReadOnlyList<List<RowItem>> _rows;

    private CrossingReduction(IReadOnlyList<List<RowItem>> rows) => _rows = rows;

    /// <summary>Orders the rows and gets the number of crossings left.</summary>
    /// <param name="rows">The rows, reordered in place.</param>
    /// <param name="start">Which of many first orders to improve: where sweeps end depends on where they begin.</param>
    public static int Order(IReadOnlyList<List<RowItem>> rows, int start = 0)
    {
        var reduction = new CrossingReduction(rows);
        reduction.Shuffle(start);
        return reduction.Sweep(start);
    }

    // Start 0 is the order declared; the others deal the row out in strides.
    private void Shuffle(int start)
    {
        foreach (var row in _rows)
        {
            var declared = row.OrderBy(item => item.Kind).ThenBy(item => item.Index).ToList();
            var stride = start + 1;
            var dealt = declared.Index().OrderBy(i => i.Index % stride).ThenBy(i => start % 2 == 0 ? i.Index : -i.Index)
                .Select(i => i.Item);
            var boxes = new Queue<RowItem>(
                declared.Where(item => item.Lane != LayoutNode.NoLane).OrderBy(item => item.Lane));
            Put(row, [.. dealt.Select(item => item.Lane == LayoutNode.NoLane ? item : boxes.Dequeue())]);
        }
    }

    private int Sweep(int start)
    {
        var best = int.MaxValue;
        var bestOrder = new List<RowItem>[_rows.Count];
        for (var sweep = 0; sweep < SweepsMax && best > 0; sweep++)
        {
            for (var i = 1; i < _rows.Count; i++)
            {
                var down = (sweep + start / 2) % 2 == 0;
                Reorder(_rows[down ? i : _rows.Count - 1 - i], down);
            }

            SwapNeighbours();
            var crossings = Crossings();
            if (crossings >= best) continue;
            best = crossings;
            for (var i = 0; i < _rows.Count; i++) bestOrder[i] = [.. _rows[i]];
        }

        if (_rows.Count > 0)
            for (var i = 0; i < _rows.Count; i++) Put(_rows[i], bestOrder[i]);
        return _rows.Count == 0 ? 0 : best;
    }

    private static void Reorder(List<RowItem> row, bool fromAbove)
    {
        var keys = new Dictionary<RowItem, long>(ReferenceEqualityComparer.Instance);
        foreach (var item in row) keys[item] = Mean(item, fromAbove);
        KeepLanes(row, keys);
        Put(row, [.. row.OrderBy(item => keys[item]).ThenBy(item => item.Order)]);
    }

    // The mean place of the neighbours in the row just ordered; where there are none, the item's own place, scaled.
    private static long Mean(RowItem item, bool fromAbove)
    {
        var segments = fromAbove ? item.Up : item.Down;
        if (segments.Count == 0) return item.Order * PlaceUnit;
        long sum = 0;
        foreach (var segment in segments) sum += (fromAbove ? segment.Upper : segment.Lower).Order * PlaceUnit;
        return sum / segments.Count;
    }

    // Boxes of lanes to the left get keys no greater than those to the right: pools of violators take their mean.
    private static void KeepLanes(List<RowItem> row, Dictionary<RowItem, long> keys)
    {
        var boxes = row.Where(item => item.Lane != LayoutNode.NoLane)
            .OrderBy(item => item.Lane).ThenBy(item => keys[item]).ThenBy(item => item.Order).ToList();
        var pools = new List<(long Sum, int Count)>();
        foreach (var box in boxes)
        {
            var pool = (Sum: keys[box], Count: 1);
            while (pools.Count > 0 && pools[^1].Sum * pool.Count > pool.Sum * pools[^1].Count)
            {
                pool = (pool.Sum + pools[^1].Sum, pool.Count + pools[^1].Count);
                pools.RemoveAt(pools.Count - 1);
            }

            pools.Add(pool);
        }

        var next = 0;
        foreach (var (sum, count) in pools)
            for (var i = 0; i < count; i++) keys[boxes[next++]] = sum / count;
        // Equal keys fall back on the old order: give the boxes the order of their lanes there.
        var places = boxes.Select(box => box.Order).Order().ToList();
        for (var i = 0; i < boxes.Count; i++) boxes[i].Order = places[i];
    }

    private void SwapNeighbours()
    {
        for (var round = 0; round < SwapRoundsMax; round++)
        {
            var improved = false;
            foreach (var row in _rows)
            {
                for (var i = 0; i + 1 < row.Count; i++)
                {
                    var (left, right) = (row[i], row[i + 1]);
                    if (left.Lane != LayoutNode.NoLane && right.Lane != LayoutNode.NoLane && left.Lane < right.Lane)
                        continue;
                    if (Between(left, right) <= Between(right, left)) continue;
                    (row[i], row[i + 1]) = (right, left);
                    (left.Order, right.Order) = (right.Order, left.Order);
                    improved = true;
                }
            }

            if (!improved) return;
        }
    }

    // Crossings between the arrows of two neighbours when the first stands to the left.
    private static int Between(RowItem left, RowItem right)
    {
        var count = 0;
        foreach (var a in left.Up)
            foreach (var b in right.Up)
                if (b.Upper.Order < a.Upper.Order) count++;
        foreach (var a in left.Down)
            foreach (var b in right.Down)
                if (b.Lower.Order < a.Lower.Order) count++;
        return count;
    }

    private int Crossings()
    {
        var count = 0;
        foreach (var row in _rows)
        {
            for (var i = 0; i < row.Count; i++)
                for (var j = i + 1; j < row.Count; j++)
                    foreach (var a in row[i].Down)
                        foreach (var b in row[j].Down)
                            if (b.Lower.Order < a.Lower.Order) count++;
        }

        return count;
    }

    private static void Put(List<RowItem> row, List<RowItem> ordered)
    {
        row.Clear();
        row.AddRange(ordered);
        for (var i = 0; i < row.Count; i++) row[i].Order = i;
    }
}
