using CsCheck;
using Onus.Language.Diagrams.Layout;

namespace Onus.Language.Tests.Diagrams;

public sealed class LayoutTests
{
    [Fact]
    public void Nothing_lies_on_anything_else_in_random_maps_of_12_states() =>
        RandomMap(12, 24).Sample(AssertClean, iter: 60);

    [Fact]
    public void Nothing_lies_on_anything_else_in_random_maps_of_30_states() =>
        RandomMap(30, 55).Sample(AssertClean, iter: 12);

    [Fact]
    public void Nothing_lies_on_anything_else_in_small_dense_maps() =>
        Gen.Int[1, 7].SelectMany(n => RandomMap(n, n * 4)).Sample(AssertClean, iter: 300);

    [Fact]
    public void The_same_map_gives_the_same_drawing() =>
        RandomMap(12, 24).Sample(graph =>
        {
            var (first, second) = (LayeredLayout.Draw(graph), LayeredLayout.Draw(graph));
            Assert.Equal(first.Nodes, second.Nodes);
            Assert.Equal(first.Arrows.SelectMany(a => a.Path), second.Arrows.SelectMany(a => a.Path));
        }, iter: 5);

    [Fact]
    public void An_empty_map_is_an_empty_drawing() =>
        Assert.Empty(LayeredLayout.Draw(new LayoutGraph([], [], [])).Nodes);

    [Fact]
    public void Arrows_go_down_unless_they_close_a_circle()
    {
        var graph = new LayoutGraph(
            [new LayoutLane(0, 100)],
            [new LayoutNode(0, 100, 50), new LayoutNode(0, 100, 50), new LayoutNode(-1, 100, 50)],
            [new LayoutEdge(0, 1, 80, 20, 1), new LayoutEdge(1, 0, 80, 20, 1), new LayoutEdge(1, 2, 80, 20, 1)]);
        var drawing = LayeredLayout.Draw(graph);
        Assert.True(drawing.Arrows[0].Path[0].Y < drawing.Arrows[0].Path[^1].Y);
        Assert.True(drawing.Arrows[1].Path[0].Y > drawing.Arrows[1].Path[^1].Y);
        Assert.Equal(drawing.Nodes[2].Bottom, drawing.Nodes.Max(n => n.Bottom));
        Assert.Empty(DrawingFaults.Find(graph, drawing));
    }

    [Fact]
    public void A_straight_path_in_one_lane_is_drawn_straight()
    {
        var graph = new LayoutGraph(
            [new LayoutLane(0, 100)],
            [.. Enumerable.Repeat(new LayoutNode(0, 100, 50), 5)],
            [.. Enumerable.Range(0, 4).Select(i => new LayoutEdge(i, i + 1, 80, 20, 1))]);
        Assert.All(LayeredLayout.Draw(graph).Arrows, arrow => Assert.Equal(2, arrow.Path.Count));
    }

    [Fact]
    public void The_number_of_crossings_is_the_least_possible_in_a_small_map()
    {
        // Two lanes, each handing over to the other: drawn in the order declared, all four arrows cross.
        var graph = new LayoutGraph(
            [new LayoutLane(0, 100), new LayoutLane(1, 100)],
            [new LayoutNode(0, 100, 50), new LayoutNode(1, 100, 50), new LayoutNode(-1, 100, 50), new LayoutNode(-1, 100, 50)],
            [new LayoutEdge(0, 3, 80, 20, 1), new LayoutEdge(1, 2, 80, 20, 1)]);
        var layering = Layering.Of(graph);
        var rows = RowGraph.Build(graph, layering, LaneOrder.Arrange(graph));
        Assert.Equal(0, CrossingReduction.Order(rows.Rows));
    }

    private static void AssertClean(LayoutGraph graph)
    {
        var faults = DrawingFaults.Find(graph, LayeredLayout.Draw(graph, 30));
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    private static Gen<LayoutGraph> RandomMap(int states, int steps) =>
        from lanes in Gen.Int[1, Math.Max(1, states / 3)]
        from nodes in Gen.Select(Gen.Int[-1, lanes - 1], Gen.Int[60, 220], Gen.Int[30, 140]).Array[states]
        from edges in Gen.Select(Gen.Int[0, states - 1], Gen.Int[0, states - 1], Gen.Int[30, 160], Gen.Int[12, 60]).Array[steps]
        select Graph(lanes, nodes, edges);

    private static LayoutGraph Graph(int lanes, (int, int, int)[] nodes, (int, int, int, int)[] edges)
    {
        // The first state starts, so it has a lane; what has no lane is final and is left by nothing.
        nodes[0].Item1 = Math.Max(0, nodes[0].Item1);
        var kept = edges.Where(e => nodes[e.Item1].Item1 >= 0)
            .Select(e => new LayoutEdge(e.Item1, e.Item2, e.Item3, e.Item4, 1 + e.Item3 % 2)).ToList();
        var boxes = nodes.Select((n, i) => new LayoutNode(n.Item1, n.Item2, Math.Max(n.Item3, LoopHeight(kept, i))));
        return new LayoutGraph([.. Enumerable.Range(0, lanes).Select(l => new LayoutLane(l / 2, 80))], [.. boxes], kept);
    }

    private static int LoopHeight(List<LayoutEdge> edges, int node) => Spacing.LoopGap
        + edges.Where(e => e.From == node && e.To == node).Sum(e => e.LabelHeight + Spacing.LoopGap);
}
