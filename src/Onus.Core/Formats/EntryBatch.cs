using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The entries of one batch under construction, in the framing in which a log hashes and writes them; it gives each
/// entry its index and its time.</summary>
/// <remarks>Encoded once: the bytes written here are those that reach the device. Nothing is allocated per entry once the
/// buffer has grown to the size of the batches. For one thread.</remarks>
public sealed class EntryBatch
{
    /// <summary>The most bytes that one entry may have.</summary>
    public const int MaxEntrySize = EntryEnvelope.MaxEntrySize;

    /// <summary>The most bytes that the entries of one batch may have, framing included.</summary>
    public const int MaxFramedSize = 1 << 26;

    private byte[] _bytes = new byte[4 * 1024];
    private Slice[] _slices = new Slice[64];
    private readonly CborWriter _writer = CborExtensions.NewWriter();
    private int _length;

    /// <summary>The index of the batch's first entry.</summary>
    public ulong FirstIndex { get; private set; }

    /// <summary>How many entries the batch holds.</summary>
    public int Count { get; private set; }

    /// <summary>The time of the last entry, of this batch or before it.</summary>
    public LogTime LastTime { get; private set; }

    /// <summary>The index that the next entry will have.</summary>
    public ulong NextIndex => FirstIndex + (ulong)Count;

    /// <summary>All entries as they are written, each behind its <see cref="EntryFraming"/>.</summary>
    public ReadOnlyMemory<byte> Framed => _bytes.AsMemory(0, _length);

    /// <summary>Where in <see cref="Framed"/> each entry lies.</summary>
    public ReadOnlySpan<Slice> Slices => _slices.AsSpan(0, Count);

    /// <summary>One entry, by its place in the batch.</summary>
    public ReadOnlySpan<byte> this[int place]
    {
        get
        {
            var slice = Slices[place];
            return _bytes.AsSpan(slice.Start, slice.Length);
        }
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
    /// <exception cref="InvalidOperationException">The batch would exceed <see cref="MaxFramedSize"/>.</exception>
    public Span<byte> Reserve(int size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)size, (uint)MaxEntrySize, nameof(size));
        var end = _length + EntryFraming.PrefixSize + size;
        if (end > MaxFramedSize) throw new InvalidOperationException($"a batch of more than {MaxFramedSize} bytes");
        if (end > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, end));
        return _bytes.AsSpan(_length + EntryFraming.PrefixSize, size);
    }

    /// <summary>Adds the first <paramref name="size"/> bytes of the last <see cref="Reserve"/> as an entry of that time.</summary>
    public void Commit(int size, LogTime time)
    {
        var start = _length + EntryFraming.PrefixSize;
        Invariant.Holds(time > LastTime && size >= 0 && start + size <= _bytes.Length);
        EntryFraming.WritePrefix(_bytes.AsSpan(_length), size);
        if (Count == _slices.Length) Array.Resize(ref _slices, Count * 2);
        _slices[Count++] = new Slice(start, size);
        _length = start + size;
        LastTime = time;
    }

    /// <summary>Adds a copy of finished bytes as an entry of that time.</summary>
    public void Add(ReadOnlySpan<byte> entry, LogTime time)
    {
        entry.CopyTo(Reserve(entry.Length));
        Commit(entry.Length, time);
    }

    /// <summary>Adds a CBOR entry of that time.</summary>
    public void Add(Action<CborWriter> write, LogTime time)
    {
        ArgumentNullException.ThrowIfNull(write);
        _writer.Reset();
        write(_writer);
        _writer.Encode(Reserve(_writer.BytesWritten));
        Commit(_writer.BytesWritten, time);
    }

    /// <summary>Takes back every entry after the first <paramref name="count"/>; the last kept one had that time.</summary>
    public void Truncate(int count, LogTime lastTime)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Count, nameof(count));
        Count = count;
        _length = count == 0 ? 0 : _slices[count - 1].Start + _slices[count - 1].Length;
        LastTime = lastTime;
    }
}
