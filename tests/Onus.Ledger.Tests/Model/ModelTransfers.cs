using System.Numerics;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests.Model;

/// <summary>The judgement of one transfer: a list of rules in the order of their precedence.</summary>
internal static class ModelTransfers
{
    private static readonly TransferTerm[] Balancing =
        [TransferTerm.AsMuchAsDebitHas, TransferTerm.AsMuchAsCreditOwes, TransferTerm.AsMuchAsBothAllow];

    private static readonly TransferTerm[] Conditions = [TransferTerm.IfDebitHasAtLeast, TransferTerm.IfCreditOwesAtLeast];

    public static TransferOutcome Judge(ModelLedger ledger, TransferCommand c, LogTime now, out BigInteger amount)
    {
        amount = 0;
        foreach (var (wrong, outcome) in Malformed(c))
            if (wrong) return outcome;
        if (c.Id.UnixMilliseconds > now.UnixMilliseconds + 300_000) return TransferOutcome.IdTooFarAhead;
        if (ledger.Commands.TryGetValue(c.Id, out var known)) return Compare(ledger, c, known);
        return c.Act is TransferAct.Capture or TransferAct.Void
            ? JudgeResolution(ledger, c, now, out amount)
            : JudgeMovement(ledger, c, now, out amount);
    }

    private static IEnumerable<(bool Wrong, TransferOutcome Outcome)> Malformed(TransferCommand c)
    {
        var text = c.Id.ToString();
        var resolves = c.Act is TransferAct.Capture or TransferAct.Void;
        var targeted = resolves || c.Act == TransferAct.Correction;
        TransferTerm[] allowed = c.Act switch
        {
            TransferAct.Transfer or TransferAct.Hold => [TransferTerm.None, .. Balancing, .. Conditions],
            TransferAct.Correction => [TransferTerm.None, .. Conditions],
            TransferAct.Capture => [TransferTerm.None, TransferTerm.Whole],
            _ => [TransferTerm.None],
        };
        var takesAll = c.Act == TransferAct.Void || c.Term == TransferTerm.Whole;
        yield return (c.Id.IsNone, TransferOutcome.IdMustNotBeZero);
        yield return (text[14] != '7' || !"89ab".Contains(text[19]), TransferOutcome.IdMustBeVersion7);
        yield return (c.Actor >= 1UL << 48, TransferOutcome.ActorOutOfRange);
        yield return (!Enum.IsDefined(c.Act) || c.Act == TransferAct.Lapse, TransferOutcome.ActUnknown);
        yield return (!allowed.Contains(c.Term), TransferOutcome.TermNotOfThisAct);
        yield return (c.KeepRest && !(c.Act == TransferAct.Capture && c.Term == TransferTerm.None), TransferOutcome.KeepRestNotOfThisAct);
        yield return ((c.Due != default || c.Timeout != 0) && c.Act != TransferAct.Hold, TransferOutcome.DueNotOfThisAct);
        yield return (c.Due != default && c.Timeout != 0, TransferOutcome.DueAndTimeout);
        yield return (targeted && c.Target.IsNone, TransferOutcome.TargetMissing);
        yield return (!targeted && !c.Target.IsNone, TransferOutcome.TargetNotOfThisAct);
        yield return (c.Act == TransferAct.Import && c.Effective == default, TransferOutcome.EffectiveMissing);
        yield return (c.Act != TransferAct.Import && c.Effective != default, TransferOutcome.EffectiveNotOfThisAct);
        yield return (c.Debit.IsNone && !resolves, TransferOutcome.DebitMustNotBeZero);
        yield return (c.Credit.IsNone && !resolves, TransferOutcome.CreditMustNotBeZero);
        yield return (c.Debit == c.Credit && !c.Debit.IsNone, TransferOutcome.AccountsMustDiffer);
        yield return (c.Amount == 0 && !takesAll, TransferOutcome.AmountMustNotBeZero);
        yield return (c.Amount != 0 && takesAll, TransferOutcome.AmountMustBeZero);
        yield return (Conditions.Contains(c.Term) && c.TermAmount == 0, TransferOutcome.TermAmountMustNotBeZero);
        yield return (!Conditions.Contains(c.Term) && c.TermAmount != 0, TransferOutcome.TermAmountNotOfThisTerm);
    }

    private static TransferOutcome Compare(ModelLedger ledger, TransferCommand c, ModelCommand known)
    {
        if (known.Content is not TransferCommand first) return TransferOutcome.ExistsWithDifferentRequest;
        if (known.Refused is not null) return TransferOutcome.IdAlreadyRefused;
        var moved = first.Act is TransferAct.Capture or TransferAct.Void
            ? (TransferCommand)ledger.Commands[first.Target].Content!
            : first;
        (bool Differs, TransferOutcome Outcome)[] fields =
        [
            (c.Actor != first.Actor, TransferOutcome.ExistsWithDifferentActor),
            (c.Act != first.Act, TransferOutcome.ExistsWithDifferentAct),
            (c.Linked != first.Linked, TransferOutcome.ExistsWithDifferentLinked),
            (c.KeepRest != first.KeepRest, TransferOutcome.ExistsWithDifferentKeepRest),
            (c.Term != first.Term, TransferOutcome.ExistsWithDifferentTerm),
            (c.TermAmount != first.TermAmount, TransferOutcome.ExistsWithDifferentTermAmount),
            (!c.Debit.IsNone && c.Debit != moved.Debit, TransferOutcome.ExistsWithDifferentDebit),
            (!c.Credit.IsNone && c.Credit != moved.Credit, TransferOutcome.ExistsWithDifferentCredit),
            (c.Amount != first.Amount, TransferOutcome.ExistsWithDifferentAmount),
            (c.Code != first.Code, TransferOutcome.ExistsWithDifferentCode),
            (InstantOf(c, known.Time) != InstantOf(first, known.Time), TransferOutcome.ExistsWithDifferentDue),
            (c.Target != first.Target, TransferOutcome.ExistsWithDifferentTarget),
            (c.Effective != first.Effective, TransferOutcome.ExistsWithDifferentEffective),
            (c.Reference != first.Reference, TransferOutcome.ExistsWithDifferentReference),
            (c.User128 != first.User128, TransferOutcome.ExistsWithDifferentUser128),
            (c.User64 != first.User64, TransferOutcome.ExistsWithDifferentUser64),
            (c.User32 != first.User32, TransferOutcome.ExistsWithDifferentUser32),
        ];
        return fields.Where(f => f.Differs).Select(f => f.Outcome).FirstOrDefault(TransferOutcome.Exists);
    }

    private static TransferOutcome JudgeResolution(ModelLedger ledger, TransferCommand c, LogTime now, out BigInteger amount)
    {
        amount = c.Amount;
        if (!ledger.IsAccepted(c.Target)) return TransferOutcome.TargetNotFound;
        var hold = ledger.Commands[c.Target];
        if (hold.Content is not TransferCommand { Act: TransferAct.Hold } held) return TransferOutcome.TargetNotHold;
        if (hold.Rest == 0) return TransferOutcome.HoldResolved;
        if (hold.Due != default && now >= hold.Due) return TransferOutcome.HoldDue;
        if (!c.Debit.IsNone && c.Debit != held.Debit) return TransferOutcome.HoldDebitDiffers;
        if (!c.Credit.IsNone && c.Credit != held.Credit) return TransferOutcome.HoldCreditDiffers;
        if (c.Act == TransferAct.Void || c.Term == TransferTerm.Whole) amount = hold.Rest;
        if (amount > hold.Rest) return TransferOutcome.ExceedsHold;
        if (c.Act == TransferAct.Void) return TransferOutcome.Accepted;
        if (ledger.Accounts[held.Debit].Closed) return TransferOutcome.DebitClosed;
        return ledger.Accounts[held.Credit].Closed ? TransferOutcome.CreditClosed : TransferOutcome.Accepted;
    }

    private static TransferOutcome JudgeMovement(ModelLedger ledger, TransferCommand c, LogTime now, out BigInteger amount)
    {
        amount = c.Amount;
        if (c.Act == TransferAct.Correction && !ledger.IsAccepted(c.Target)) return TransferOutcome.TargetNotFound;
        if (c.Act == TransferAct.Correction && !ledger.HasPosted(c.Target)) return TransferOutcome.TargetNotPosted;
        if (!ledger.Accounts.TryGetValue(c.Debit, out var debit)) return TransferOutcome.DebitNotFound;
        if (!ledger.Accounts.TryGetValue(c.Credit, out var credit)) return TransferOutcome.CreditNotFound;
        if (debit.Book != credit.Book) return TransferOutcome.BooksDiffer;
        if (debit.Closed) return TransferOutcome.DebitClosed;
        if (credit.Closed) return TransferOutcome.CreditClosed;
        if (InstantOf(c, now) is var due && due != 0 && due <= now.Nanoseconds) return TransferOutcome.DueNotAhead;
        if (due > ulong.MaxValue) return TransferOutcome.DueOutOfRange;
        if (c.Effective > now) return TransferOutcome.EffectiveAhead;
        if (c.Term == TransferTerm.IfDebitHasAtLeast && debit.Has < c.TermAmount) return TransferOutcome.ConditionNotMet;
        if (c.Term == TransferTerm.IfCreditOwesAtLeast && credit.Owes < c.TermAmount) return TransferOutcome.ConditionNotMet;
        if (c.Term is TransferTerm.AsMuchAsDebitHas or TransferTerm.AsMuchAsBothAllow) amount = BigInteger.Min(amount, debit.Has);
        if (c.Term is TransferTerm.AsMuchAsCreditOwes or TransferTerm.AsMuchAsBothAllow) amount = BigInteger.Min(amount, credit.Owes);
        if (amount <= 0) return TransferOutcome.NothingToMove;
        if (ModelLedger.Exceeds(ledger.TotalOf(debit.Book) + amount)) return TransferOutcome.BookOverflow;
        if (c.Act == TransferAct.Import) return TransferOutcome.Accepted;
        if (debit.DebitLimit is { } most && amount - debit.Has > most) return TransferOutcome.ExceedsDebitLimit;
        return credit.CreditLimit is { } cap && amount - credit.Owes > cap
            ? TransferOutcome.ExceedsCreditLimit
            : TransferOutcome.Accepted;
    }

    private static BigInteger InstantOf(TransferCommand c, LogTime accepted) =>
        c.Timeout > 0 ? (BigInteger)accepted.Nanoseconds + c.Timeout : c.Due.Nanoseconds;
}
