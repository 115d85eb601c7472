using System.Collections.Immutable;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Time;

/// <summary>A step out of a state, as an edge.</summary>
internal readonly record struct Edge(StateRef From, StepRef Step, StateRef To);

/// <summary>The states of a product as a graph, with its circles.</summary>
internal sealed class CaseGraph
{
    private readonly ImmutableArray<Edge>[] _out;

    public CaseGraph(BoundProduct product)
    {
        Product = product;
        _out = [.. product.StateRefs.Select(s => product.StepsFrom(s)
            .Where(step => product[step].To is not null)
            .Select(step => new Edge(s, step, product[step].To!.Value))
            .ToImmutableArray())];
        RoomOf = StrongComponents.Of(product.States.Length, s => _out[s].Select(e => e.To.Index));
    }

    /// <summary>The states that a case can come to from a state, itself included.</summary>
    public HashSet<StateRef> ReachableFrom(StateRef start)
    {
        var reached = new HashSet<StateRef> { start };
        var open = new Queue<StateRef>(reached);
        while (open.TryDequeue(out var state))
            foreach (var edge in Out(state))
                if (reached.Add(edge.To)) open.Enqueue(edge.To);
        return reached;
    }

    public BoundProduct Product { get; }

    /// <summary>For each state the number of the circle system it is in; states of different numbers never
    /// return.</summary>
    public int[] RoomOf { get; }

    /// <summary>The steps and appeals that leave a state.</summary>
    public ImmutableArray<Edge> Out(StateRef state) => _out[state.Index];

    /// <summary>Whether the step can be taken again in the same case.</summary>
    public bool StaysInCircle(Edge edge) => RoomOf[edge.From.Index] == RoomOf[edge.To.Index];

    /// <summary>One shortest circle in each circle system of the chosen edges, in the order of the states.</summary>
    public IEnumerable<List<Edge>> Circles(Func<Edge, bool> chosen)
    {
        var room = StrongComponents.Of(_out.Length, s => _out[s].Where(chosen).Select(e => e.To.Index));
        var done = new HashSet<int>();
        for (var state = 0; state < _out.Length; state++)
        {
            if (done.Contains(room[state])) continue;
            if (ShortestCircle(state, e => chosen(e) && room[e.To.Index] == room[state]) is not { } circle) continue;
            done.Add(room[state]);
            yield return circle;
        }
    }

    private List<Edge>? ShortestCircle(int start, Func<Edge, bool> chosen)
    {
        var cameBy = new Dictionary<int, Edge>();
        var open = new Queue<int>([start]);
        while (open.TryDequeue(out var state))
            foreach (var edge in _out[state].Where(chosen))
            {
                if (edge.To.Index == start) return Walk(start, edge, cameBy);
                if (cameBy.TryAdd(edge.To.Index, edge)) open.Enqueue(edge.To.Index);
            }

        return null;
    }

    private static List<Edge> Walk(int start, Edge last, Dictionary<int, Edge> cameBy)
    {
        var circle = new List<Edge> { last };
        while (circle[^1].From.Index != start) circle.Add(cameBy[circle[^1].From.Index]);
        circle.Reverse();
        return circle;
    }
}
