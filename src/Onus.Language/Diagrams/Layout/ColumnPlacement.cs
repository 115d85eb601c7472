namespace Onus.Language.Diagrams.Layout;

/// <summary>
/// Gives every item its place from left to right, and every lane its borders: nothing touches, lanes are as narrow
/// and arrows as straight as the order of the rows allows.
/// </summary>
internal sealed class ColumnPlacement
{
    private const int LongArrow = 12;
    private const int ShortArrow = 3;
    private const int Axis = 2;
    private const int LaneWidth = 2;

    private readonly LayoutGraph _graph;
    private readonly RowGraph _rows;
    private readonly NetworkSimplex _simplex = new();
    private readonly Dictionary<RowItem, int> _number = new(ReferenceEqualityComparer.Instance);

    private ColumnPlacement(LayoutGraph graph, RowGraph rows)
    {
        _graph = graph;
        _rows = rows;
    }

    /// <summary>Places the items and gets the borders of the lanes, from left to right, one more than lanes.</summary>
    public static int[] Place(LayoutGraph graph, RowGraph rows, int[] laneOrder)
    {
        var placement = new ColumnPlacement(graph, rows);
        placement.SetPorts();
        return placement.Solve(laneOrder);
    }

    // Arrows touch a box in the order of what they lead to, evenly spaced around its middle.
    private void SetPorts()
    {
        foreach (var box in _rows.Boxes)
        {
            var up = box.Up.OrderBy(s => s.Upper.Order).ToList();
            for (var i = 0; i < up.Count; i++) up[i].LowerOffset = (2 * i - up.Count + 1) * Spacing.Port / 2;
            var down = box.Down.OrderBy(s => s.Lower.Order).ToList();
            for (var i = 0; i < down.Count; i++) down[i].UpperOffset = (2 * i - down.Count + 1) * Spacing.Port / 2;
        }
    }

    private int[] Solve(int[] laneOrder)
    {
        var borders = new int[laneOrder.Length + 1];
        for (var i = 0; i < borders.Length; i++) borders[i] = _simplex.Add();
        for (var i = 0; i < laneOrder.Length; i++)
            _simplex.Keep(borders[i], borders[i + 1], _graph.Lanes[laneOrder[i]].MinWidth, LaneWidth);

        foreach (var row in _rows.Rows)
            foreach (var item in row) _number[item] = _simplex.Add();
        foreach (var row in _rows.Rows) KeepApart(row, borders);
        for (var lane = 0; lane < laneOrder.Length; lane++) AlignLane(lane);
        foreach (var chain in _rows.Chains)
            foreach (var segment in chain) Straighten(segment);

        var x = _simplex.Solve();
        var origin = x[borders[0]];
        foreach (var (item, number) in _number) item.X = x[number] - origin;
        return [.. borders.Select(border => x[border] - origin)];
    }

    private void KeepApart(List<RowItem> row, int[] borders)
    {
        foreach (var item in row)
        {
            var inLane = item.Lane != LayoutNode.NoLane;
            var (left, right) = inLane ? (borders[item.Lane], borders[item.Lane + 1]) : (borders[0], borders[^1]);
            _simplex.Keep(left, _number[item], item.LeftExtent + Spacing.LanePad);
            _simplex.Keep(_number[item], right, item.RightExtent + Spacing.LanePad);
        }

        for (var i = 0; i + 1 < row.Count; i++)
        {
            var gap = row[i].Kind == RowItemKind.Bend && row[i + 1].Kind == RowItemKind.Bend ? 0 : Spacing.Beside;
            var distance = row[i].RightExtent + gap + row[i + 1].LeftExtent;
            _simplex.Keep(_number[row[i]], _number[row[i + 1]], Math.Max(distance, Spacing.Lines));
        }
    }

    private void AlignLane(int lane)
    {
        var axis = _simplex.Add();
        foreach (var box in _rows.Boxes)
            if (box.Lane == lane) _simplex.Pull(axis, 0, _number[box], 0, Axis);
    }

    private void Straighten(RowSegment segment)
    {
        var loose = segment.Upper.Kind != RowItemKind.Box && segment.Lower.Kind != RowItemKind.Box;
        var weight = (loose ? LongArrow : ShortArrow) * _graph.Edges[segment.Edge].Weight;
        var (upper, lower) = (_number[segment.Upper], _number[segment.Lower]);
        _simplex.Pull(upper, segment.UpperOffset, lower, segment.LowerOffset, weight);
    }
}
