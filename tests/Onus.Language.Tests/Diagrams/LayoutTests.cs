using CsCheck;
using Onus.Language.Diagrams.Layout;

namespace Onus.Language.Tests.Diagrams;

public sealed class LayoutTests
{
    [Fact]
    public void Nothing_lies_on_anything_else_in_random_maps_of_12_states() =>
        RandomMap(12, 24).Sample(AssertClean, iter: 16);

    [Fact]
    public void Nothing_lies_on_anything_else_in_random_maps_of_30_states() =>
        RandomMap(30, 55).Sample(AssertClean, iter: 2);

    [Fact]
    public void Nothing_lies_on_anything_else_in_small_dense_maps() =>
        Gen.Int[1, 7].SelectMany(n => RandomMap(n, n * 4)).Sample(AssertClean, iter: 100);

    [Fact, Trait("Category", "Slow")]
    public void Nothing_lies_on_anything_else_in_many_random_maps()
    {
        RandomMap(12, 24).Sample(AssertClean, iter: 1000);
        RandomMap(30, 55).Sample(AssertClean, iter: 200);
    }

    [Fact]
    public void Arrows_that_change_places_in_a_channel_never_lie_on_each_other() =>
        (from gaps in Gen.Int[9, 20].Array[2, 12]
         from start in Gen.Int[0, 8]
         from shuffled in Gen.Shuffle(gaps)
         from order in Gen.Shuffle(Enumerable.Range(0, gaps.Length).ToArray())
         select (gaps, start, shuffled, order))
            .Sample((gaps, start, shuffled, order) =>
            {
                // As many places above as below, some exactly under each other, some only nearly.
                var above = Sums(gaps, 0);
                var below = Sums(shuffled, start);
                var arrows = above.Zip(order, (top, place) => (top, below[place])).ToList();
                var (tracks, runs) = ChannelRouter.Route(arrows);
                for (var i = 0; i < arrows.Count; i++)
                    for (var j = 0; j < arrows.Count; j++)
                        if (i != j) AssertApart(Pieces(arrows[i], runs[i], tracks), Pieces(arrows[j], runs[j], tracks));
            }, iter: 2000);

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
            [new(0, 100, 50), new(1, 100, 50), new(-1, 100, 50), new(-1, 100, 50)],
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
        let state = Gen.Int[0, states - 1]
        from edges in Gen.Select(state, state, Gen.Int[30, 160], Gen.Int[12, 60]).Array[steps]
        select Graph(lanes, nodes, edges);

    private static LayoutGraph Graph(int lanes, (int, int, int)[] nodes, (int, int, int, int)[] edges)
    {
        // The first state starts, so it has a lane; what has no lane is final and is left by nothing.
        nodes[0].Item1 = Math.Max(0, nodes[0].Item1);
        var kept = edges.Where(e => nodes[e.Item1].Item1 >= 0)
            .Select(e => new LayoutEdge(e.Item1, e.Item2, e.Item3, e.Item4, 1 + e.Item3 % 2)).ToList();
        var boxes = nodes.Select((n, i) => new LayoutNode(n.Item1, n.Item2, Math.Max(n.Item3, LoopHeight(kept, i))));
        var bands = Enumerable.Range(0, lanes).Select(lane => new LayoutLane(lane / 2, 80));
        return new LayoutGraph([.. bands], [.. boxes], kept);
    }

    private static int LoopHeight(List<LayoutEdge> edges, int node) => Spacing.LoopGap
        + edges.Where(e => e.From == node && e.To == node).Sum(e => e.LabelHeight + Spacing.LoopGap);

    private static int[] Sums(int[] gaps, int start)
    {
        var places = new int[gaps.Length];
        for (var i = 0; i < gaps.Length; i++) places[i] = (i == 0 ? start : places[i - 1]) + gaps[i];
        return places;
    }

    // The vertical pieces of an arrow in its channel: where, and from which track to which.
    private static List<(int X, int From, int To)> Pieces(
        (int TopX, int BottomX) arrow, IReadOnlyList<ChannelRouter.Run> runs, int tracks)
    {
        var pieces = new List<(int X, int From, int To)>();
        var (x, from) = (arrow.TopX, -1);
        foreach (var run in runs)
        {
            Assert.Equal(x, run.FromX);
            pieces.Add((x, from, run.Track));
            (x, from) = (run.ToX, run.Track);
        }

        Assert.Equal(arrow.BottomX, x);
        pieces.Add((x, from, tracks));
        return pieces;
    }

    private static void AssertApart(List<(int X, int From, int To)> first, List<(int X, int From, int To)> second)
    {
        foreach (var a in first)
            foreach (var b in second)
            {
                var apart = Math.Abs(a.X - b.X) >= Spacing.Lines || a.To <= b.From || b.To <= a.From;
                Assert.True(apart, $"{a} lies on {b}");
            }
    }
}
