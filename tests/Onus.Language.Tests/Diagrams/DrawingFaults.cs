using Onus.Language.Diagrams.Layout;

namespace Onus.Language.Tests.Diagrams;

/// <summary>Finds what a reader would call a mess: things that lie on each other, however they were laid out.</summary>
internal static class DrawingFaults
{
    private const int CloseLines = 5;

    public static List<string> Find(LayoutGraph graph, Drawing drawing)
    {
        var faults = new List<string>();
        Boxes(drawing, faults);
        ArrowsAndBoxes(graph, drawing, faults);
        ArrowsAndArrows(drawing, faults);
        Lanes(graph, drawing, faults);
        Ends(graph, drawing, faults);
        return faults;
    }

    private static void Boxes(Drawing drawing, List<string> faults)
    {
        var boxes = drawing.Nodes.Index().Select(n => ($"node {n.Index}", n.Item))
            .Concat(drawing.Arrows.Index().Select(a => ($"label {a.Index}", a.Item.Label))).ToList();
        for (var i = 0; i < boxes.Count; i++)
        {
            var (name, box) = boxes[i];
            if (box.Left < 0 || box.Top < 0 || box.Right > drawing.Width || box.Bottom > drawing.Height)
                faults.Add($"{name} leaves the drawing");
            for (var j = i + 1; j < boxes.Count; j++)
                if (box.Overlaps(boxes[j].Item2)) faults.Add($"{name} overlaps {boxes[j].Item1}");
        }
    }

    private static void ArrowsAndBoxes(LayoutGraph graph, Drawing drawing, List<string> faults)
    {
        foreach (var (edge, arrow) in drawing.Arrows.Index())
        {
            foreach (var piece in Pieces(arrow))
            {
                foreach (var (node, box) in drawing.Nodes.Index())
                    if (piece.Overlaps(box)) faults.Add($"arrow {edge} passes through node {node}");
                foreach (var (other, label) in drawing.Arrows.Index())
                    if (piece.Overlaps(label.Label)) faults.Add($"arrow {edge} passes through label {other}");
            }
        }

        Assert.Equal(graph.Edges.Count, drawing.Arrows.Count);
    }

    private static void ArrowsAndArrows(Drawing drawing, List<string> faults)
    {
        for (var i = 0; i < drawing.Arrows.Count; i++)
        {
            for (var j = i + 1; j < drawing.Arrows.Count; j++)
            {
                foreach (var a in Pieces(drawing.Arrows[i]))
                    foreach (var b in Pieces(drawing.Arrows[j]))
                        if (LieTogether(a, b)) faults.Add($"arrows {i} and {j} lie on each other: {a} {b}");
            }
        }
    }

    private static bool LieTogether(Box a, Box b)
    {
        if (a.Width > 2 != b.Width > 2) return false;
        var along = a.Width > 2
            ? Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left)
            : Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top);
        var across = a.Width > 2 ? Math.Abs(a.CentreY - b.CentreY) : Math.Abs(a.CentreX - b.CentreX);
        return along > 2 && across < CloseLines;
    }

    private static void Lanes(LayoutGraph graph, Drawing drawing, List<string> faults)
    {
        for (var i = 0; i < drawing.Lanes.Count; i++)
            for (var j = i + 1; j < drawing.Lanes.Count; j++)
                if (drawing.Lanes[i].Overlaps(drawing.Lanes[j])) faults.Add($"lanes {i} and {j} overlap");
        foreach (var (node, box) in drawing.Nodes.Index())
        {
            var lane = graph.Nodes[node].Lane;
            var band = lane < 0 ? drawing.LastRow : drawing.Lanes[lane];
            if (box.Left < band.Left || box.Right > band.Right || box.Top < band.Top || box.Bottom > band.Bottom)
                faults.Add($"node {node} leaves its lane");
        }
    }

    private static void Ends(LayoutGraph graph, Drawing drawing, List<string> faults)
    {
        foreach (var (edge, arrow) in drawing.Arrows.Index())
        {
            var (from, to) = (drawing.Nodes[graph.Edges[edge].From], drawing.Nodes[graph.Edges[edge].To]);
            if (!OnBorder(from, arrow.Path[0])) faults.Add($"arrow {edge} starts in the air");
            if (!OnBorder(to, arrow.Path[^1])) faults.Add($"arrow {edge} ends in the air");
        }
    }

    private static bool OnBorder(Box box, Point p) =>
        p.X >= box.Left && p.X <= box.Right && p.Y >= box.Top && p.Y <= box.Bottom
        && (p.X == box.Left || p.X == box.Right || p.Y == box.Top || p.Y == box.Bottom);

    // Each piece as a box one pixel to each side of the line, but not beyond its ends.
    private static IEnumerable<Box> Pieces(Arrow arrow)
    {
        for (var i = 0; i + 1 < arrow.Path.Count; i++)
        {
            var (a, b) = (arrow.Path[i], arrow.Path[i + 1]);
            Assert.True(a.X == b.X || a.Y == b.Y, "a slanted piece");
            if (a == b) continue;
            yield return a.X == b.X
                ? new Box(a.X - 1, Math.Min(a.Y, b.Y), a.X + 1, Math.Max(a.Y, b.Y))
                : new Box(Math.Min(a.X, b.X), a.Y - 1, Math.Max(a.X, b.X), a.Y + 1);
        }
    }
}
