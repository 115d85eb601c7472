using Onus.Core;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Log.Journal;

/// <summary>Reads what a log has committed: entries, roots of any past size, proofs. Nothing else is ever seen.</summary>
/// <remarks>Safe for many threads, beside the one that appends. Every entry is checked against the tree when it is read from
/// the device; what does not match is a <see cref="Storage.LogDamagedException"/> and is not returned.</remarks>
public sealed class LogReader
{
    private readonly BundleReader _bundles;
    private readonly MerkleTree _tree;
    private LogHead _head;
    private Bundle? _open;

    internal LogReader(MerkleTree tree, BundleReader bundles, LogHead head) => (_tree, _bundles, _head) = (tree, bundles, head);

    /// <summary>The newest durable and signed state.</summary>
    public LogHead Head => Volatile.Read(ref _head);

    /// <summary>The hashes of full subtrees. Ask for none beyond the size of <see cref="Head"/>.</summary>
    public INodeSource Nodes => _tree;

    /// <summary>The bytes of one entry.</summary>
    public ReadOnlyMemory<byte> ReadEntry(ulong index)
    {
        var head = Head;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, head.Size);
        return Bundle(head, index / TileId.FullWidth).Entry((int)(index % TileId.FullWidth));
    }

    /// <summary>The bytes of the entries from <paramref name="first"/> up to, without, <paramref name="end"/>.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> ReadEntries(ulong first, ulong end)
    {
        var head = Head;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, head.Size);
        return Entries();

        IEnumerable<ReadOnlyMemory<byte>> Entries()
        {
            for (var index = first; index < end; )
            {
                var bundle = Bundle(head, index / TileId.FullWidth);
                var stop = Math.Min(end, (bundle.Number + 1) * TileId.FullWidth);
                for (; index < stop; index++) yield return bundle.Entry((int)(index % TileId.FullWidth));
            }
        }
    }

    /// <summary>The root of the first <paramref name="size"/> entries.</summary>
    public Hash256 Root(ulong size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Head.Size);
        return MerkleProver.Root(_tree, size);
    }

    /// <summary>The proof that the entry at <paramref name="index"/> is among the first <paramref name="size"/>.</summary>
    public Hash256[] Inclusion(ulong index, ulong size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Head.Size);
        return MerkleProver.Inclusion(_tree, index, size);
    }

    /// <summary>The proof that the first <paramref name="size2"/> entries begin with the first <paramref name="size1"/>.</summary>
    public Hash256[] Consistency(ulong size1, ulong size2)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size2, Head.Size);
        return MerkleProver.Consistency(_tree, size1, size2);
    }

    /// <summary>Publishes a state; everything that it covers can be read before.</summary>
    internal void Publish(LogHead head) => Volatile.Write(ref _head, head);

    private Bundle Bundle(LogHead head, ulong number)
    {
        if (_bundles.Holds(number)) return _bundles.Full(number);
        var count = head.Size - number * TileId.FullWidth;

        // Entries are only added: what was read for a larger size serves a smaller one.
        if (Volatile.Read(ref _open) is { } open && open.Number == number && (ulong)open.Count >= count) return open;
        var read = _bundles.Open(number, (int)count, head.OpenBundle, _tree);
        Volatile.Write(ref _open, read);
        return read;
    }
}
