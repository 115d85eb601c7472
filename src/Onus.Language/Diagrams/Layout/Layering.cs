using Onus.Core;

namespace Onus.Language.Diagrams.Layout;

/// <summary>
/// Gives each box a layer, counted from the top: as near to the start as its longest way from there allows; boxes
/// without a lane stand in the last layer, below all others.
/// </summary>
internal sealed class Layering
{
    private readonly LayoutGraph _graph;

    private Layering(LayoutGraph graph, int[] layer, bool[] upward)
    {
        _graph = graph;
        Layer = layer;
        Upward = upward;
    }

    /// <summary>Gets the layer of each node.</summary>
    public int[] Layer { get; }

    /// <summary>Gets for each edge whether it goes up: it closes a cycle.</summary>
    public bool[] Upward { get; }

    public int Count => Layer.Length == 0 ? 0 : Layer.Max() + 1;

    /// <summary>Gets the upper end of an edge that is not a self-loop.</summary>
    public int Upper(int edge) => Upward[edge] ? _graph.Edges[edge].To : _graph.Edges[edge].From;

    /// <summary>Gets the lower end of an edge that is not a self-loop.</summary>
    public int Lower(int edge) => Upward[edge] ? _graph.Edges[edge].From : _graph.Edges[edge].To;

    /// <summary>Assigns the layers.</summary>
    public static Layering Of(LayoutGraph graph)
    {
        var upward = ClosingEdges(graph);
        var layer = LongestPaths(graph, upward);
        var last = layer.Index().Where(n => graph.Nodes[n.Index].Lane != LayoutNode.NoLane)
            .Select(n => n.Item + 1).DefaultIfEmpty(0).Max();
        for (var node = 0; node < layer.Length; node++)
            if (graph.Nodes[node].Lane == LayoutNode.NoLane) layer[node] = last;
        return new Layering(graph, layer, upward);
    }

    private static int[] LongestPaths(LayoutGraph graph, bool[] upward)
    {
        var below = new List<int>[graph.Nodes.Count];
        var waiting = new int[graph.Nodes.Count];
        for (var node = 0; node < below.Length; node++) below[node] = [];
        foreach (var (i, edge) in graph.Edges.Index())
        {
            if (edge.From == edge.To) continue;
            var (upper, lower) = upward[i] ? (edge.To, edge.From) : (edge.From, edge.To);
            below[upper].Add(lower);
            waiting[lower]++;
        }

        var layer = new int[graph.Nodes.Count];
        var ready = new Queue<int>(Enumerable.Range(0, layer.Length).Where(node => waiting[node] == 0));
        var done = 0;
        while (ready.TryDequeue(out var node))
        {
            done++;
            foreach (var lower in below[node])
            {
                layer[lower] = Math.Max(layer[lower], layer[node] + 1);
                if (--waiting[lower] == 0) ready.Enqueue(lower);
            }
        }

        Invariant.Holds(done == layer.Length);
        return layer;
    }

    // Depth first from the first node, in the order declared: an edge back into the path just walked closes a cycle.
    private static bool[] ClosingEdges(LayoutGraph graph)
    {
        var closing = new bool[graph.Edges.Count];
        var outgoing = graph.Edges.Index().ToLookup(e => e.Item.From, e => e.Index);
        var seen = new bool[graph.Nodes.Count];
        var onPath = new bool[graph.Nodes.Count];
        var path = new Stack<(int Node, IEnumerator<int> Edges)>();
        for (var root = 0; root < graph.Nodes.Count; root++)
        {
            Enter(root);
            while (path.TryPeek(out var top))
            {
                if (!top.Edges.MoveNext())
                {
                    onPath[top.Node] = false;
                    path.Pop();
                    continue;
                }

                var edge = top.Edges.Current;
                if (onPath[graph.Edges[edge].To]) closing[edge] = true;
                else Enter(graph.Edges[edge].To);
            }
        }

        return closing;

        void Enter(int node)
        {
            if (seen[node]) return;
            seen[node] = onPath[node] = true;
            path.Push((node, outgoing[node].GetEnumerator()));
        }
    }
}
