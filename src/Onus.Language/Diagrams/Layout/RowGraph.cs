using Onus.Core;

namespace Onus.Language.Diagrams.Layout;

/// <summary>
/// The layers as rows: rows of boxes with a row of labels between each two, every arrow cut into pieces from one row
/// to the next. The label of an arrow stands next to the box the arrow leaves.
/// </summary>
internal sealed class RowGraph
{
    private readonly LayoutGraph _graph;

    private RowGraph(LayoutGraph graph, Layering layering)
    {
        _graph = graph;
        Rows = [.. Enumerable.Range(0, Math.Max(0, layering.Count * 2 - 1)).Select(_ => new List<RowItem>())];
        Chains = new IReadOnlyList<RowSegment>[graph.Edges.Count];
        LabelOf = new RowItem?[graph.Edges.Count];
        Boxes = new RowItem[graph.Nodes.Count];
    }

    public IReadOnlyList<List<RowItem>> Rows { get; }

    /// <summary>Gets for each edge its pieces from top to bottom; none for a self-loop.</summary>
    public IReadOnlyList<RowSegment>[] Chains { get; }

    /// <summary>Gets for each edge its label, if it is not a self-loop.</summary>
    public RowItem?[] LabelOf { get; }

    public RowItem[] Boxes { get; }

    public static RowGraph Build(LayoutGraph graph, Layering layering, int[] laneOrder)
    {
        var lanePlace = new int[laneOrder.Length];
        for (var i = 0; i < laneOrder.Length; i++) lanePlace[laneOrder[i]] = i;
        var rows = new RowGraph(graph, layering);
        for (var node = 0; node < graph.Nodes.Count; node++) rows.AddBox(node, layering.Layer[node] * 2, lanePlace);
        for (var edge = 0; edge < graph.Edges.Count; edge++)
        {
            if (graph.Edges[edge].From == graph.Edges[edge].To) rows.Chains[edge] = [];
            else rows.AddChain(edge, layering);
        }

        foreach (var box in rows.Boxes) rows.SetWidth(box);
        return rows;
    }

    /// <summary>Gets the order of the rows, to come back to it.</summary>
    public RowItem[][] Snapshot() => [.. Rows.Select(row => row.ToArray())];

    /// <summary>Puts the rows into an order they had before.</summary>
    public void Restore(RowItem[][] order)
    {
        for (var row = 0; row < order.Length; row++)
        {
            Rows[row].Clear();
            Rows[row].AddRange(order[row]);
            for (var i = 0; i < order[row].Length; i++) order[row][i].Order = i;
        }
    }

    /// <summary>Moves everything to the places found for the present order.</summary>
    public void Accept(Placed placed)
    {
        foreach (var (item, x) in Rows.SelectMany(row => row).Zip(placed.Items)) item.X = x;
        foreach (var (segment, (top, bottom)) in Chains.SelectMany(chain => chain).Zip(placed.Segments))
            (segment.TopX, segment.BottomX) = (top, bottom);
    }

    /// <summary>Gets the room that the self-loops of a node and their labels need beside it.</summary>
    public static int LoopRoom(LayoutGraph graph, int node) => graph.Edges
        .Where(e => e.From == node && e.To == node)
        .Select(e => Spacing.Loop + Spacing.LabelIndent + e.LabelWidth)
        .DefaultIfEmpty(0).Max();

    private void AddBox(int node, int row, int[] lanePlace)
    {
        var size = _graph.Nodes[node];
        var box = new RowItem(RowItemKind.Box, node, row)
        {
            Lane = size.Lane == LayoutNode.NoLane ? LayoutNode.NoLane : lanePlace[size.Lane],
            Height = size.Height,
        };
        Boxes[node] = box;
        Rows[row].Add(box);
    }

    // Wide enough for every arrow to touch it, those that come up from below included.
    private void SetWidth(RowItem box)
    {
        var arrows = Math.Max(box.Up.Count, box.Down.Count);
        var half = (Math.Max(_graph.Nodes[box.Index].Width, (arrows + 1) * Spacing.Port) + 1) / 2;
        box.LeftExtent = half;
        box.RightExtent = half + LoopRoom(_graph, box.Index);
    }

    private void AddChain(int edge, Layering layering)
    {
        var size = _graph.Edges[edge];
        var upper = Boxes[layering.Upper(edge)];
        var lower = Boxes[layering.Lower(edge)];
        Invariant.Holds(upper.Row < lower.Row);
        var labelRow = layering.Upward[edge] ? lower.Row - 1 : upper.Row + 1;
        var chain = new List<RowSegment>();
        var previous = upper;
        for (var row = upper.Row + 1; row < lower.Row; row++)
        {
            var item = row == labelRow
                ? new RowItem(RowItemKind.Label, edge, row)
                {
                    LeftExtent = Spacing.Lines / 2,
                    RightExtent = Spacing.LabelIndent + size.LabelWidth,
                    Height = size.LabelHeight,
                }
                : new RowItem(RowItemKind.Bend, edge, row)
                {
                    LeftExtent = Spacing.Lines / 2,
                    RightExtent = Spacing.Lines / 2,
                };
            if (row == labelRow) LabelOf[edge] = item;
            Rows[row].Add(item);
            chain.Add(Join(edge, previous, item));
            previous = item;
        }

        chain.Add(Join(edge, previous, lower));
        Chains[edge] = chain;
    }

    private static RowSegment Join(int edge, RowItem upper, RowItem lower)
    {
        var segment = new RowSegment(edge, upper, lower);
        upper.Down.Add(segment);
        lower.Up.Add(segment);
        return segment;
    }
}
