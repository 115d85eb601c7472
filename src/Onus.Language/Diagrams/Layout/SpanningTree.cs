using System.Runtime.InteropServices;
using Onus.Core;

namespace Onus.Language.Diagrams.Layout;

/// <summary>A spanning tree that knows, for each node, what hangs under it and the sum of its balances.</summary>
internal sealed class SpanningTree
{
    private readonly List<(int Edge, int Other)>[] _neighbours;
    private readonly List<(int Edge, int Child)> _edges = [];
    private readonly int[] _edgeAbove;
    private readonly int[] _parent;
    private readonly int[] _first;
    private readonly int[] _last;
    private readonly int[] _sum;
    private readonly int[] _order;

    public SpanningTree(int nodes)
    {
        _neighbours = new List<(int, int)>[nodes];
        for (var node = 0; node < nodes; node++) _neighbours[node] = [];
        _edgeAbove = new int[nodes];
        _parent = new int[nodes];
        _first = new int[nodes];
        _last = new int[nodes];
        _sum = new int[nodes];
        _order = new int[nodes];
    }

    /// <summary>Gets each edge with the node at its lower end, as of the last walk.</summary>
    public ReadOnlySpan<(int Edge, int Child)> Edges => CollectionsMarshal.AsSpan(_edges);

    public void Add(int edge, int a, int b)
    {
        _neighbours[a].Add((edge, b));
        _neighbours[b].Add((edge, a));
    }

    /// <summary>Cuts the node off its parent and joins the two halves by another edge.</summary>
    public void Replace(int child, int edge, int a, int b)
    {
        _neighbours[child].Remove((_edgeAbove[child], _parent[child]));
        _neighbours[_parent[child]].Remove((_edgeAbove[child], child));
        Add(edge, a, b);
    }

    /// <summary>Gets the sum of the balances of the node and everything under it.</summary>
    public int Balance(int node) => _sum[node];

    public int EdgeAbove(int node) => _edgeAbove[node];

    public bool IsUnder(int node, int top) => _first[node] >= _first[top] && _first[node] <= _last[top];

    /// <summary>Numbers the tree from node 0 and sums the balances.</summary>
    public void Walk(List<int> balances)
    {
        _edges.Clear();
        var stack = new Stack<int>();
        stack.Push(0);
        _parent[0] = -1;
        _edgeAbove[0] = -1;
        var count = 0;
        while (stack.TryPop(out var node))
        {
            _first[node] = _last[node] = count;
            _order[count++] = node;
            _sum[node] = balances[node];
            foreach (var (edge, other) in _neighbours[node])
            {
                if (edge == _edgeAbove[node]) continue;
                _parent[other] = node;
                _edgeAbove[other] = edge;
                _edges.Add((edge, other));
                stack.Push(other);
            }
        }

        Invariant.Holds(count == _order.Length);
        for (var i = count - 1; i > 0; i--)
        {
            var node = _order[i];
            var parent = _parent[node];
            _sum[parent] += _sum[node];
            _last[parent] = Math.Max(_last[parent], _last[node]);
        }
    }
}
