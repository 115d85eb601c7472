namespace Onus.Language.Diagrams.Layout;

/// <summary>
/// Lays a graph out in layers from top to bottom and lanes from left to right. The same graph always gives the same
/// drawing: whole numbers only, ties broken by the order declared.
/// </summary>
internal sealed class LayeredLayout
{
    private const int StartsMax = 12;
    private const int PlacementsMax = 5;
    private const int CrossingCost = 800;

    private readonly LayoutGraph _graph;
    private readonly RowGraph _rows;
    private readonly int[] _rowTop;
    private readonly int[] _rowBottom;
    private readonly Dictionary<RowSegment, (int Channel, IReadOnlyList<ChannelRouter.Run> Runs)> _routes =
        new(ReferenceEqualityComparer.Instance);

    private LayeredLayout(LayoutGraph graph, RowGraph rows)
    {
        _graph = graph;
        _rows = rows;
        _rowTop = new int[rows.Rows.Count];
        _rowBottom = new int[rows.Rows.Count];
    }

    /// <summary>Lays the graph out; room for lane headings of the given height is left at the top.</summary>
    public static Drawing Draw(LayoutGraph graph, int headingHeight = 0)
    {
        var laneOrder = LaneOrder.Arrange(graph);
        var layering = Layering.Of(graph);
        var rows = RowGraph.Build(graph, layering, laneOrder);
        var borders = BestOrder(graph, rows, laneOrder);
        var layout = new LayeredLayout(graph, rows);
        layout.StackRows(headingHeight + Spacing.Margin);
        return layout.Finish(layering, laneOrder, borders);
    }

    // Few crossings and short, straight arrows: one crossing is worth a detour, but not any detour.
    private static int[] BestOrder(LayoutGraph graph, RowGraph rows, int[] laneOrder)
    {
        var orders = new List<(int Crossings, RowItem[][] Order)>();
        for (var start = 0; start < StartsMax; start++)
        {
            var crossings = CrossingReduction.Order(rows.Rows, start);
            var order = rows.Snapshot();
            if (!orders.Exists(o => SameOrder(o.Order, order))) orders.Add((crossings, order));
        }

        var bestScore = long.MaxValue;
        Placed? best = null;
        RowItem[][] bestOrder = [];
        foreach (var (crossings, order) in orders.OrderBy(o => o.Crossings).Take(PlacementsMax))
        {
            rows.Restore(order);
            var placed = ColumnPlacement.Place(graph, rows, laneOrder);
            var score = placed.Cost + crossings * CrossingCost;
            if (score >= bestScore) continue;
            (bestScore, best, bestOrder) = (score, placed, order);
        }

        rows.Restore(bestOrder);
        rows.Accept(best!);
        return best!.Borders;
    }

    private static bool SameOrder(RowItem[][] first, RowItem[][] second) =>
        first.Zip(second).All(rows => rows.First.AsSpan().SequenceEqual(rows.Second));

    private void StackRows(int top)
    {
        var y = top + Spacing.RowPad;
        for (var row = 0; row < _rows.Rows.Count; row++)
        {
            _rowTop[row] = y;
            y += _rows.Rows[row].Select(item => item.Height).DefaultIfEmpty(0).Max();
            _rowBottom[row] = y;
            if (row + 1 == _rows.Rows.Count) return;
            var segments = _rows.Rows[row].SelectMany(item => item.Down).ToList();
            var (tracks, runs) = ChannelRouter.Route([.. segments.Select(s => (s.TopX, s.BottomX))]);
            for (var i = 0; i < segments.Count; i++) _routes[segments[i]] = (row, runs[i]);
            y += Spacing.RowPad * 2 + Math.Max(0, tracks - 1) * Spacing.Lines;
        }
    }

    private Drawing Finish(Layering layering, int[] laneOrder, int[] borders)
    {
        var nodes = _rows.Boxes.Select(NodeBox).ToList();
        var bottom = _rowBottom.Length == 0 ? 0 : _rowBottom[^1] + Spacing.RowPad;
        var width = borders[^1] + 2 * Spacing.Margin;
        var hasLast = _graph.Nodes.Any(n => n.Lane == LayoutNode.NoLane);
        var lastTop = hasLast ? _rowTop[^1] - Spacing.RowPad : bottom;
        var lanes = new Box[laneOrder.Length];
        for (var i = 0; i < laneOrder.Length; i++)
        {
            lanes[laneOrder[i]] = new Box(
                borders[i] + Spacing.Margin, Spacing.Margin, borders[i + 1] + Spacing.Margin, lastTop);
        }

        var last = hasLast ? new Box(Spacing.Margin, lastTop, width - Spacing.Margin, bottom) : default;
        var arrows = Enumerable.Range(0, _graph.Edges.Count)
            .Select(edge => _rows.Chains[edge].Count == 0 ? SelfLoop(edge, nodes) : Arrow(edge, layering))
            .ToList();
        return new Drawing(width, bottom + Spacing.Margin, nodes, arrows, lanes, last);
    }

    private Box NodeBox(RowItem item)
    {
        var x = item.X + Spacing.Margin;
        var top = _rowTop[item.Row];
        return new Box(x - item.LeftExtent, top, x + item.LeftExtent, top + item.Height);
    }

    private Arrow Arrow(int edge, Layering layering)
    {
        var chain = _rows.Chains[edge];
        var first = NodeBox(chain[0].Upper);
        var points = new List<Point> { new(chain[0].TopX + Spacing.Margin, first.Bottom) };
        foreach (var segment in chain)
        {
            var (channel, runs) = _routes[segment];
            foreach (var run in runs)
            {
                var y = _rowBottom[channel] + Spacing.RowPad + run.Track * Spacing.Lines;
                points.Add(new Point(run.FromX + Spacing.Margin, y));
                points.Add(new Point(run.ToX + Spacing.Margin, y));
            }
        }

        points.Add(new Point(chain[^1].BottomX + Spacing.Margin, _rowTop[chain[^1].Lower.Row]));
        if (layering.Upward[edge]) points.Reverse();
        return new Arrow(points, LabelBox(_rows.LabelOf[edge]!, edge));
    }

    private Box LabelBox(RowItem label, int edge)
    {
        var left = label.X + Spacing.Margin + Spacing.LabelIndent;
        var top = _rowTop[label.Row];
        return new Box(left, top, left + _graph.Edges[edge].LabelWidth, top + label.Height);
    }

    // Self-loops stand beside their box, one below the other, each with its label to the right.
    private Arrow SelfLoop(int edge, List<Box> nodes)
    {
        var node = _graph.Edges[edge].From;
        var box = nodes[node];
        var top = box.Top + Spacing.LoopGap;
        for (var other = 0; other < edge; other++)
        {
            if (_graph.Edges[other].From == node && _graph.Edges[other].To == node)
                top += _graph.Edges[other].LabelHeight + Spacing.LoopGap;
        }

        var bottom = top + _graph.Edges[edge].LabelHeight;
        var right = box.Right + Spacing.Loop;
        Point[] path = [new(box.Right, top), new(right, top), new(right, bottom), new(box.Right, bottom)];
        var left = right + Spacing.LabelIndent;
        return new Arrow(path, new Box(left, top, left + _graph.Edges[edge].LabelWidth, bottom));
    }
}
