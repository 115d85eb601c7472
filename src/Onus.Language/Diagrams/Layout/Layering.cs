namespace Onus.Language.Diagrams.Layout;

/// <summary>
/// Gives each box a layer, counted from the top: arrows go down, boxes without a lane stand in the last layer, and
/// the arrows are as short as that allows.
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
        var simplex = new NetworkSimplex();
        var number = new int[graph.Nodes.Count];
        var last = -1;
        for (var node = 0; node < number.Length; node++)
        {
            if (graph.Nodes[node].Lane != LayoutNode.NoLane) number[node] = simplex.Add();
            else number[node] = last = last < 0 ? simplex.Add() : last;
        }

        for (var i = 0; i < graph.Edges.Count; i++)
        {
            var edge = graph.Edges[i];
            var (from, to) = upward[i] ? (number[edge.To], number[edge.From]) : (number[edge.From], number[edge.To]);
            if (from != to) simplex.Keep(from, to, 1, edge.Weight);
        }

        for (var node = 0; node < number.Length; node++)
        {
            if (last >= 0 && number[node] != last) simplex.Keep(number[node], last, 1);
        }

        var value = simplex.Solve();
        var used = value.Distinct().Order().ToList();
        return new Layering(graph, [.. number.Select(n => used.IndexOf(value[n]))], upward);
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
