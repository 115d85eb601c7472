using Onus.Core.Formats;

namespace Onus.Ledger.Roots;

/// <summary>The sum-tree of one book above its buckets, as of the last root: level 0 has one node for each bucket.</summary>
/// <remarks>A level's last node, where it has no sibling, is carried up unchanged: the shape of RFC 6962. Buckets hold a
/// power of two, so the shape over accounts is the shape over buckets.</remarks>
internal sealed class BookTree
{
    private readonly List<SumNode[]> _levels = [new SumNode[1]];
    private readonly List<uint> _changed = [];
    private uint _bucketCount;

    /// <summary>Says how many buckets the book has from now on.</summary>
    public void Resize(uint bucketCount)
    {
        _bucketCount = bucketCount;
        Fit(0, bucketCount);
    }

    /// <summary>Sets the node of a bucket; places must rise until <see cref="Rehash"/>.</summary>
    public void Set(uint place, in SumNode node)
    {
        _levels[0][place] = node;
        _changed.Add(place);
    }

    /// <summary>Recomputes the nodes above all buckets that were set.</summary>
    public void Rehash(NodeHasher hasher)
    {
        var width = _bucketCount;
        for (var level = 0; width > 1; level++)
        {
            var above = (width + 1) / 2;
            if (level + 1 == _levels.Count) _levels.Add(new SumNode[above]);
            Fit(level + 1, above);
            Parents();
            foreach (var parent in _changed)
            {
                if (parent * 2 + 1 < width) hasher.Add(_levels[level], parent * 2, _levels[level + 1], parent);
                else _levels[level + 1][parent] = _levels[level][parent * 2];
            }

            hasher.Run();
            width = above;
        }

        _changed.Clear();
    }

    /// <summary>The root of the tree.</summary>
    public SumNode Root
    {
        get
        {
            var (level, width) = (0, _bucketCount);
            for (; width > 1; width = (width + 1) / 2) level++;
            return width == 0 ? SumNode.Empty : _levels[level][0];
        }
    }

    /// <summary>The nodes beside the path from a bucket up to the root.</summary>
    public IEnumerable<SumNode> PathFrom(uint place)
    {
        var width = _bucketCount;
        for (var level = 0; width > 1; level++, place /= 2, width = (width + 1) / 2)
            if ((place ^ 1) < width) yield return _levels[level][place ^ 1];
    }

    // The changed places of one level become those of the next; they rise, so equal ones are neighbours.
    private void Parents()
    {
        var kept = 0;
        for (var i = 0; i < _changed.Count; i++)
        {
            var parent = _changed[i] / 2;
            if (kept == 0 || _changed[kept - 1] != parent) _changed[kept++] = parent;
        }

        _changed.RemoveRange(kept, _changed.Count - kept);
    }

    private void Fit(int level, uint width)
    {
        var nodes = _levels[level];
        if (nodes.Length >= width) return;
        Array.Resize(ref nodes, (int)Math.Max(width, (uint)nodes.Length * 3 / 2));
        _levels[level] = nodes;
    }
}
