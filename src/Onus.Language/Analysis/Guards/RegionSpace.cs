using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Language.Analysis.Guards;

/// <summary>Sets of cases over axes of whole numbers, exact and without lists of boxes.</summary>
/// <remarks>
/// A set is an ordered decision diagram: a node cuts one axis into intervals, each with a child; axes are asked in
/// their
/// order; equal nodes are one node. So a condition never has to be multiplied out, equality is a comparison of numbers,
/// and every node but <see cref="Region.Nothing"/> holds at least one case.
/// </remarks>
internal sealed class RegionSpace
{
    private const int Leaf = int.MaxValue;

    private readonly Interval[] _axes;
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<Node, int> _unique = new(NodeComparer.Instance);
    private readonly Dictionary<(int, int, bool), int> _joined = [];
    private readonly Dictionary<(int, int), int> _projected = [];
    private readonly Dictionary<int, int> _complements = [];
    private int _mostNodes;

    /// <summary>A space with these axes; an operation that would take it above the budget of nodes is too
    /// large.</summary>
    public RegionSpace(IEnumerable<Interval> axes, int budget)
    {
        _axes = [.. axes];
        _mostNodes = budget;
        Invariant.Holds(_axes.All(a => a.Low <= a.High));
        _nodes.Add(new Node(Leaf, [], []));
        _nodes.Add(new Node(Leaf, [], []));
    }

    /// <summary>Lets the operations that follow add so many nodes; beyond them a region is too large.</summary>
    public void Allow(int nodes) => _mostNodes = _nodes.Count + nodes;

    public int AxisCount => _axes.Length;

    /// <summary>The values of an axis.</summary>
    public Interval Axis(int axis) => _axes[axis];

    /// <summary>The cases whose value on one axis lies in the intervals (ascending and disjoint).</summary>
    public Region Where(int axis, IEnumerable<Interval> intervals)
    {
        var (cuts, domain) = (new NodeBuilder(), _axes[axis]);
        var next = domain.Low;
        foreach (var interval in intervals)
        {
            var (low, high) = (Int128.Max(interval.Low, domain.Low), Int128.Min(interval.High, domain.High));
            if (low > high) continue;
            if (low > next) cuts.Add(low - 1, 0);
            cuts.Add(high, 1);
            next = high + 1;
        }

        if (next <= domain.High) cuts.Add(domain.High, 0);
        return new Region(Intern(axis, cuts));
    }

    /// <summary>The cases in which a guard holds; <paramref name="axisOf"/> says which axis a fact is.</summary>
    public Region Where(Condition guard, Func<int, int> axisOf)
    {
        if (guard.Kind == ConditionKind.Within) return Where(axisOf(guard.Fact), guard.Intervals);
        var all = guard.Kind == ConditionKind.All;
        var region = all ? Region.Everything : Region.Nothing;
        foreach (var part in guard.Parts)
            region = all ? And(region, Where(part, axisOf)) : Or(region, Where(part, axisOf));
        return region;
    }

    public Region And(Region left, Region right) => new(Join(left.Node, right.Node, or: false));

    public Region Or(Region left, Region right) => new(Join(left.Node, right.Node, or: true));

    public Region Not(Region region) => new(Complement(region.Node));

    public Region Minus(Region left, Region right) => And(left, Not(right));

    /// <summary>The cases that are in the region for some value of the axis.</summary>
    public Region WithAny(int axis, Region region) => new(Project(region.Node, axis));

    /// <summary>The cases that are in the region whatever the value of the axis.</summary>
    public Region WithEvery(int axis, Region region) => Not(WithAny(axis, Not(region)));

    /// <summary>Whether two regions share a case; nothing is built to find out.</summary>
    public bool Intersects(Region left, Region right)
    {
        Invariant.Holds(!left.IsTooLarge && !right.IsTooLarge);
        return Meet(left.Node, right.Node, new Apart());
    }

    /// <summary>Whether the case is in the region.</summary>
    public bool Contains(Region region, ReadOnlySpan<Int128> point)
    {
        Invariant.Holds(!region.IsTooLarge);
        var node = region.Node;
        while (node > 1) node = _nodes[node].ChildAt(point[_nodes[node].Axis]);
        return node == 1;
    }

    /// <summary>The values of one axis with which the case, otherwise as given, is in the region.</summary>
    public List<Interval> Slice(Region region, int axis, ReadOnlySpan<Int128> point)
    {
        Invariant.Holds(!region.IsTooLarge);
        var node = region.Node;
        while (AxisOf(node) < axis) node = _nodes[node].ChildAt(point[AxisOf(node)]);
        var values = new List<Interval>();
        if (AxisOf(node) != axis)
        {
            if (Contains(new Region(node), point)) values.Add(_axes[axis]);
            return values;
        }

        var low = _axes[axis].Low;
        for (var i = 0; i < _nodes[node].Ends.Length; i++)
        {
            var high = _nodes[node].Ends[i];
            if (Contains(new Region(_nodes[node].Children[i]), point))
            {
                if (values.Count > 0 && values[^1].High + 1 == low) values[^1] = values[^1] with { High = high };
                else values.Add(new Interval(low, high));
            }

            low = high + 1;
        }

        return values;
    }

    internal int AxisOf(int node) => _nodes[node].Axis;

    internal Node this[int node] => _nodes[node];

    private int Join(int left, int right, bool or)
    {
        var (absorbing, neutral) = or ? (1, 0) : (0, 1);
        if (left == absorbing || right == absorbing) return absorbing;
        if (left < 0 || right < 0) return -1;
        if (left == neutral || left == right) return right;
        if (right == neutral) return left;
        var key = left < right ? (left, right, or) : (right, left, or);
        if (_joined.TryGetValue(key, out var known)) return known;
        var axis = Math.Min(AxisOf(left), AxisOf(right));
        var (first, second) = (new Cursor(this, left, axis), new Cursor(this, right, axis));
        var cuts = new NodeBuilder();
        for (var more = true; more;)
        {
            var end = Int128.Min(first.End, second.End);
            var child = Join(first.Child, second.Child, or);
            if (child < 0) return -1;
            cuts.Add(end, child);
            more = end < _axes[axis].High;
            first.Pass(end);
            second.Pass(end);
        }

        return _joined[key] = Intern(axis, cuts);
    }

    private bool Meet(int left, int right, Apart apart)
    {
        if (left == 0 || right == 0) return false;
        if (left == 1 || right == 1 || left == right) return true;
        if (apart.Contains(left, right)) return false;
        var axis = Math.Min(AxisOf(left), AxisOf(right));
        var (first, second) = (new Cursor(this, left, axis), new Cursor(this, right, axis));
        while (true)
        {
            if (Meet(first.Child, second.Child, apart)) return true;
            var end = Int128.Min(first.End, second.End);
            if (end == _axes[axis].High) break;
            first.Pass(end);
            second.Pass(end);
        }

        apart.Add(left, right);
        return false;
    }

    private int Complement(int node)
    {
        if (node <= 1) return node < 0 ? -1 : 1 - node;
        if (_complements.TryGetValue(node, out var known)) return known;
        var cuts = new NodeBuilder();
        for (var i = 0; i < _nodes[node].Ends.Length; i++)
        {
            var child = Complement(_nodes[node].Children[i]);
            if (child < 0) return -1;
            cuts.Add(_nodes[node].Ends[i], child);
        }

        return _complements[node] = Intern(AxisOf(node), cuts);
    }

    private int Project(int node, int axis)
    {
        if (AxisOf(Math.Max(node, 0)) > axis) return node;
        if (_projected.TryGetValue((node, axis), out var known)) return known;
        var (cuts, any) = (new NodeBuilder(), 0);
        for (var i = 0; i < _nodes[node].Ends.Length; i++)
        {
            var child = Project(_nodes[node].Children[i], axis);
            if (child < 0) return -1;
            any = Join(any, child, or: true);
            cuts.Add(_nodes[node].Ends[i], child);
        }

        var result = AxisOf(node) == axis ? any : Intern(AxisOf(node), cuts);
        return result < 0 ? -1 : _projected[(node, axis)] = result;
    }

    private int Intern(int axis, NodeBuilder cuts)
    {
        if (cuts.IsUncut) return cuts.OnlyChild;
        var node = cuts.Build(axis);
        if (_unique.TryGetValue(node, out var known)) return known;
        if (_nodes.Count >= _mostNodes) return -1;
        _nodes.Add(node);
        return _unique[node] = _nodes.Count - 1;
    }

    /// <summary>Remembers pairs without a common case, once there are enough of them to be met again.</summary>
    private sealed class Apart
    {
        private const int TooFewToRemember = 64;

        private HashSet<(int, int)>? _pairs;
        private int _seen;

        public bool Contains(int left, int right) => _pairs is not null && _pairs.Contains((left, right));

        public void Add(int left, int right)
        {
            if (++_seen > TooFewToRemember) (_pairs ??= []).Add((left, right));
        }
    }

    /// <summary>Walks along one axis through a node; a node that asks a later axis is the same everywhere.</summary>
    internal struct Cursor(RegionSpace space, int node, int axis)
    {
        private readonly Node? _node = space.AxisOf(node) == axis ? space._nodes[node] : null;
        private readonly Int128 _high = space._axes[axis].High;
        private int _at;

        public readonly Int128 End => _node is null ? _high : _node.Ends[_at];

        public readonly int Child => _node is null ? node : _node.Children[_at];

        public void Pass(Int128 end)
        {
            if (_node is not null && _node.Ends[_at] == end && _at + 1 < _node.Ends.Length) _at++;
        }
    }
}
