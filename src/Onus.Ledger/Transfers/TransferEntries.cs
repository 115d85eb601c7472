using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Transfers;

/// <summary>Makes the entry of a decided transfer, with the lineage of its accounts as they are before it.</summary>
internal static class TransferEntries
{
    public static TransferEntry Of(in TransferEffect effect, AccountTable accounts, LogTime time)
    {
        ref var debit = ref accounts[effect.Debit];
        ref var credit = ref accounts[effect.Credit];
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
