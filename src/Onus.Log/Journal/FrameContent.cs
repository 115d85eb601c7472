using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Log.Journal;

/// <summary>The bytes of a frame in memory, reused from one frame to the next: its entries, where each lies, and its
/// checkpoint.</summary>
public sealed class FrameContent
{
    private byte[] _bytes = [];
    private Slice[] _slices = [];
    private int _count;
    private int _entriesLength;
    private int _length;

    /// <summary>The entries with what stands before each.</summary>
    public ReadOnlySpan<byte> Buffer => _bytes.AsSpan(0, _entriesLength);

    /// <summary>Where in <see cref="Buffer"/> each entry lies.</summary>
    public ReadOnlySpan<Slice> Entries => _slices.AsSpan(0, _count);

    /// <summary>The signed checkpoint of the size before the entries.</summary>
    public ReadOnlySpan<byte> Checkpoint => _bytes.AsSpan(_entriesLength, _length - _entriesLength);

    /// <summary>The entries with what stands before each, and the checkpoint behind them.</summary>
    internal ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>The bytes of one entry.</summary>
    public ReadOnlySpan<byte> Entry(int place) => _bytes.AsSpan(_slices[place].Start, _slices[place].Length);

    /// <summary>Room for the entries and the checkpoint, which the journal fills.</summary>
    public Span<byte> Prepare(int entriesLength, int checkpointLength)
    {
        _count = 0;
        _entriesLength = entriesLength;
        _length = entriesLength + checkpointLength;
        if (_bytes.Length < _length) _bytes = GC.AllocateUninitializedArray<byte>(Math.Max(_length, 2 * _bytes.Length));
        return _bytes.AsSpan(0, _length);
    }

    /// <summary>Finds the entries; false when the bytes are not exactly <paramref name="count"/> of them.</summary>
    public bool TryParse(int count)
    {
        if (_slices.Length < count) _slices = new Slice[Math.Max(count, 2 * _slices.Length)];
        var at = 0;
        for (_count = 0; _count < count; _count++)
        {
            if (!EntryFraming.TryRead(Buffer, at, out _slices[_count])) return false;
            at = _slices[_count].Start + _slices[_count].Length;
        }

        return at == _entriesLength;
    }
}
