namespace Onus.Core.Formats;

/// <summary>What every transfer entry keeps to, whatever the state of the ledger was.</summary>
internal static class TransferShape
{
    public static bool IsLawful(in TransferEntry entry) =>
        entry.Act <= TransferAct.Import
        && entry.Index <= TransferLayout.MaxIndex
        && entry.Amount != UInt128.Zero
        && entry.Debit != entry.Credit
        && IsThread(entry.Debit, entry.DebitPrevious, entry.DebitOrdinal, entry.Index)
        && IsThread(entry.Credit, entry.CreditPrevious, entry.CreditOrdinal, entry.Index)
        && HasItsId(entry)
        && HasItsTerm(entry)
        && HasItsSubject(entry)
        && (!entry.KeepsRest || (entry.Act == TransferAct.Capture && entry.Term == TransferTerm.None));

    private static bool IsThread(ulong account, ulong previous, ulong ordinal, ulong index) =>
        previous >= account && previous < index && ordinal > 0 && (ordinal == 1) == (previous == account);

    private static bool HasItsId(in TransferEntry entry) => entry.Act == TransferAct.Lapse
        ? entry.Id.IsNone && entry.Trace.IsNone && entry.Actor == 0 && !entry.Linked && !entry.IsLong && entry.Code == 0
        : entry.Id.IsVersion7;

    private static bool HasItsTerm(in TransferEntry entry)
    {
        var second = entry.TermAmount != UInt128.Zero;
        return entry.Term switch
        {
            TransferTerm.None => !second,
            TransferTerm.AsMuchAsDebitHas or TransferTerm.AsMuchAsCreditOwes or TransferTerm.AsMuchAsBothAllow =>
                entry.TermAmount >= entry.Amount && entry.Act is TransferAct.Transfer or TransferAct.Hold,
            TransferTerm.IfDebitHasAtLeast or TransferTerm.IfCreditOwesAtLeast =>
                second && entry.Act is TransferAct.Transfer or TransferAct.Hold or TransferAct.Correction,
            TransferTerm.ReleasesRest => second && entry.Act == TransferAct.Capture,
            TransferTerm.Whole => !second && entry.Act == TransferAct.Capture,
            _ => false,
        };
    }

    private static bool HasItsSubject(in TransferEntry entry) => entry.Act switch
    {
        TransferAct.Transfer => entry.About == 0,
        TransferAct.Hold => entry.About == 0 || entry.About > entry.Time.Nanoseconds,
        TransferAct.Import => entry.About > 0 && entry.About <= entry.Time.Nanoseconds,
        _ => entry.About < entry.Index,
    };
}
