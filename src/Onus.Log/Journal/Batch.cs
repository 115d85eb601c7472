using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Storage;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Log.Journal;

/// <summary>Entries that are committed together, with what hashing them gave.</summary>
/// <remarks>Reused from batch to batch: neither an entry nor a batch costs an allocation. One thread at a time.</remarks>
public sealed class Batch
{
    private Hash256[] _leaves = [];
    private Hash256[] _bundleRoots = [];
    private int[] _bundleStarts = [];
    private int _bundlesFilled;
    private int _bundlesBegun;

    internal Batch()
    {
    }

    /// <summary>The entries; they are added here until the batch is staged.</summary>
    public EntryBatch Entries { get; } = new();

    /// <summary>The index of the first entry.</summary>
    public ulong FirstIndex => Entries.FirstIndex;

    /// <summary>How many entries there are.</summary>
    public int Count => Entries.Count;

    /// <summary>The index after the last entry.</summary>
    public ulong NextIndex => Entries.NextIndex;

    /// <summary>The root before the first entry; set when the batch is staged.</summary>
    public Hash256 RootBefore { get; private set; }

    /// <summary>The root after the last entry; set when the batch is staged.</summary>
    public Hash256 Root { get; private set; }

    /// <summary>The CRC-32C of the framed entries; set when the batch is staged.</summary>
    public uint EntriesCrc { get; private set; }

    /// <summary>Whether the batch is part of the tree and only waits to become durable.</summary>
    public bool IsStaged { get; private set; }

    /// <summary>The roots of the bundles that the batch fills; set when the batch is staged.</summary>
    internal ReadOnlySpan<Hash256> BundleRoots => _bundleRoots.AsSpan(0, _bundlesFilled);

    /// <summary>Where in the framed entries the bundles begin that begin in this batch; set when the batch is staged.</summary>
    internal ReadOnlySpan<int> BundleStarts => _bundleStarts.AsSpan(0, _bundlesBegun);

    /// <summary>Adds a copy of bytes that are not a timed entry of Onus: what another program logs.</summary>
    public void Add(ReadOnlySpan<byte> entry) => Entries.Add(entry, new LogTime(Entries.LastTime.Nanoseconds + 1));

    /// <summary>Empties the batch for entries from that index on.</summary>
    internal void Begin(ulong firstIndex, LogTime lastTime)
    {
        Entries.Reset(firstIndex, lastTime);
        IsStaged = false;
    }

    /// <summary>The leaf hashes of the entries.</summary>
    internal ReadOnlySpan<Hash256> HashLeaves()
    {
        if (_leaves.Length < Count) _leaves = new Hash256[Math.Max(Count, 2 * _leaves.Length)];
        var leaves = _leaves.AsSpan(0, Count);
        MerkleHasher.HashLeaves(Entries.Framed.Span, Entries.Slices, leaves);
        return leaves;
    }

    /// <summary>Closes the batch between two roots, with what its commit needs of the tree.</summary>
    internal void Stage(in Hash256 before, in Hash256 after, INodeSource tree)
    {
        EntriesCrc = Crc32C.Of(Entries.Framed.Span);
        RootBefore = before;
        Root = after;
        FindBundles(tree);
        IsStaged = true;
    }

    private void FindBundles(INodeSource tree)
    {
        var most = Count / TileId.FullWidth + 1;
        if (_bundleStarts.Length < most) (_bundleStarts, _bundleRoots) = (new int[most], new Hash256[most]);

        _bundlesBegun = 0;
        var first = (FirstIndex + TileId.FullWidth - 1) / TileId.FullWidth;
        for (var index = first * TileId.FullWidth; index < NextIndex; index += TileId.FullWidth)
            _bundleStarts[_bundlesBegun++] = Entries.Slices[(int)(index - FirstIndex)].Start - EntryFraming.PrefixSize;

        _bundlesFilled = 0;
        for (var bundle = FirstIndex / TileId.FullWidth; (bundle + 1) * TileId.FullWidth <= NextIndex; bundle++)
            tree.Read([new NodeId(TileId.Height, bundle)], _bundleRoots.AsSpan(_bundlesFilled++, 1));
    }
}
