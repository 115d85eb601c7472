using System.Diagnostics;

namespace Onus.Core.Formats;

/// <summary>The entries of one batch under construction, back to back in one buffer, each behind the zero byte that its
/// leaf hash begins with; it gives each entry its index and its time.</summary>
/// <remarks>Nothing is allocated per entry once the buffer has grown to the size of the batches. For one thread.</remarks>
public sealed class EntryBatch
{
    /// <summary>The most bytes that one entry may have.</summary>
    public const int MaxEntrySize = EntryEnvelope.MaxEntrySize;

    private byte[] _bytes = new byte[64 * 1024];
    private int[] _ends = new int[1024];
    private int _length;

    /// <summary>The index of the batch's first entry.</summary>
    public ulong FirstIndex { get; private set; }

    /// <summary>How many entries the batch holds.</summary>
    public int Count { get; private set; }

    /// <summary>The time of the last entry, of this batch or before it.</summary>
    public LogTime LastTime { get; private set; }

    /// <summary>The index that the next entry will have.</summary>
    public ulong NextIndex => FirstIndex + (ulong)Count;

    /// <summary>All bytes: for each entry a zero byte and the entry.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>One entry, by its place in the batch.</summary>
    public ReadOnlySpan<byte> this[int place] => LeafInput(place)[1..];

    /// <summary>One entry behind its zero byte: what its leaf hash is over.</summary>
    public ReadOnlySpan<byte> LeafInput(int place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)place, (uint)Count, nameof(place));
        var start = place == 0 ? 0 : _ends[place - 1];
        return _bytes.AsSpan(start, _ends[place] - start);
    }

    /// <summary>Whether the entry of that index is in this batch, and then its bytes.</summary>
    public bool TryGet(ulong index, out ReadOnlySpan<byte> entry)
    {
        entry = default;
        if (index < FirstIndex || index - FirstIndex >= (ulong)Count) return false;
        entry = this[(int)(index - FirstIndex)];
        return true;
    }

    /// <summary>Empties the batch and says where in the log it begins.</summary>
    public void Reset(ulong firstIndex, LogTime lastTime)
    {
        FirstIndex = firstIndex;
        LastTime = lastTime;
        Count = 0;
        _length = 0;
    }

    /// <summary>The time that an entry added now will have: the wall clock, or one nanosecond past the last entry.</summary>
    public LogTime TimeFor(LogTime wallClock) => LogTime.NextAfter(LastTime, wallClock);

    /// <summary>Room for an entry of up to <paramref name="size"/> bytes; nothing is added until <see cref="Commit"/>.</summary>
    public Span<byte> Reserve(int size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)size, (uint)MaxEntrySize, nameof(size));
        if (_length + 1 + size > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + 1 + size));
        return _bytes.AsSpan(_length + 1, size);
    }

    /// <summary>Adds the first <paramref name="size"/> bytes of the last <see cref="Reserve"/> as an entry of that time.</summary>
    public void Commit(int size, LogTime time)
    {
        Debug.Assert(size > 0 && _length + 1 + size <= _bytes.Length);
        Invariant.Holds(time > LastTime);
        _bytes[_length] = 0;
        _length += 1 + size;
        if (Count == _ends.Length) Array.Resize(ref _ends, Count * 2);
        _ends[Count++] = _length;
        LastTime = time;
    }

    /// <summary>Adds a copy of finished bytes as an entry of that time.</summary>
    public void Add(ReadOnlySpan<byte> entry, LogTime time)
    {
        entry.CopyTo(Reserve(entry.Length));
        Commit(entry.Length, time);
    }

    /// <summary>Takes back every entry after the first <paramref name="count"/>; the last kept one had that time.</summary>
    public void Truncate(int count, LogTime lastTime)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Count, nameof(count));
        Count = count;
        _length = count == 0 ? 0 : _ends[count - 1];
        LastTime = lastTime;
    }
}
