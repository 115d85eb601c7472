namespace Onus.Language.Diagrams.Layout;

/// <summary>
/// Gives every item its place from left to right, and every lane its borders: nothing touches, lanes are as narrow
/// and arrows as straight as the order of the rows allows.
/// </summary>
internal sealed class ColumnPlacement
{
    private const int LongArrow = 24;
    private const int IntoBox = 8;
    private const int OutOfBox = 6;
    private const int Axis = 4;
    private const int LaneWidth = 4;
    private const int PortPlace = 1;

    private readonly LayoutGraph _graph;
    private readonly RowGraph _rows;
    private readonly NetworkSimplex _simplex = new();
    private readonly Dictionary<RowItem, int> _number = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RowSegment, int> _top = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RowSegment, int> _bottom = new(ReferenceEqualityComparer.Instance);

    private ColumnPlacement(LayoutGraph graph, RowGraph rows)
    {
        _graph = graph;
        _rows = rows;
    }

    /// <summary>Places the items as ordered.</summary>
    public static Placed Place(LayoutGraph graph, RowGraph rows, int[] laneOrder) =>
        new ColumnPlacement(graph, rows).Solve(laneOrder);

    private Placed Solve(int[] laneOrder)
    {
        var borders = new int[laneOrder.Length + 1];
        for (var i = 0; i < borders.Length; i++) borders[i] = _simplex.Add();
        for (var i = 0; i < laneOrder.Length; i++)
            _simplex.Keep(borders[i], borders[i + 1], _graph.Lanes[laneOrder[i]].MinWidth, LaneWidth);

        foreach (var row in _rows.Rows)
            foreach (var item in row) _number[item] = _simplex.Add();
        foreach (var row in _rows.Rows) KeepApart(row, borders);
        for (var lane = 0; lane < laneOrder.Length; lane++) AlignLane(lane);
        foreach (var box in _rows.Boxes)
        {
            AddPorts(box, [.. box.Up.OrderBy(s => s.Upper.Order).ThenBy(s => s.Edge)], _bottom);
            AddPorts(box, [.. box.Down.OrderBy(s => s.Lower.Order).ThenBy(s => s.Edge)], _top);
        }

        foreach (var chain in _rows.Chains)
            foreach (var segment in chain) Straighten(segment);

        var x = _simplex.Solve();
        var origin = x[borders[0]];
        return new Placed(
            _simplex.Cost,
            [.. borders.Select(border => x[border] - origin)],
            [.. _rows.Rows.SelectMany(row => row).Select(item => x[_number[item]] - origin)],
            [.. _rows.Chains.SelectMany(chain => chain).Select(s =>
                (x[End(_top, s, s.Upper)] - origin, x[End(_bottom, s, s.Lower)] - origin))]);
    }

    private int End(Dictionary<RowSegment, int> ports, RowSegment segment, RowItem item) =>
        ports.TryGetValue(segment, out var port) ? port : _number[item];

    // Arrows touch a box in the order of what they lead to, near an even spacing around its middle if nothing else
    // decides.
    private void AddPorts(RowItem box, List<RowSegment> segments, Dictionary<RowSegment, int> ports)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            var port = ports[segments[i]] = _simplex.Add();
            _simplex.Keep(_number[box], port, Spacing.Port - box.LeftExtent);
            _simplex.Keep(port, _number[box], Spacing.Port - box.LeftExtent);
            if (i > 0) _simplex.Keep(ports[segments[i - 1]], port, Spacing.Port);
            _simplex.Pull(_number[box], (2 * i - segments.Count + 1) * Spacing.Port / 2, port, 0, PortPlace);
        }
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
        // Where an arrow must bend, it bends where it leaves its box, not on the way or where it arrives.
        var weight = segment.Upper.Kind == RowItemKind.Box ? OutOfBox
            : segment.Lower.Kind == RowItemKind.Box ? IntoBox
            : LongArrow;
        weight *= _graph.Edges[segment.Edge].Weight;
        _simplex.Pull(End(_top, segment, segment.Upper), 0, End(_bottom, segment, segment.Lower), 0, weight);
    }
}

/// <summary>The places found for one order of the rows.</summary>
/// <param name="Cost">How far lanes are wide and arrows bent; less is better.</param>
/// <param name="Borders">The borders of the lanes from left to right.</param>
/// <param name="Items">The place of each item, row by row.</param>
/// <param name="Segments">Where each piece of each arrow begins and ends, edge by edge.</param>
internal sealed record Placed(long Cost, int[] Borders, int[] Items, (int TopX, int BottomX)[] Segments);
