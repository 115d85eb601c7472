namespace Onus.Language.Analysis.Time;

/// <summary>Groups the nodes of a graph that can reach one another (Tarjan's algorithm, without recursion).</summary>
internal static class StrongComponents
{
    /// <summary>For each node the number of its group.</summary>
    public static int[] Of(int count, Func<int, IEnumerable<int>> targets)
    {
        var (group, index, low) = (Filled(count), Filled(count), new int[count]);
        var (stack, walk, next, groups) = (new Stack<int>(), new Stack<(int Node, IEnumerator<int> Targets)>(), 0, 0);
        for (var root = 0; root < count; root++)
        {
            if (index[root] < 0) Enter(root);
            while (walk.TryPeek(out var at))
            {
                if (at.Targets.MoveNext())
                {
                    var target = at.Targets.Current;
                    if (index[target] < 0) Enter(target);
                    else if (group[target] < 0) low[at.Node] = Math.Min(low[at.Node], index[target]);
                    continue;
                }

                walk.Pop();
                if (walk.TryPeek(out var parent)) low[parent.Node] = Math.Min(low[parent.Node], low[at.Node]);
                if (low[at.Node] == index[at.Node]) Close(at.Node);
            }
        }

        return group;

        void Enter(int node)
        {
            index[node] = low[node] = next++;
            stack.Push(node);
            walk.Push((node, targets(node).GetEnumerator()));
        }

        void Close(int node)
        {
            int member;
            do
            {
                member = stack.Pop();
                group[member] = groups;
            }
            while (member != node);
            groups++;
        }
    }

    private static int[] Filled(int count)
    {
        var array = new int[count];
        Array.Fill(array, -1);
        return array;
    }
}
