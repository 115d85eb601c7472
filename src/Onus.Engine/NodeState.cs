using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Engine;

/// <summary>The whole state of a node: the ledger, and the cases over it.</summary>
internal sealed class NodeState(LedgerState ledger, CasesState cases) : IDisposable
{
    public LedgerState Ledger { get; } = ledger;

    public CasesState Cases { get; } = cases;

    /// <summary>When the next thing falls due; null if nothing ever does.</summary>
    public LogTime? NextDue => (Ledger.NextDue, Cases.NextDue) switch
    {
        ({ } hold, { } due) => hold <= due ? hold : due,
        var (hold, due) => hold ?? due,
    };

    /// <summary>Folds an entry of the log, of whatever room.</summary>
    public void Apply(ReadOnlyMemory<byte> entry)
    {
        if (!Ledger.Apply(entry.Span)) Cases.Apply(entry);
    }

    /// <summary>Lets what is due lapse in the order of due instants; what is due at one instant, holds first.</summary>
    public void Lapse(LogTime clock, int most, EntryBatch batch)
    {
        while (batch.Count < most)
        {
            if (Cases.NextDue is not { } due || due > clock)
            {
                Ledger.Lapse(clock, most - batch.Count, batch);
                return;
            }

            if (Ledger.NextDue <= due) Ledger.Lapse(clock, 1, batch);
            else Cases.LapseFirst(clock, batch);
        }
    }

    /// <summary>Freezes the state as it stands, for a root and perhaps a snapshot, and goes on; one at a time.</summary>
    public FrozenNode Freeze(ulong asOf, bool withSnapshot = false, IEnumerable<ulong>? accountsToProve = null) =>
        new(Ledger.Freeze(asOf, withSnapshot, accountsToProve), Cases.Freeze(withSnapshot));

    public void Dispose() => Ledger.Dispose();
}

/// <summary>The state of a node as it stood at one moment.</summary>
internal sealed class FrozenNode(FrozenLedger ledger, FrozenCases? cases) : IDisposable
{
    /// <summary>Makes the root, and writes the snapshot: the ledger, and behind it the cases where there is anything of them.</summary>
    public NodeRoot Run(Stream? snapshot = null)
    {
        var root = ledger.Run(snapshot);
        return new NodeRoot(root, cases?.Count ?? 0, cases?.Run(snapshot));
    }

    public void Dispose() => ledger.Dispose();
}

/// <summary>The roots over ledger and cases.</summary>
internal sealed record NodeRoot(StateRoot Ledger, ulong Cases, Hash256? CaseRoot)
{
    /// <summary>Adds the state-root entry to the batch.</summary>
    public byte[] Write(LogTime clock, EntryBatch batch) => Ledger.Write(clock, batch, Cases, CaseRoot);
}
