using Onus.Core;

namespace Onus.Log.Tree;

/// <summary>An RFC 6962 tree in memory: appends batches of leaf hashes, and keeps the hash of every full subtree, so
/// that roots and proofs of any past size take O(log n) reads.</summary>
/// <remarks>
/// <para>A leaf costs two hashes of memory, 64 bytes; <see cref="ForgetBefore"/> bounds that once the nodes can be read
/// elsewhere. The parents of a batch are hashed level by level, many at once.</para>
/// <para>One writer appends while any number of readers read: what <see cref="Size"/> covers never changes
/// again.</para>
/// </remarks>
public sealed class MerkleTree : INodeSource
{
    private readonly NodeLevel[] _levels = new NodeLevel[64];
    private readonly INodeSource? _older;
    private ulong _size;

    /// <summary>An empty tree.</summary>
    public MerkleTree()
    {
        for (var level = 0; level < _levels.Length; level++) _levels[level] = new NodeLevel();
    }

    /// <summary>A tree that goes on after <paramref name="start"/>.</summary>
    /// <param name="start">The tree so far.</param>
    /// <param name="older">Where nodes are read that this tree does not hold; without it, reading them fails.</param>
    public MerkleTree(CompactRange start, INodeSource? older)
        : this()
    {
        ArgumentNullException.ThrowIfNull(start);
        _older = older;
        _size = start.Size;
        for (var level = 0; level < _levels.Length; level++) _levels[level].StartAt(start.Size >> level);
        var next = 0;
        for (var level = 63; level >= 0; level--)
            if (((start.Size >> level) & 1) == 1) _levels[level].Restore(start.Roots[next++]);
    }

    /// <summary>The number of leaves.</summary>
    public ulong Size => Volatile.Read(ref _size);

    /// <summary>The root of the whole tree.</summary>
    public Hash256 Root => MerkleProver.Root(this, Size);

    /// <summary>Appends leaf hashes, in order.</summary>
    public void Append(ReadOnlySpan<Hash256> leaves)
    {
        var size = _size + (ulong)leaves.Length;
        if (size >= Subtrees.MaxSize) throw new InvalidOperationException("the tree is full");
        while (!leaves.IsEmpty)
        {
            var room = _levels[0].Room(leaves.Length);
            leaves[..room.Length].CopyTo(room);
            _levels[0].Advance(room.Length);
            leaves = leaves[room.Length..];
        }

        for (var level = 1; size >> level > _levels[level].Count; level++) HashLevel(level, size >> level);
        Volatile.Write(ref _size, size);
    }

    /// <summary>Lets go of nodes that the tree of the first <paramref name="size"/> leaves has, as far as growing
    /// allows; from then on they are read from the older source.</summary>
    public void ForgetBefore(ulong size)
    {
        Invariant.Holds(size <= _size);

        // A level keeps the left sibling of a node that is yet to come.
        for (var level = 0; level < _levels.Length; level++)
            _levels[level].ForgetBefore(Math.Min(size >> level, (_size >> level) & ~1UL));
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<NodeId> nodes, Span<Hash256> hashes)
    {
        var size = Size;
        for (var i = 0; i < nodes.Length; i++)
        {
            ref readonly var node = ref nodes[i];
            if (node.End > size) throw new KeyNotFoundException($"{node} is not in a tree of {size} leaves");
            if (_levels[node.Level].TryRead(node.Index, out hashes[i])) continue;
            if (_older is null) throw new KeyNotFoundException($"{node} is no longer held");
            _older.Read(nodes.Slice(i, 1), hashes.Slice(i, 1));
        }
    }

    private void HashLevel(int level, ulong count)
    {
        var (children, parents) = (_levels[level - 1], _levels[level]);
        while (parents.Count < count)
        {
            var from = children.From(2 * parents.Count);
            var wanted = Math.Min((ulong)(from.Length / 2), count - parents.Count);
            var room = parents.Room((int)wanted);
            MerkleHasher.HashNodes(from[..(2 * room.Length)], room);
            parents.Advance(room.Length);
        }
    }
}
