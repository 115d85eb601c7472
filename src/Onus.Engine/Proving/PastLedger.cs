using Onus.Core;
using Onus.Engine.Ids;
using Onus.Engine.Snapshots;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Storage;

namespace Onus.Engine.Proving;

/// <summary>The ledger as it stood after a number of entries, made beside the engine: from the newest snapshot that is not
/// later, and a fold over the entries between.</summary>
/// <remarks>Costs what opening costs: the memory of a whole ledger, and at worst a fold over all entries; about a second
/// for each million. Knows accounts, holds and books; of command ids it knows those in memory only.</remarks>
internal static class PastLedger
{
    public static LedgerState Fold(LogReader log, IStorageDevice device, ulong asOf)
    {
        Invariant.Holds(asOf <= log.Head.Size);
        var entries = new LedgerEntries(log);
        var loaded = new SnapshotStore(device, static _ => { }).Load(log, asOf, ulong.MaxValue, Make);
        var ledger = loaded?.Ledger ?? Make();
        try
        {
            foreach (var entry in log.ReadEntries(loaded?.Header.AsOf ?? 0, asOf)) EntryFold.Apply(ledger, entry);
            return ledger;
        }
        catch
        {
            ledger.Dispose();
            throw;
        }

        LedgerState Make() => new(new LedgerOptions(), entries, NoOlderIds.Instance);
    }
}
