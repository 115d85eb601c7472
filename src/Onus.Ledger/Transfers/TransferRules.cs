using Onus.Core.Formats;

namespace Onus.Ledger.Transfers;

/// <summary>What is wrong with a transfer command whatever the state is: the outcomes below 64, in their order.</summary>
internal static class TransferRules
{
    public static TransferOutcome Check(in TransferCommand command)
    {
        if (command.Id.IsNone) return TransferOutcome.IdMustNotBeZero;
        if (!command.Id.IsVersion7) return TransferOutcome.IdMustBeVersion7;
        if (command.Actor > TransferLayout.MaxIndex) return TransferOutcome.ActorOutOfRange;
        if (command.Act is TransferAct.Lapse or > TransferAct.Import) return TransferOutcome.ActUnknown;
        if (!IsTermOfAct(command.Term, command.Act)) return TransferOutcome.TermNotOfThisAct;
        if (command.KeepRest && (command.Act != TransferAct.Capture || command.Term == TransferTerm.Whole))
            return TransferOutcome.KeepRestNotOfThisAct;
        if ((command.Due != default || command.Timeout != 0) && command.Act != TransferAct.Hold)
            return TransferOutcome.DueNotOfThisAct;
        if (command.Due != default && command.Timeout != 0) return TransferOutcome.DueAndTimeout;
        if (NamesTarget(command.Act) && command.Target.IsNone) return TransferOutcome.TargetMissing;
        if (!NamesTarget(command.Act) && !command.Target.IsNone) return TransferOutcome.TargetNotOfThisAct;
        if (command.Act == TransferAct.Import && command.Effective == default) return TransferOutcome.EffectiveMissing;
        if (command.Act != TransferAct.Import && command.Effective != default) return TransferOutcome.EffectiveNotOfThisAct;
        return CheckAmounts(command);
    }

    /// <summary>Whether the act resolves a hold.</summary>
    public static bool ResolvesHold(TransferAct act) => act is TransferAct.Capture or TransferAct.Void;

    /// <summary>Whether the term moves as much as is there.</summary>
    public static bool IsBalancing(TransferTerm term) =>
        term is TransferTerm.AsMuchAsDebitHas or TransferTerm.AsMuchAsCreditOwes or TransferTerm.AsMuchAsBothAllow;

    /// <summary>Whether the term is a condition on a balance.</summary>
    public static bool IsCondition(TransferTerm term) =>
        term is TransferTerm.IfDebitHasAtLeast or TransferTerm.IfCreditOwesAtLeast;

    private static TransferOutcome CheckAmounts(in TransferCommand command)
    {
        var resolves = ResolvesHold(command.Act);
        if (command.Debit.IsNone && !resolves) return TransferOutcome.DebitMustNotBeZero;
        if (command.Credit.IsNone && !resolves) return TransferOutcome.CreditMustNotBeZero;
        if (command.Debit == command.Credit && !command.Debit.IsNone) return TransferOutcome.AccountsMustDiffer;
        var takesHolds = command.Act == TransferAct.Void || command.Term == TransferTerm.Whole;
        if (command.Amount == UInt128.Zero && !takesHolds) return TransferOutcome.AmountMustNotBeZero;
        if (command.Amount != UInt128.Zero && takesHolds) return TransferOutcome.AmountMustBeZero;
        var condition = IsCondition(command.Term);
        if (condition && command.TermAmount == UInt128.Zero) return TransferOutcome.TermAmountMustNotBeZero;
        if (!condition && command.TermAmount != UInt128.Zero) return TransferOutcome.TermAmountNotOfThisTerm;
        return TransferOutcome.Accepted;
    }

    private static bool NamesTarget(TransferAct act) => ResolvesHold(act) || act == TransferAct.Correction;

    private static bool IsTermOfAct(TransferTerm term, TransferAct act) => term switch
    {
        TransferTerm.None => true,
        TransferTerm.Whole => act == TransferAct.Capture,
        _ when IsBalancing(term) => act is TransferAct.Transfer or TransferAct.Hold,
        _ when IsCondition(term) => act is TransferAct.Transfer or TransferAct.Hold or TransferAct.Correction,
        _ => false,
    };
}
