using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Queries;

/// <summary>Reads the entries of several threads together, newest first, each entry once.</summary>
internal sealed class EntryThreads(IEntryReader entries, IReadOnlyList<(ulong Account, ulong Next)> start)
{
    private readonly List<(ulong Account, ulong Next)> _threads = [.. start];

    /// <summary>Where to go on; null when every thread has ended.</summary>
    public QueryCursor? Cursor => _threads.Count == 0 ? null : new QueryCursor([.. _threads]);

    /// <summary>Reads the newest entry that was not read yet.</summary>
    public bool TryRead(out ReadOnlyMemory<byte> entry)
    {
        entry = default;
        if (_threads.Count == 0) return false;
        var newest = _threads.Max(thread => thread.Next);
        var found = entries.TryRead(newest, out entry);
        for (var i = _threads.Count - 1; i >= 0; i--)
        {
            if (_threads[i].Next != newest) continue;
            if (Before(entry, _threads[i].Account, newest) is { } before) _threads[i] = (_threads[i].Account, before);
            else _threads.RemoveAt(i);
        }

        // A place of the log without an entry is passed over; there is none but in a log that begins later.
        return found || TryRead(out entry);
    }

    /// <summary>The first entry that the log accepted at that time or later.</summary>
    public static ulong FirstAt(IEntryReader entries, ulong size, LogTime time)
    {
        ulong low = 0;
        while (low < size)
        {
            var middle = low + (size - low) / 2;
            if (!entries.TryRead(middle, out var entry) || !EntryHeader.TryRead(entry.Span, out var header) || header.Time < time)
                low = middle + 1;
            else size = middle;
        }

        return low;
    }

    private static ulong? Before(ReadOnlyMemory<byte> entry, ulong account, ulong index)
    {
        if (account == 0) return index == 0 ? null : index - 1;
        Invariant.Holds(AccountStep.TryRead(entry, account, out var step));
        return step.Ordinal == 0 ? null : step.Previous;
    }
}
