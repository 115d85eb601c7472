using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests.Outcomes;

/// <summary>For each outcome of a transfer the shortest way to it.</summary>
internal static class TransferScenarios
{
    private const ulong Hour = 3_600 * LogTime.NanosecondsPerSecond;

    public static IReadOnlyDictionary<TransferOutcome, Func<Stage, TransferOutcome>> All { get; } =
        new Dictionary<TransferOutcome, Func<Stage, TransferOutcome>>
        {
            [TransferOutcome.Accepted] = s => Run(s, s.Transfer),
            [TransferOutcome.LinkedFailed] = s => s.Ledger.Run(
                s.Transfer with { Linked = true }, s.Transfer with { Amount = 5_000 })[0].Outcome,
            [TransferOutcome.ChainOpen] = s => Run(s, s.Transfer with { Linked = true }),
            [TransferOutcome.IdMustNotBeZero] = s => Run(s, s.Transfer with { Id = default }),
            [TransferOutcome.IdMustBeVersion7] = s => Run(s, s.Transfer with { Id = s.Version4 }),
            [TransferOutcome.ActorOutOfRange] = s => Run(s, s.Transfer with { Actor = 1UL << 48 }),
            [TransferOutcome.ActUnknown] = s => Run(s, s.Transfer with { Act = TransferAct.Lapse }),
            [TransferOutcome.TermNotOfThisAct] = s => Run(s, s.Transfer with { Term = TransferTerm.Whole }),
            [TransferOutcome.KeepRestNotOfThisAct] = s => Run(s, s.Transfer with { KeepRest = true }),
            [TransferOutcome.DueNotOfThisAct] = s => Run(s, s.Transfer with { Timeout = 1 }),
            [TransferOutcome.DueAndTimeout] = s => Run(s, Hold(s) with { Timeout = 1, Due = new LogTime(ulong.MaxValue) }),
            [TransferOutcome.TargetMissing] = s => Run(s, Capture(s, default, 1)),
            [TransferOutcome.TargetNotOfThisAct] = s => Run(s, s.Transfer with { Target = s.Ledger.NewId() }),
            [TransferOutcome.EffectiveMissing] = s => Run(s, s.Transfer with { Act = TransferAct.Import }),
            [TransferOutcome.EffectiveNotOfThisAct] = s => Run(s, s.Transfer with { Effective = new LogTime(1) }),
            [TransferOutcome.DebitMustNotBeZero] = s => Run(s, s.Transfer with { Debit = default }),
            [TransferOutcome.CreditMustNotBeZero] = s => Run(s, s.Transfer with { Credit = default }),
            [TransferOutcome.AccountsMustDiffer] = s => Run(s, s.Transfer with { Credit = s.Alice }),
            [TransferOutcome.AmountMustNotBeZero] = s => Run(s, s.Transfer with { Amount = 0 }),
            [TransferOutcome.AmountMustBeZero] = s => Run(s, Void(s, s.Held()) with { Amount = 1 }),
            [TransferOutcome.TermAmountMustNotBeZero] = s =>
                Run(s, s.Transfer with { Term = TransferTerm.IfDebitHasAtLeast }),
            [TransferOutcome.TermAmountNotOfThisTerm] = s => Run(s, s.Transfer with { TermAmount = 1 }),
            [TransferOutcome.IdTooFarAhead] = s => Run(s, s.Transfer with { Id = s.Ahead(300_001) }),
            [TransferOutcome.IdAlreadyRefused] = s => Twice(s, s.Transfer with { Amount = 5_000 }),
            [TransferOutcome.ExistsWithDifferentRequest] = s =>
            {
                var open = s.NewAccount;
                s.Ledger.Run(open);
                return Run(s, s.Transfer with { Id = open.Head.Id });
            },
            [TransferOutcome.ExistsWithDifferentActor] = s => s.Again(s.Transfer, c => c with { Actor = 1 }),
            [TransferOutcome.ExistsWithDifferentAct] = s => s.Again(s.Transfer, c => c with { Act = TransferAct.Hold }),
            [TransferOutcome.ExistsWithDifferentLinked] = s =>
            {
                var first = s.Transfer with { Linked = true };
                s.Ledger.Run(first, s.Transfer);
                return Run(s, first with { Linked = false });
            },
            [TransferOutcome.ExistsWithDifferentKeepRest] = s =>
                s.Again(Capture(s, s.Held(), 30) with { KeepRest = true }, c => c with { KeepRest = false }),
            [TransferOutcome.ExistsWithDifferentTerm] = s =>
                s.Again(s.Transfer, c => c with { Term = TransferTerm.AsMuchAsDebitHas }),
            [TransferOutcome.ExistsWithDifferentTermAmount] = s => s.Again(
                s.Transfer with { Term = TransferTerm.IfDebitHasAtLeast, TermAmount = 1 }, c => c with { TermAmount = 2 }),
            [TransferOutcome.ExistsWithDifferentDebit] = s => s.Again(s.Transfer, c => c with { Debit = s.Bank }),
            [TransferOutcome.ExistsWithDifferentCredit] = s => s.Again(s.Transfer, c => c with { Credit = s.Bank }),
            [TransferOutcome.ExistsWithDifferentAmount] = s => s.Again(s.Transfer, c => c with { Amount = 11 }),
            [TransferOutcome.ExistsWithDifferentCode] = s => s.Again(s.Transfer, c => c with { Code = 1 }),
            [TransferOutcome.ExistsWithDifferentDue] = s => s.Again(Hold(s), c => c with { Timeout = Hour }),
            [TransferOutcome.ExistsWithDifferentTarget] = s =>
            {
                var other = s.Held();
                return s.Again(Capture(s, s.Held(), 30), c => c with { Target = other });
            },
            [TransferOutcome.ExistsWithDifferentEffective] = s => s.Again(
                s.Transfer with { Act = TransferAct.Import, Effective = new LogTime(5) }, c => c with { Effective = new LogTime(6) }),
            [TransferOutcome.ExistsWithDifferentReference] = s => s.Again(s.Transfer, c => c with { Reference = new Id128(1) }),
            [TransferOutcome.ExistsWithDifferentUser128] = s => s.Again(s.Transfer, c => c with { User128 = 1 }),
            [TransferOutcome.ExistsWithDifferentUser64] = s => s.Again(s.Transfer, c => c with { User64 = 1 }),
            [TransferOutcome.ExistsWithDifferentUser32] = s => s.Again(s.Transfer, c => c with { User32 = 1 }),
            [TransferOutcome.Exists] = s => s.Again(s.Transfer, c => c with { Trace = new Id128(7) }),
            [TransferOutcome.TargetNotFound] = s => Run(s, Capture(s, s.Ledger.NewId(), 1)),
            [TransferOutcome.TargetNotHold] = s =>
            {
                var transfer = s.Transfer;
                s.Ledger.Run(transfer);
                return Run(s, Void(s, transfer.Id));
            },
            [TransferOutcome.TargetNotPosted] = s =>
                Run(s, s.Transfer with { Act = TransferAct.Correction, Target = s.Held() }),
            [TransferOutcome.HoldResolved] = s =>
            {
                var hold = s.Held();
                s.Ledger.Run(Void(s, hold));
                return Run(s, Capture(s, hold, 1));
            },
            [TransferOutcome.HoldDue] = s =>
            {
                var hold = s.Held(Hour);
                s.Ledger.Clock = s.Ledger.State.NextDue!.Value;
                return Run(s, Capture(s, hold, 1));
            },
            [TransferOutcome.HoldDebitDiffers] = s => Run(s, Capture(s, s.Held(), 1) with { Debit = s.Bank }),
            [TransferOutcome.HoldCreditDiffers] = s => Run(s, Capture(s, s.Held(), 1) with { Credit = s.Bank }),
            [TransferOutcome.ExceedsHold] = s => Run(s, Capture(s, s.Held(), 101)),
            [TransferOutcome.DebitNotFound] = s => Run(s, s.Transfer with { Debit = s.Nobody }),
            [TransferOutcome.CreditNotFound] = s => Run(s, s.Transfer with { Credit = s.Nobody }),
            [TransferOutcome.BooksDiffer] = s => Run(s, s.Transfer with { Credit = s.Dollars }),
            [TransferOutcome.DebitClosed] = s => Run(s, s.Transfer with { Debit = s.Carol }),
            [TransferOutcome.CreditClosed] = s => Run(s, s.Transfer with { Credit = s.Carol }),
            [TransferOutcome.DueNotAhead] = s => Run(s, Hold(s) with { Due = s.Ledger.Clock }),
            [TransferOutcome.DueOutOfRange] = s => Run(s, Hold(s) with { Timeout = ulong.MaxValue }),
            [TransferOutcome.EffectiveAhead] = s => Run(
                s, s.Transfer with { Act = TransferAct.Import, Effective = s.Ledger.Clock.Plus(Hour) }),
            [TransferOutcome.ConditionNotMet] = s => Run(
                s, s.Transfer with { Term = TransferTerm.IfDebitHasAtLeast, TermAmount = 1_001 }),
            [TransferOutcome.NothingToMove] = s => Run(
                s, s.Transfer with { Debit = s.Bob, Credit = s.Alice, Term = TransferTerm.AsMuchAsDebitHas }),
            [TransferOutcome.BookOverflow] = s => Run(
                s, s.Transfer with { Debit = s.Bank, Credit = s.Alice, Amount = UInt128.MaxValue }),
            [TransferOutcome.ExceedsDebitLimit] = s => Run(s, s.Transfer with { Amount = 1_001 }),
            [TransferOutcome.ExceedsCreditLimit] = s => Run(s, s.Transfer with { Debit = s.Bank, Amount = 5_001 }),
        };

    private static TransferOutcome Run(Stage stage, TransferCommand command) => stage.Ledger.Run(command).Outcome;

    private static TransferOutcome Twice(Stage stage, TransferCommand command)
    {
        stage.Ledger.Run(command);
        return stage.Ledger.Run(command).Outcome;
    }

    private static TransferCommand Hold(Stage stage) => stage.Transfer with { Act = TransferAct.Hold };

    private static TransferCommand Capture(Stage stage, Id128 hold, UInt128 amount) => stage.Ledger.Capture(hold, amount);

    private static TransferCommand Void(Stage stage, Id128 hold) => stage.Ledger.Void(hold);
}
