using Onus.Core;

namespace Onus.Cases.Runtime;

/// <summary>The Merkle tree (RFC 6962 §2.1) over all cases in the order of their opening; only what changed is hashed anew.</summary>
/// <remarks>Level 0 has the leaves, each level above the complete pairs below it; the right edge is folded when the root is
/// asked for. For one thread at a time.</remarks>
internal sealed class CaseTree
{
    private readonly List<List<Hash256>> _levels = [[]];

    /// <summary>How many cases it covers.</summary>
    public uint Count => (uint)_levels[0].Count;

    /// <summary>Sets leaves, new ones at the end in order, and hashes the paths above them.</summary>
    public void Set(IEnumerable<(uint Number, Hash256 Leaf)> leaves)
    {
        var changed = new SortedSet<int>();
        foreach (var (number, leaf) in leaves)
        {
            Invariant.Holds(number <= Count);
            if (number == Count) _levels[0].Add(leaf);
            else _levels[0][(int)number] = leaf;
            changed.Add((int)number / 2);
        }

        for (var level = 0; changed.Count > 0; level++)
        {
            if (level + 1 == _levels.Count) _levels.Add([]);
            var (below, above) = (_levels[level], _levels[level + 1]);
            var next = new SortedSet<int>();
            foreach (var place in changed)
            {
                if (2 * place + 1 >= below.Count) continue;
                var node = MerkleHasher.HashNode(below[2 * place], below[2 * place + 1]);
                if (place == above.Count) above.Add(node);
                else above[place] = node;
                next.Add(place / 2);
            }

            changed = next;
        }
    }

    /// <summary>The root over all cases; null where there are none.</summary>
    public Hash256? Root
    {
        get
        {
            Hash256? root = null;
            for (var level = 0; level < _levels.Count; level++)
            {
                if (_levels[level].Count % 2 == 0) continue;
                root = root is { } right ? MerkleHasher.HashNode(_levels[level][^1], right) : _levels[level][^1];
            }

            return root;
        }
    }

    /// <summary>The inclusion path of a leaf (RFC 6962 §2.1.1): the hashes beside it, its sibling first.</summary>
    public Hash256[] PathOf(uint number)
    {
        Invariant.Holds(number < Count);
        var path = new List<Hash256>();
        Hash256? edge = null;
        var node = (int)number;
        for (var level = 0; level < _levels.Count; level++, node /= 2)
        {
            var whole = _levels[level];
            var sibling = node ^ 1;
            if (sibling < whole.Count) path.Add(whole[sibling]);
            else if (sibling == whole.Count && edge is { } right) path.Add(right);
            if (whole.Count % 2 == 1) edge = edge is { } beside ? MerkleHasher.HashNode(whole[^1], beside) : whole[^1];
        }

        return [.. path];
    }
}
