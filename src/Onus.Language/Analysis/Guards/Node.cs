using System.Diagnostics.CodeAnalysis;

namespace Onus.Language.Analysis.Guards;

/// <summary>One cut of an axis: up to and with each end, the child.</summary>
internal sealed class Node(int axis, Int128[] ends, int[] children)
{
    public int Axis { get; } = axis;

    public Int128[] Ends { get; } = ends;

    public int[] Children { get; } = children;

    public int ChildAt(Int128 value)
    {
        var at = Array.BinarySearch(Ends, value);
        return Children[at < 0 ? ~at : at];
    }
}

/// <summary>Gathers the cuts of one axis, joining neighbours that lead to the same child.</summary>
internal struct NodeBuilder()
{
    private readonly List<Int128> _ends = [];
    private readonly List<int> _children = [];

    public readonly bool IsUncut => _children.Count == 1;

    public readonly int OnlyChild => _children[0];

    public readonly void Add(Int128 end, int child)
    {
        if (_children.Count > 0 && _children[^1] == child)
        {
            _ends[^1] = end;
            return;
        }

        _ends.Add(end);
        _children.Add(child);
    }

    public readonly Node Build(int axis) => new(axis, [.. _ends], [.. _children]);
}

/// <summary>Equal axis, ends and children.</summary>
internal sealed class NodeComparer : IEqualityComparer<Node>
{
    public static readonly NodeComparer Instance = new();

    public bool Equals(Node? x, Node? y) =>
        x!.Axis == y!.Axis && x.Children.AsSpan().SequenceEqual(y.Children) && x.Ends.AsSpan().SequenceEqual(y.Ends);

    public int GetHashCode([DisallowNull] Node obj)
    {
        unchecked // a hash is meant to wrap
        {
            var hash = obj.Axis;
            foreach (var child in obj.Children) hash = hash * 31 + child;
            foreach (var end in obj.Ends) hash = hash * 31 + (int)end;
            return hash;
        }
    }
}
