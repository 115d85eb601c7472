using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Transfers;

/// <summary>Compares a command with the accepted entry of its id: the same content, or the first field that differs.</summary>
internal sealed class TransferComparison(LedgerTables tables)
{
    public TransferOutcome Compare(in TransferCommand command, in TransferEntry entry)
    {
        if (command.Actor != entry.Actor) return TransferOutcome.ExistsWithDifferentActor;
        if (command.Act != entry.Act) return TransferOutcome.ExistsWithDifferentAct;
        if (command.Linked != entry.Linked) return TransferOutcome.ExistsWithDifferentLinked;
        if (command.KeepRest != entry.KeepsRest) return TransferOutcome.ExistsWithDifferentKeepRest;

        // Whether a part capture released a rest was not the client's to say.
        var term = entry.Term == TransferTerm.ReleasesRest ? TransferTerm.None : entry.Term;
        if (command.Term != term) return TransferOutcome.ExistsWithDifferentTerm;
        if (TransferRules.IsCondition(term) && command.TermAmount != entry.TermAmount)
            return TransferOutcome.ExistsWithDifferentTermAmount;
        if (!IsAccount(command.Debit, entry.Debit)) return TransferOutcome.ExistsWithDifferentDebit;
        if (!IsAccount(command.Credit, entry.Credit)) return TransferOutcome.ExistsWithDifferentCredit;
        if (command.Amount != UInt128.Zero && command.Amount != entry.Requested)
            return TransferOutcome.ExistsWithDifferentAmount;
        if (command.Code != entry.Code) return TransferOutcome.ExistsWithDifferentCode;
        if (entry.Act == TransferAct.Hold && entry.About != DueOf(command, entry.Time))
            return TransferOutcome.ExistsWithDifferentDue;
        if (!command.Target.IsNone && !IsTarget(command.Target, entry.About))
            return TransferOutcome.ExistsWithDifferentTarget;
        if (entry.Act == TransferAct.Import && command.Effective != entry.Effective)
            return TransferOutcome.ExistsWithDifferentEffective;
        return CompareUserFields(command, entry);
    }

    /// <summary>The due instant that the command asks for when it is accepted at that time; null beyond the last instant.</summary>
    public static ulong? DueOf(in TransferCommand command, LogTime time)
    {
        if (command.Timeout == 0) return command.Due.Nanoseconds;
        return command.Timeout > ulong.MaxValue - time.Nanoseconds ? null : time.Nanoseconds + command.Timeout;
    }

    private static TransferOutcome CompareUserFields(in TransferCommand command, in TransferEntry entry)
    {
        if (command.Reference != entry.Reference) return TransferOutcome.ExistsWithDifferentReference;
        if (command.User128 != entry.User128) return TransferOutcome.ExistsWithDifferentUser128;
        if (command.User64 != entry.User64) return TransferOutcome.ExistsWithDifferentUser64;
        if (command.User32 != entry.User32) return TransferOutcome.ExistsWithDifferentUser32;
        return TransferOutcome.Exists;
    }

    private bool IsAccount(Id128 id, ulong opened) => id.IsNone || tables.Accounts.IsOpenedBy(id, opened);

    private bool IsTarget(Id128 id, ulong entry) =>
        tables.Ids.TryFind(id, tables.Ids.HashOf(id), out var found) && found == entry;
}
