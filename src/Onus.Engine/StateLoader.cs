using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Log.Journal;

namespace Onus.Engine;

/// <summary>The state as it stands at the end of the log.</summary>
/// <param name="Ledger">The ledger.</param>
/// <param name="Entries">Where it reads entries back.</param>
/// <param name="LastTime">The time of the log's last entry.</param>
internal sealed record LoadedState(LedgerState Ledger, LedgerEntries Entries, LogTime LastTime);

/// <summary>Makes the state from the log: a fold over its entries (law 1).</summary>
internal static class StateLoader
{
    public static LoadedState Load(TransparencyLog log, EngineOptions options)
    {
        var entries = new LedgerEntries(log.Reader);
        var ledger = new LedgerState(options.Ledger, entries, new NoOlderIds());
        var last = LogTime.Epoch;
        var next = 0ul;
        foreach (var entry in log.Reader.ReadEntries(0, log.Head.Size))
        {
            Invariant.Holds(EntryHeader.TryRead(entry.Span, out var header));
            Invariant.Holds(header.Index == next && header.Time > last);
            ledger.Apply(entry.Span);
            last = header.Time;
            next++;
        }

        return new LoadedState(ledger, entries, last);
    }

    private sealed class NoOlderIds : IOlderIds
    {
        public bool TryFind(Id128 id, out ulong index)
        {
            index = 0;
            return false;
        }
    }
}
