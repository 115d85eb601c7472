using Onus.Ledger;
using Onus.Log.Journal;

namespace Onus.Server;

/// <summary>Reads durable entries, on any thread.</summary>
internal sealed class LogEntries(LogReader log) : IEntryReader
{
    public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
    {
        entry = index < log.Head.Size ? log.ReadEntry(index) : default;
        return !entry.IsEmpty;
    }
}
