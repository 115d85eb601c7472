using Onus.Engine.Pipeline;
using Onus.Ledger;
using Onus.Log.Journal;

namespace Onus.Engine;

/// <summary>Reads entries for the ledger: from the log, or from the flights on their way into it.</summary>
internal sealed class LedgerEntries(LogReader log) : IEntryReader
{
    /// <summary>The line whose flights are looked through; null while the log is replayed.</summary>
    public Line? Line { get; set; }

    public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
    {
        // The line first: what leaves it is in the log by then, and what is asked in between is found there.
        if (Line is not null && Line.TryRead(index, out entry)) return true;
        entry = default;
        if (index >= log.Head.Size) return false;
        entry = log.ReadEntry(index);
        return true;
    }
}
