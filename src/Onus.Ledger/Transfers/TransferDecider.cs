using System.Runtime.CompilerServices;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Transfers;

/// <summary>Decides a well-formed transfer of a new id against the state: the outcomes from 128 on, in their order.</summary>
internal sealed class TransferDecider(LedgerTables tables, NamedEntries named)
{
    /// <summary>Decides; changes nothing.</summary>
    /// <param name="command">The command.</param>
    /// <param name="time">The time its entry will have.</param>
    /// <param name="debitGuess">The number that the debit account most likely has.</param>
    /// <param name="creditGuess">The number that the credit account most likely has.</param>
    /// <param name="decision">What was decided.</param>
    public void Decide(
        in TransferCommand command, LogTime time, uint debitGuess, uint creditGuess, out TransferDecision decision)
    {
        Unsafe.SkipInit(out decision);
        decision.HasAccounts = false;
        decision.Term = command.Term;
        decision.TermAmount = command.TermAmount;
        decision.Effect = new TransferEffect { Amount = command.Amount, Act = command.Act };
        decision.Outcome = TransferRules.ResolvesHold(command.Act)
            ? DecideResolution(command, time, ref decision)
            : DecideMovement(command, time, debitGuess, creditGuess, ref decision);
    }

    private TransferOutcome DecideMovement(
        in TransferCommand command, LogTime time, uint debitGuess, uint creditGuess, ref TransferDecision decision)
    {
        ref var effect = ref decision.Effect;
        if (command.Act == TransferAct.Correction)
        {
            var outcome = named.FindPosted(command.Target, out effect.About);
            if (outcome != TransferOutcome.Accepted) return outcome;
        }

        var accounts = tables.Accounts;
        effect.Debit = accounts.Find(command.Debit, debitGuess);
        if (effect.Debit == AccountTable.NotFound) return TransferOutcome.DebitNotFound;
        effect.Credit = accounts.Find(command.Credit, creditGuess);
        if (effect.Credit == AccountTable.NotFound) return TransferOutcome.CreditNotFound;
        decision.HasAccounts = true;
        ref var debit = ref accounts[effect.Debit];
        ref var credit = ref accounts[effect.Credit];
        if (debit.Book != credit.Book) return TransferOutcome.BooksDiffer;
        if (debit.IsClosed) return TransferOutcome.DebitClosed;
        if (credit.IsClosed) return TransferOutcome.CreditClosed;
        if (command.Act is TransferAct.Hold or TransferAct.Import)
        {
            var outcome = DecideTimes(command, time, ref effect);
            if (outcome != TransferOutcome.Accepted) return outcome;
        }

        if (command.Term != TransferTerm.None)
        {
            var outcome = DecideTerm(command, debit, credit, ref decision);
            if (outcome != TransferOutcome.Accepted) return outcome;
        }

        if (!tables.Books[debit.Book].HasRoomFor(effect.Amount)) return TransferOutcome.BookOverflow;

        // What is imported has happened: it counts in no limit.
        if (command.Act == TransferAct.Import) return TransferOutcome.Accepted;
        if (!Limits.AllowDebit(accounts, effect.Debit, debit, effect.Amount)) return TransferOutcome.ExceedsDebitLimit;
        if (!Limits.AllowCredit(accounts, effect.Credit, credit, effect.Amount)) return TransferOutcome.ExceedsCreditLimit;
        return TransferOutcome.Accepted;
    }

    private static TransferOutcome DecideTimes(in TransferCommand command, LogTime time, ref TransferEffect effect)
    {
        if (command.Act == TransferAct.Import)
        {
            effect.About = command.Effective.Nanoseconds;
            return command.Effective > time ? TransferOutcome.EffectiveAhead : TransferOutcome.Accepted;
        }

        if (TransferComparison.DueOf(command, time) is not { } due) return TransferOutcome.DueOutOfRange;
        effect.About = due;
        return due != 0 && due <= time.Nanoseconds ? TransferOutcome.DueNotAhead : TransferOutcome.Accepted;
    }

    private static TransferOutcome DecideTerm(
        in TransferCommand command, in AccountRecord debit, in AccountRecord credit, ref TransferDecision decision)
    {
        if (TransferRules.IsCondition(command.Term))
        {
            var there = command.Term == TransferTerm.IfDebitHasAtLeast ? debit.Balances.Funds : credit.Balances.Debt;
            return there >= command.TermAmount ? TransferOutcome.Accepted : TransferOutcome.ConditionNotMet;
        }

        var most = command.Amount;
        if (command.Term != TransferTerm.AsMuchAsCreditOwes) most = UInt128.Min(most, debit.Balances.Funds);
        if (command.Term != TransferTerm.AsMuchAsDebitHas) most = UInt128.Min(most, credit.Balances.Debt);
        decision.Effect.Amount = most;
        decision.TermAmount = command.Amount;
        return most == UInt128.Zero ? TransferOutcome.NothingToMove : TransferOutcome.Accepted;
    }

    private TransferOutcome DecideResolution(in TransferCommand command, LogTime time, ref TransferDecision decision)
    {
        ref var effect = ref decision.Effect;
        if (!named.TryFindAccepted(command.Target, out effect.About)) return TransferOutcome.TargetNotFound;
        if (!tables.Holds.TryFind(effect.About, out effect.Hold))
            return named.IsHold(effect.About) ? TransferOutcome.HoldResolved : TransferOutcome.TargetNotHold;
        ref var hold = ref tables.Holds[effect.Hold];
        (effect.Debit, effect.Credit) = (hold.Debit, hold.Credit);
        decision.HasAccounts = true;
        ref var debit = ref tables.Accounts[hold.Debit];
        ref var credit = ref tables.Accounts[hold.Credit];
        if (hold.Due != 0 && hold.Due <= time.Nanoseconds) return TransferOutcome.HoldDue;
        if (!command.Debit.IsNone && command.Debit != debit.Id) return TransferOutcome.HoldDebitDiffers;
        if (!command.Credit.IsNone && command.Credit != credit.Id) return TransferOutcome.HoldCreditDiffers;
        if (command.Act == TransferAct.Void)
        {
            effect.Amount = hold.Rest;
            return TransferOutcome.Accepted;
        }

        if (command.Term == TransferTerm.Whole) effect.Amount = hold.Rest;
        if (effect.Amount > hold.Rest) return TransferOutcome.ExceedsHold;
        if (debit.IsClosed) return TransferOutcome.DebitClosed;
        if (credit.IsClosed) return TransferOutcome.CreditClosed;
        if (command.KeepRest || effect.Amount == hold.Rest) return TransferOutcome.Accepted;
        effect.Rest = decision.TermAmount = hold.Rest - effect.Amount;
        decision.Term = TransferTerm.ReleasesRest;
        return TransferOutcome.Accepted;
    }
}
