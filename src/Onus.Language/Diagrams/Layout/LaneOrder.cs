namespace Onus.Language.Diagrams.Layout;

/// <summary>
/// Orders the lanes so that work handed from one lane to another does not travel far; lanes of one group stay
/// together, and the lane in which everything starts is drawn to the left.
/// </summary>
internal static class LaneOrder
{
    /// <summary>Gets the lanes from left to right.</summary>
    public static int[] Arrange(LayoutGraph graph)
    {
        var blocks = new List<List<int>>();
        for (var lane = 0; lane < graph.Lanes.Count; lane++)
        {
            var block = blocks.Find(b => graph.Lanes[b[0]].Group == graph.Lanes[lane].Group);
            if (block is null) blocks.Add([lane]);
            else block.Add(lane);
        }

        var best = Cost(graph, blocks);
        bool improved;
        do
        {
            improved = Improve(graph, blocks, blocks, ref best);
            foreach (var block in blocks) improved |= Improve(graph, blocks, block, ref best);
        }
        while (improved);
        return Flatten(blocks);
    }

    // Tries every move of one item to another place and keeps those that make the whole order better.
    private static bool Improve<T>(LayoutGraph graph, List<List<int>> blocks, List<T> list, ref int best)
    {
        var improved = false;
        for (var from = 0; from < list.Count; from++)
        {
            for (var to = 0; to < list.Count; to++)
            {
                if (from == to) continue;
                Move(list, from, to);
                var cost = Cost(graph, blocks);
                if (cost < best)
                {
                    best = cost;
                    improved = true;
                }
                else
                {
                    Move(list, to, from);
                }
            }
        }

        return improved;
    }

    private static void Move<T>(List<T> list, int from, int to)
    {
        var item = list[from];
        list.RemoveAt(from);
        list.Insert(to, item);
    }

    private static int Cost(LayoutGraph graph, List<List<int>> blocks)
    {
        var order = Flatten(blocks);
        var place = new int[order.Length];
        for (var i = 0; i < order.Length; i++) place[order[i]] = i;
        var cost = graph.Nodes.Count > 0 && graph.Nodes[0].Lane >= 0 ? place[graph.Nodes[0].Lane] : 0;
        foreach (var edge in graph.Edges)
        {
            var from = graph.Nodes[edge.From].Lane;
            var to = graph.Nodes[edge.To].Lane;
            if (from >= 0 && to >= 0) cost += 2 * edge.Weight * Math.Abs(place[from] - place[to]);
        }

        return cost;
    }

    private static int[] Flatten(List<List<int>> blocks) => [.. blocks.SelectMany(block => block)];
}
