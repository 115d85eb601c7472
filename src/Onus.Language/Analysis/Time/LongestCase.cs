using System.Collections.Immutable;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Time;

/// <summary>The longest that a case can last, and the way it goes.</summary>
/// <param name="Seconds">The whole length; calendar days count 24 hours.</param>
/// <param name="Visits">Each state in turn, with how long it lasts; the last is the final state.</param>
internal sealed record LongestCase(ulong Seconds, ImmutableArray<Visit> Visits)
{
    private const int MostVisits = 12;

    /// <summary>The way in one line: <c>claimed 6 days > contested 27 days > ... > written-off</c>.</summary>
    public string Text(BoundProduct product)
    {
        var stays = new List<(Visit Visit, int Times)>();
        foreach (var visit in Visits)
        {
            if (stays.Count > 0 && stays[^1].Visit == visit) stays[^1] = (visit, stays[^1].Times + 1);
            else stays.Add((visit, 1));
        }

        var texts = stays.ConvertAll(s => product[s.Visit.State].Name
            + (s.Visit.Seconds == 0 ? "" : " " + TimeText.Of(s.Visit.Seconds))
            + (s.Times == 1 ? "" : $" {s.Times} times"));
        if (texts.Count > MostVisits) texts.RemoveRange(MostVisits / 2, texts.Count - MostVisits + 1);
        if (stays.Count > MostVisits) texts.Insert(MostVisits / 2, "...");
        return string.Join(" > ", texts) + Cut(product);
    }

    // Where the stays add up to more than the case lasts, a clock over all states of a meaning has cut them.
    private string Cut(BoundProduct product)
    {
        if (Visits.Aggregate(0UL, (sum, visit) => sum + visit.Seconds) <= Seconds) return "";
        var cuts = Visits.Select(v => product[v.State].Legal).OfType<BoundLegal>().Where(l => l.Clock is not null)
            .DistinctBy(l => l.Name).Select(l => $"{l.Name} at most {l.Clock!.Limit.Value} in all");
        return $" ({string.Join(", ", cuts)})";
    }
}

/// <summary>One stay in a state.</summary>
/// <param name="State">The state.</param>
/// <param name="Seconds">Its clock; where a clock over all states of a meaning runs out, the stays add up to
/// that.</param>
internal readonly record struct Visit(StateRef State, ulong Seconds);

/// <summary>Finds the longest case: every visit lasts its full clock, and counted steps are taken as often as they
/// may.</summary>
/// <remarks>
/// The graph is unrolled over the counts left of the steps that lie on a circle, and remembered by state and counts. A
/// clock over all states of a meaning ends their sum: for each such meaning the time is carried on its own, only ways
/// that no other way beats in every part are kept, and the sum is cut at the end.
/// </remarks>
internal sealed class LongestCaseFinder
{
    private readonly CaseGraph _graph;
    private readonly BoundProduct _product;
    private readonly ulong[] _visit;
    private readonly int[] _part;
    private readonly ulong[] _most;
    private readonly int _budget;
    private readonly Dictionary<Spot, List<Way>> _known = [];

    private LongestCaseFinder(CaseGraph graph, ulong[] visit, ulong?[] legalMost, int budget)
    {
        (_graph, _product, _visit, _budget) = (graph, graph.Product, visit, budget);
        _most = [ulong.MaxValue, .. legalMost.OfType<ulong>()];
        var limited = Enumerable.Range(0, legalMost.Length).Where(i => legalMost[i] is not null).ToList();
        _part = [.. _product.States.Select(s => limited.FindIndex(l => _product.Legal[l].Name == s.Legal?.Name) + 1)];
    }

    /// <summary>The longest case from a state; null where a length is unknown, a circle has no count, or the unrolled
    /// graph is larger than the budget.</summary>
    public static LongestCase? From(StateRef start, CaseGraph graph, ClockLengths lengths, int budget)
    {
        var reachable = graph.ReachableFrom(start);
        if (graph.Circles(e => reachable.Contains(e.From) && graph.Product[e.Step].AtMost is null).Any()) return null;
        var visit = new ulong[graph.Product.States.Length];
        foreach (var state in reachable)
        {
            if (graph.Product[state].Clock is not { } clock) continue;
            if (lengths.Of(clock.Limit.Value) is not { } length) return null;
            visit[state.Index] = length.MostSeconds;
        }

        var legal = new ulong?[graph.Product.Legal.Length];
        for (var i = 0; i < legal.Length; i++)
        {
            if (graph.Product.Legal[i].Clock is not { } clock) continue;
            if (lengths.Of(clock.Limit.Value) is not { } length) return null;
            legal[i] = length.MostSeconds;
        }

        return new LongestCaseFinder(graph, visit, legal, budget).Find(start);
    }

    private LongestCase? Find(StateRef start)
    {
        var first = new Spot(start.Index, []);
        if (!Unroll(first)) return null;
        var (best, bestSeconds) = (_known[first][0], 0UL);
        foreach (var way in _known[first])
        {
            var seconds = Cut(way);
            if (seconds > bestSeconds) (best, bestSeconds) = (way, seconds);
        }

        var visits = ImmutableArray.CreateBuilder<Visit>();
        for (var way = best; way is not null; way = way.Next)
            visits.Add(new Visit(new StateRef(way.State), _visit[way.State]));
        return new LongestCase(bestSeconds, visits.ToImmutable());
    }

    // Children first, with a stack of its own: a step counted a hundred thousand times must not overflow the thread's.
    private bool Unroll(Spot first)
    {
        var open = new Stack<Spot>([first]);
        while (open.TryPeek(out var spot))
        {
            if (_known.ContainsKey(spot))
            {
                open.Pop();
                continue;
            }

            var children = Children(spot);
            var waiting = children.Where(c => !_known.ContainsKey(c)).ToList();
            if (waiting.Count == 0)
            {
                if (_known.Count >= _budget) return false;
                _known[open.Pop()] = Ways(spot, children);
            }
            else
            {
                foreach (var child in waiting) open.Push(child);
            }
        }

        return true;
    }

    private List<Spot> Children(Spot spot)
    {
        var children = new List<Spot>();
        foreach (var edge in _graph.Out(new StateRef(spot.State)))
        {
            // Outside a circle a count never matters: the step cannot come back.
            if (!_graph.StaysInCircle(edge)) children.Add(new Spot(edge.To.Index, []));
            else if (_product[edge.Step].AtMost is not { } most) children.Add(new Spot(edge.To.Index, spot.Used));
            else if (spot.UsedOf(edge.Step.Index) < most.Value.Amount)
                children.Add(new Spot(edge.To.Index, spot.WithOneMore(edge.Step.Index)));
        }

        return children;
    }

    private List<Way> Ways(Spot spot, List<Spot> children)
    {
        var ways = new List<Way>();
        foreach (var next in children.Distinct().SelectMany(c => _known[c])) Keep(ways, Add(spot.State, next));
        if (ways.Count == 0) ways.Add(Add(spot.State, null));
        return ways;
    }

    private Way Add(int state, Way? next)
    {
        var parts = next is null ? new ulong[_most.Length] : (ulong[])next.Parts.Clone();
        parts[_part[state]] += _visit[state];
        return new Way(state, parts, next);
    }

    private void Keep(List<Way> ways, Way way)
    {
        if (ways.Exists(w => IsAtLeast(w, way))) return;
        ways.RemoveAll(w => IsAtLeast(way, w));
        ways.Add(way);
    }

    private bool IsAtLeast(Way left, Way right)
    {
        for (var i = 0; i < _most.Length; i++)
            if (Math.Min(left.Parts[i], _most[i]) < Math.Min(right.Parts[i], _most[i])) return false;
        return true;
    }

    private ulong Cut(Way way)
    {
        var seconds = 0UL;
        for (var i = 0; i < _most.Length; i++) seconds += Math.Min(way.Parts[i], _most[i]);
        return seconds;
    }

    /// <summary>One way on from a state: the time in each part, and where it goes next.</summary>
    private sealed record Way(int State, ulong[] Parts, Way? Next);

    /// <summary>A state, and how often the counted steps of its circle system were taken: pairs of step and
    /// count.</summary>
    private readonly struct Spot(int state, ImmutableArray<(int Step, int Count)> used) : IEquatable<Spot>
    {
        public int State { get; } = state;

        public ImmutableArray<(int Step, int Count)> Used { get; } = used;

        public UInt128 UsedOf(int step) => (UInt128)Used.FirstOrDefault(u => u.Step == step).Count;

        public ImmutableArray<(int Step, int Count)> WithOneMore(int step)
        {
            var count = (int)UsedOf(step) + 1;
            return [.. Used.Where(u => u.Step != step).Append((step, count)).OrderBy(u => u.Item1)];
        }

        public bool Equals(Spot other) => State == other.State && Used.AsSpan().SequenceEqual(other.Used.AsSpan());

        public override bool Equals(object? obj) => obj is Spot other && Equals(other);

        public override int GetHashCode()
        {
            unchecked // a hash is meant to wrap
            {
                var hash = State;
                foreach (var (step, count) in Used) hash = (hash * 31 + step) * 31 + count;
                return hash;
            }
        }
    }
}
