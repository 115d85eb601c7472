using Onus.Core;

namespace Onus.Language.Diagrams.Layout;

/// <summary>
/// Finds whole numbers that keep given distances and make the weighted sum of all distances least: the network
/// simplex method (Gansner, Koutsofios, North, Vo: A Technique for Drawing Directed Graphs, 1993).
/// </summary>
internal sealed class NetworkSimplex
{
    // Far more pivots than any drawing was seen to need; every intermediate answer keeps the distances, so that
    // stopping early costs beauty, never correctness.
    private const int PivotsPerNodeMax = 40;

    private readonly List<Constraint> _constraints = [];
    private readonly List<int> _balance = [];
    private int[] _value = [];
    private SpanningTree _tree = null!;

    private readonly record struct Constraint(int Low, int High, int Distance, int Weight);

    /// <summary>Gets the weighted sum of all differences in the answer.</summary>
    public long Cost
    {
        get
        {
            long cost = 0;
            foreach (var c in _constraints) cost += (long)c.Weight * (_value[c.High] - _value[c.Low]);
            return cost;
        }
    }

    /// <summary>Adds a number to be found.</summary>
    public int Add()
    {
        _balance.Add(0);
        return _balance.Count - 1;
    }

    /// <summary>Demands that high be at least low plus distance; each unit between them costs the weight.</summary>
    public void Keep(int low, int high, int distance, int weight = 0)
    {
        _constraints.Add(new Constraint(low, high, distance, weight));
        _balance[low] += weight;
        _balance[high] -= weight;
    }

    /// <summary>Makes each unit of difference between first plus its offset and second plus its offset cost.</summary>
    public void Pull(int first, int firstOffset, int second, int secondOffset, int weight)
    {
        var meeting = Add();
        Keep(meeting, first, -firstOffset, weight);
        Keep(meeting, second, -secondOffset, weight);
    }

    /// <summary>Gets the numbers, in the order added; the demands must not contradict each other.</summary>
    public int[] Solve()
    {
        // A floor below everything joins what would otherwise be separate problems.
        var floor = Add();
        var span = 1;
        foreach (var constraint in _constraints) span += Math.Abs(constraint.Distance);
        for (var node = 0; node < floor; node++) Keep(floor, node, -span);

        StartFromLowest();
        _tree = new SpanningTree(_balance.Count);
        GrowTightTree();
        var pivotsLeft = (long)PivotsPerNodeMax * _balance.Count;
        while (pivotsLeft-- > 0 && Pivot())
        {
        }

        return _value[..floor];
    }

    private int Slack(int constraint)
    {
        var c = _constraints[constraint];
        return _value[c.High] - _value[c.Low] - c.Distance;
    }

    // Raises each number until all distances are kept; demands that contradict each other would raise it for ever.
    private void StartFromLowest()
    {
        _value = new int[_balance.Count];
        var rounds = 0;
        bool raised;
        do
        {
            Invariant.Holds(rounds++ <= _balance.Count);
            raised = false;
            foreach (var c in _constraints)
            {
                if (_value[c.High] >= _value[c.Low] + c.Distance) continue;
                _value[c.High] = _value[c.Low] + c.Distance;
                raised = true;
            }
        }
        while (raised);
    }

    private void GrowTightTree()
    {
        var inside = new bool[_balance.Count];
        inside[0] = true;
        var size = 1;
        while (true)
        {
            bool grew;
            do
            {
                grew = false;
                for (var i = 0; i < _constraints.Count; i++)
                {
                    var c = _constraints[i];
                    if (inside[c.Low] == inside[c.High] || Slack(i) != 0) continue;
                    inside[c.Low] = inside[c.High] = grew = true;
                    _tree.Add(i, c.Low, c.High);
                    size++;
                }
            }
            while (grew);

            if (size == _balance.Count) return;
            var nearest = -1;
            for (var i = 0; i < _constraints.Count; i++)
            {
                if (inside[_constraints[i].Low] == inside[_constraints[i].High]) continue;
                if (nearest < 0 || Slack(i) < Slack(nearest)) nearest = i;
            }

            var shift = inside[_constraints[nearest].High] ? -Slack(nearest) : Slack(nearest);
            for (var node = 0; node < inside.Length; node++)
                if (inside[node]) _value[node] += shift;
        }
    }

    // Takes the tree edge that costs most out of the tree and puts the one that gives way first in its place.
    private bool Pivot()
    {
        _tree.Walk(_balance);
        var leaving = -1;
        var worst = 0;
        foreach (var (edge, child) in _tree.Edges)
        {
            var cut = _constraints[edge].Low == child ? _tree.Balance(child) : -_tree.Balance(child);
            if (cut >= worst) continue;
            worst = cut;
            leaving = child;
        }

        if (leaving < 0) return false;
        var leavingEdge = _tree.EdgeAbove(leaving);
        var lowIsBelow = _constraints[leavingEdge].Low == leaving;
        var entering = -1;
        for (var i = 0; i < _constraints.Count; i++)
        {
            var c = _constraints[i];
            var lowInside = _tree.IsUnder(c.Low, leaving);
            if (lowInside == _tree.IsUnder(c.High, leaving) || lowInside == lowIsBelow) continue;
            if (entering < 0 || Slack(i) < Slack(entering)) entering = i;
        }

        if (entering < 0) return false;
        var slack = lowIsBelow ? -Slack(entering) : Slack(entering);
        if (slack != 0)
        {
            for (var node = 0; node < _value.Length; node++)
                if (_tree.IsUnder(node, leaving)) _value[node] += slack;
        }

        _tree.Replace(leaving, entering, _constraints[entering].Low, _constraints[entering].High);
        return true;
    }
}
