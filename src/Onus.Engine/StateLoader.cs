using Onus.Cases;
using Onus.Core.Formats;
using Onus.Core;
using Onus.Engine.Ids;
using Onus.Engine.Snapshots;
using Onus.Ledger;
using Onus.Log.Journal;

namespace Onus.Engine;

/// <summary>The state as it stands at the end of the log.</summary>
/// <param name="State">Ledger and cases.</param>
/// <param name="Entries">Where they read entries back.</param>
/// <param name="OlderIds">The ids that are on the device.</param>
/// <param name="LastTime">The time of the log's last entry.</param>
/// <param name="SnapshotAt">The entries that the snapshot covered that it began from.</param>
internal sealed record LoadedState(NodeState State, LedgerEntries Entries, IdRuns OlderIds, LogTime LastTime, ulong SnapshotAt);

/// <summary>Makes the state from the log: the newest good snapshot, and a fold over the entries after it (law 1).</summary>
internal static class StateLoader
{
    public static LoadedState Load(LogReader log, string origin, LogIdentity? identity, EngineOptions options)
    {
        var entries = new LedgerEntries(log);
        var runs = IdRuns.Open(options.Log.Device, options.Warn);
        var snapshots = new SnapshotStore(options.Log.Device, options.Warn);
        var forCases = new CaseOptions(origin, options.Signatures, options.Entropy) { Log = identity, Fault = options.CaseFault };
        CasesState? cases = null;
        var loaded = snapshots.Load(
            log, log.Head.Size, runs.Count, () => new LedgerState(options.Ledger, entries, runs),
            (state, stream) => cases = CasesState.Load(forCases, state, entries, stream));
        var ledger = loaded?.Ledger ?? new LedgerState(options.Ledger, entries, runs);
        var state = new NodeState(ledger, cases is not null && loaded is not null ? cases : new CasesState(forCases, ledger, entries));
        var (next, last) = loaded is { } from ? (from.Header.AsOf, from.Header.LastTime) : (0, LogTime.Epoch);
        if (loaded is not null && options.Fault == EngineFault.ReplaysOneEntryTwice) (next, last) = (next - 1, LogTime.Epoch);
        foreach (var entry in log.ReadEntries(next, log.Head.Size))
        {
            Invariant.Holds(EntryHeader.TryRead(entry.Span, out var header));
            Invariant.Holds(header.Index == next && header.Time > last);
            if (loaded is null || options.Fault != EngineFault.ForgetsEntriesAfterSnapshot) state.Apply(entry);
            last = header.Time;
            next++;
        }

        return new LoadedState(state, entries, runs, last, loaded?.Header.AsOf ?? 0);
    }
}
