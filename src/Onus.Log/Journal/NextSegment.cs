using Onus.Core;
using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>The file of the segment that will follow, made ahead and filled with zeros.</summary>
/// <remarks>A file of zeros and no header is what a crash may leave of a new segment anyhow; nobody takes it for one.</remarks>
internal sealed class NextSegment(IStorageDevice device, long size, Action<Action>? background) : IDisposable
{
    // Flushed in pieces: commits that run beside it wait for a piece at most, not for the whole file.
    private const int PieceSize = 1 << 20;

    private readonly Lock _gate = new();
    private IStorageFile? _file;
    private uint _number;
    private bool _closed;

    /// <summary>Begins to make the file of that segment, once.</summary>
    public void Prepare(uint number)
    {
        if (background is null || _number == number) return;
        _number = number;
        background(() =>
        {
            lock (_gate)
            {
                if (!_closed) Make(number);
            }
        });
    }

    /// <summary>The file, if it was made; waits while it is being made.</summary>
    public IStorageFile? Take(uint number)
    {
        lock (_gate)
        {
            var file = _file;
            _file = null;

            // Whatever is still to begin comes too late.
            if (file is null && _number == number) _number = 0;
            Invariant.Holds(file is null || file.Name == SegmentHeader.NameOf(number));
            return file;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _file?.Dispose();
        }
    }

    private void Make(uint number)
    {
        if (_number != number) return;
        var name = SegmentHeader.NameOf(number);
        IStorageFile? file = null;
        try
        {
            file = device.Create(name);
            var zeros = new byte[Math.Min(PieceSize, size)];
            for (long at = 0; at < size; at += zeros.Length)
            {
                file.Write(zeros.AsSpan(0, (int)Math.Min(zeros.Length, size - at)), at);
                file.Flush();
            }

            device.FlushDirectory();
            _file = file;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It was only for speed: the segment is made when it is needed, or the device refuses again then.
            if (file is null) return;
            file.Dispose();
            device.Delete(name);
        }
    }
}
