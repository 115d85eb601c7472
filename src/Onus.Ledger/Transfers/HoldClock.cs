using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Transfers;

/// <summary>Writes the lapses of the holds whose due instant has come, in the order of due instant and entry.</summary>
internal sealed class HoldClock(LedgerTables tables, TransferFold fold)
{
    public LogTime? NextDue => tables.Holds.NextDue;

    public int Lapse(LogTime clock, int most, EntryBatch batch)
    {
        var lapsed = 0;
        while (lapsed < most && NextDue is { } due && due <= clock)
        {
            var slot = tables.Holds.FirstDue;
            ref var hold = ref tables.Holds[slot];
            var effect = new TransferEffect
            {
                Amount = hold.Rest,
                Act = TransferAct.Lapse,
                Debit = hold.Debit,
                Credit = hold.Credit,
                Entry = batch.NextIndex,
                About = hold.Entry,
                Hold = slot,
            };
            var time = batch.TimeFor(clock);
            var entry = TransferEntries.Of(effect, tables.Accounts, time);
            batch.Commit(TransferLayout.Write(entry, batch.Reserve(TransferLayout.LongSize)), time);
            fold.Apply(effect);
            lapsed++;
        }

        return lapsed;
    }
}
