using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Transfers;

/// <summary>Turns transfer entries of the log back into what they do, and stops where they contradict the state.</summary>
internal sealed class TransferReplay(LedgerTables tables, TransferFold fold)
{
    public void Apply(ReadOnlySpan<byte> bytes)
    {
        Invariant.Holds(TransferLayout.TryRead(bytes, out var entry));
        var effect = new TransferEffect
        {
            Amount = entry.Amount,
            Act = entry.Act,
            Debit = Find(entry.Debit, entry.DebitPrevious, entry.DebitOrdinal),
            Credit = Find(entry.Credit, entry.CreditPrevious, entry.CreditOrdinal),
            Entry = entry.Index,
            About = entry.About,
            Rest = entry.Term == TransferTerm.ReleasesRest ? entry.TermAmount : UInt128.Zero,
        };
        Invariant.Holds(tables.Accounts[effect.Debit].Book == tables.Accounts[effect.Credit].Book);
        if (entry.Hold is { } about) effect.Hold = FindHold(about, entry, effect);
        fold.Apply(effect);
        if (!entry.Id.IsNone) tables.Ids.Add(entry.Id, tables.Ids.HashOf(entry.Id), entry.Index, entry.Time);
    }

    private uint Find(ulong opened, ulong previous, ulong ordinal)
    {
        var number = tables.Accounts.FindOpenedBy(opened);
        Invariant.Holds(number != AccountTable.NotFound);
        ref var account = ref tables.Accounts[number];
        Invariant.Holds(account.Head == previous && account.Ordinal + 1 == ordinal);
        return number;
    }

    private uint FindHold(ulong about, in TransferEntry entry, in TransferEffect effect)
    {
        Invariant.Holds(tables.Holds.TryFind(about, out var slot));
        ref var hold = ref tables.Holds[slot];
        Invariant.Holds(hold.Debit == effect.Debit && hold.Credit == effect.Credit);
        Invariant.Holds(effect.Amount <= hold.Rest && effect.Rest <= hold.Rest - effect.Amount);
        Invariant.Holds(entry.KeepsRest || effect.Amount + effect.Rest == hold.Rest);
        Invariant.Holds(entry.Act == TransferAct.Lapse == (hold.Due != 0 && hold.Due <= entry.Time.Nanoseconds));
        return slot;
    }
}
