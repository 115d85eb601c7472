using Onus.Core;
using Onus.Log.Storage;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Log.Journal;

/// <summary>Entries that are committed together, encoded once: the bytes written here are the bytes that are hashed and the
/// bytes that reach the device.</summary>
/// <remarks>Reused from batch to batch: neither an entry nor a batch costs an allocation. Not two threads at once.</remarks>
public sealed class Batch
{
    /// <summary>The most bytes of entries, with three bytes before each.</summary>
    public const int MaxLength = FrameHeader.MaxEntriesLength;

    private byte[] _frame = new byte[4096];
    private Slice[] _slices = new Slice[64];
    private Hash256[] _leaves = new Hash256[64];
    private Hash256[] _bundleRoots = [];
    private int[] _bundleStarts = [];
    private int _bundlesFilled;
    private int _bundlesBegun;
    private int _end = FrameHeader.Size;

    internal Batch()
    {
    }

    /// <summary>The index of the first entry.</summary>
    public ulong FirstIndex { get; private set; }

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>The index of the entry that is added next.</summary>
    public ulong NextIndex => FirstIndex + (ulong)Count;

    /// <summary>The bytes of all entries, with three bytes before each.</summary>
    public ReadOnlySpan<byte> Buffer => _frame.AsSpan(FrameHeader.Size, _end - FrameHeader.Size);

    /// <summary>The root before the first entry; set when the batch is staged.</summary>
    public Hash256 RootBefore { get; private set; }

    /// <summary>The root after the last entry; set when the batch is staged.</summary>
    public Hash256 Root { get; private set; }

    /// <summary>Whether the batch is part of the tree and only waits to become durable.</summary>
    internal bool IsStaged { get; private set; }

    /// <summary>The leaf hashes; set when the batch is staged.</summary>
    internal ReadOnlySpan<Hash256> Leaves => _leaves.AsSpan(0, Count);

    /// <summary>The checksum of <see cref="Buffer"/>; set when the batch is staged.</summary>
    internal uint BufferCrc { get; private set; }

    /// <summary>The roots of the bundles that the batch fills; set when the batch is staged.</summary>
    internal ReadOnlySpan<Hash256> BundleRoots => _bundleRoots.AsSpan(0, _bundlesFilled);

    /// <summary>Where in <see cref="Buffer"/> the bundles begin that begin in this batch; set when the batch is staged.</summary>
    internal ReadOnlySpan<int> BundleStarts => _bundleStarts.AsSpan(0, _bundlesBegun);

    /// <summary>Room for an entry of up to <paramref name="maxSize"/> bytes; <see cref="Add(int)"/> then says how many it took.</summary>
    public Span<byte> Reserve(int maxSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxSize, EntryFraming.MaxEntrySize);
        Invariant.Holds(!IsStaged);
        var end = _end + EntryFraming.PrefixSize + maxSize;
        if (end - FrameHeader.Size > MaxLength) throw new InvalidOperationException($"a batch of more than {MaxLength} bytes");
        if (end > _frame.Length) Array.Resize(ref _frame, Math.Max(end, 2 * _frame.Length));
        return _frame.AsSpan(_end + EntryFraming.PrefixSize, maxSize);
    }

    /// <summary>Makes the first <paramref name="size"/> bytes of the room reserved last the next entry.</summary>
    public void Add(int size)
    {
        Invariant.Holds(!IsStaged && size >= 0 && _end + EntryFraming.PrefixSize + size <= _frame.Length);
        EntryFraming.WritePrefix(_frame.AsSpan(_end), size);
        if (Count == _slices.Length) Array.Resize(ref _slices, 2 * Count);
        _slices[Count++] = new Slice(_end - FrameHeader.Size + EntryFraming.PrefixSize, size);
        _end += EntryFraming.PrefixSize + size;
    }

    /// <summary>Adds an entry by copying it.</summary>
    public void Add(ReadOnlySpan<byte> entry)
    {
        entry.CopyTo(Reserve(entry.Length));
        Add(entry.Length);
    }

    /// <summary>The bytes of an entry of this batch.</summary>
    public ReadOnlySpan<byte> Entry(int place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, Count);
        return Buffer.Slice(_slices[place].Start, _slices[place].Length);
    }

    /// <summary>Takes back all entries but the first <paramref name="count"/>.</summary>
    public void Truncate(int count)
    {
        Invariant.Holds(!IsStaged);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        if (count == Count) return;
        _end = FrameHeader.Size + _slices[count].Start - EntryFraming.PrefixSize;
        Count = count;
    }

    /// <summary>Empties the batch for entries from that index on.</summary>
    internal void Begin(ulong firstIndex)
    {
        FirstIndex = firstIndex;
        Count = 0;
        IsStaged = false;
        _end = FrameHeader.Size;
    }

    /// <summary>Hashes the entries into <see cref="Leaves"/>.</summary>
    internal void HashLeaves()
    {
        if (_leaves.Length < Count) _leaves = new Hash256[_slices.Length];
        MerkleHasher.HashLeaves(Buffer, _slices.AsSpan(0, Count), _leaves.AsSpan(0, Count));
    }

    /// <summary>Closes the batch between two roots, with what its commit needs of the tree.</summary>
    internal void Stage(in Hash256 before, in Hash256 after, INodeSource tree)
    {
        BufferCrc = Crc32C.Of(Buffer);
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
            _bundleStarts[_bundlesBegun++] = _slices[index - FirstIndex].Start - EntryFraming.PrefixSize;

        _bundlesFilled = 0;
        for (var bundle = FirstIndex / TileId.FullWidth; (bundle + 1) * TileId.FullWidth <= NextIndex; bundle++)
            tree.Read([new NodeId(TileId.Height, bundle)], _bundleRoots.AsSpan(_bundlesFilled++, 1));
    }

    /// <summary>The whole frame as it is written, with the checkpoint behind the entries.</summary>
    internal ReadOnlySpan<byte> ToFrame(ulong segment, long offset, ReadOnlySpan<byte> checkpoint, out FrameHeader header)
    {
        Invariant.Holds(IsStaged && Count > 0);
        var length = _end + checkpoint.Length;
        if (length > _frame.Length) Array.Resize(ref _frame, length);
        checkpoint.CopyTo(_frame.AsSpan(_end));
        header = new FrameHeader(
            segment, offset, FirstIndex, Count, Buffer.Length, BufferCrc, checkpoint.Length, Crc32C.Of(checkpoint), Root);
        header.Write(_frame);
        return _frame.AsSpan(0, length);
    }
}
