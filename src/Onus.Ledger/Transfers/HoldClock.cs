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
            batch.Commit(TransferLayout.Write(EntryOf(effect, time), batch.Reserve(TransferLayout.LongSize)), time);
            fold.Apply(effect);
            lapsed++;
        }

        return lapsed;
    }

    private TransferEntry EntryOf(in TransferEffect effect, LogTime time)
    {
        ref var debit = ref tables.Accounts[effect.Debit];
        ref var credit = ref tables.Accounts[effect.Credit];
        return new TransferEntry
        {
            Index = effect.Entry,
            Time = time,
            Act = effect.Act,
            Debit = debit.Opened,
            DebitPrevious = debit.Head,
            DebitOrdinal = debit.Ordinal + 1,
            Credit = credit.Opened,
            CreditPrevious = credit.Head,
            CreditOrdinal = credit.Ordinal + 1,
            Amount = effect.Amount,
            About = effect.About,
        };
    }
}
