using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests.Outcomes;

/// <summary>Commands with many faults: mending them one after the other shows the outcomes in their order.</summary>
public sealed class PrecedenceTests : IDisposable
{
    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void A_malformed_hold_answers_with_its_first_fault()
    {
        var command = _stage.Transfer with
        {
            Id = default,
            Actor = ulong.MaxValue,
            Act = (TransferAct)9,
            Term = TransferTerm.Whole,
            KeepRest = true,
            Due = new LogTime(1),
            Timeout = 1,
            Target = new Id128(1),
            Effective = new LogTime(1),
            Debit = default,
            Credit = default,
            Amount = 0,
            TermAmount = 1,
        };
        AssertOrder(
            command,
            (TransferOutcome.IdMustNotBeZero, c => c with { Id = _stage.Version4 }),
            (TransferOutcome.IdMustBeVersion7, c => c with { Id = _stage.Ahead(300_001) }),
            (TransferOutcome.ActorOutOfRange, c => c with { Actor = 0 }),
            (TransferOutcome.ActUnknown, c => c with { Act = TransferAct.Hold }),
            (TransferOutcome.TermNotOfThisAct, c => c with { Term = TransferTerm.None }),
            (TransferOutcome.KeepRestNotOfThisAct, c => c with { KeepRest = false }),
            (TransferOutcome.DueAndTimeout, c => c with { Timeout = 0 }),
            (TransferOutcome.TargetNotOfThisAct, c => c with { Target = default }),
            (TransferOutcome.EffectiveNotOfThisAct, c => c with { Effective = default }),
            (TransferOutcome.DebitMustNotBeZero, c => c with { Debit = _stage.Nobody }),
            (TransferOutcome.CreditMustNotBeZero, c => c with { Credit = _stage.Nobody }),
            (TransferOutcome.AccountsMustDiffer, c => c with { Credit = new Id128(777) }),
            (TransferOutcome.AmountMustNotBeZero, c => c with { Amount = UInt128.MaxValue }),
            (TransferOutcome.TermAmountNotOfThisTerm, c => c with { TermAmount = 0 }),
            (TransferOutcome.IdTooFarAhead, c => c with { Id = _stage.Ledger.NewId() }),
            (TransferOutcome.DebitNotFound, c => c with { Id = _stage.Ledger.NewId(), Debit = _stage.Carol }),
            (TransferOutcome.CreditNotFound, c => c with { Id = _stage.Ledger.NewId(), Credit = _stage.Dollars }),
            (TransferOutcome.BooksDiffer, c => c with { Id = _stage.Ledger.NewId(), Credit = _stage.Bob }),
            (TransferOutcome.DebitClosed, c => c with { Id = _stage.Ledger.NewId(), Debit = _stage.Bob, Credit = _stage.Carol }),
            (TransferOutcome.CreditClosed, c => c with { Id = _stage.Ledger.NewId(), Credit = _stage.Alice }),
            (TransferOutcome.DueNotAhead, c => c with
            {
                Id = _stage.Ledger.NewId(), Due = default, Term = TransferTerm.IfDebitHasAtLeast, TermAmount = 1,
            }),
            (TransferOutcome.ConditionNotMet, c => c with
            {
                Id = _stage.Ledger.NewId(), Term = TransferTerm.AsMuchAsDebitHas, TermAmount = 0,
            }),
            (TransferOutcome.NothingToMove, c => c with { Id = _stage.Ledger.NewId(), Term = TransferTerm.None }),
            (TransferOutcome.BookOverflow, c => c with { Id = _stage.Ledger.NewId(), Amount = 6_000 }),
            (TransferOutcome.ExceedsDebitLimit, c => c with { Id = _stage.Ledger.NewId(), Debit = _stage.Bank, Credit = _stage.Bob }),
            (TransferOutcome.ExceedsCreditLimit, c => c with { Id = _stage.Ledger.NewId(), Amount = 5_000 }));
    }

    [Fact]
    public void A_capture_answers_with_its_first_fault()
    {
        var hold = _stage.Held();
        _stage.Ledger.Run(new CloseAccount(_stage.Ledger.NewHead(), _stage.Alice, false));
        _stage.Ledger.Run(new CloseAccount(_stage.Ledger.NewHead(), _stage.Bob, false));
        var transfer = _stage.Ledger.Transfer(_stage.Bank, _stage.Bank, 1) with { Credit = _stage.Carol };
        var refused = _stage.Ledger.Run(transfer);
        Assert.Equal(TransferOutcome.CreditClosed, refused.Outcome);
        var command = _stage.Ledger.Capture(default, 101) with { Debit = _stage.Carol, Credit = _stage.Bank, KeepRest = true };
        AssertOrder(
            command,
            (TransferOutcome.TargetMissing, c => c with { Target = transfer.Id }),
            (TransferOutcome.TargetNotFound, c => c with { Id = _stage.Ledger.NewId(), Target = hold }),
            (TransferOutcome.HoldDebitDiffers, c => c with { Id = _stage.Ledger.NewId(), Debit = _stage.Alice }),
            (TransferOutcome.HoldCreditDiffers, c => c with { Id = _stage.Ledger.NewId(), Credit = _stage.Bob }),
            (TransferOutcome.ExceedsHold, c => c with { Id = _stage.Ledger.NewId(), Amount = 100 }),
            (TransferOutcome.DebitClosed, c =>
            {
                _stage.Ledger.Run(new ReopenAccount(_stage.Ledger.NewHead(), _stage.Alice));
                return c with { Id = _stage.Ledger.NewId() };
            }),
            (TransferOutcome.CreditClosed, c =>
            {
                _stage.Ledger.Run(new ReopenAccount(_stage.Ledger.NewHead(), _stage.Bob));
                return c with { Id = _stage.Ledger.NewId() };
            }));
    }

    [Fact]
    public void A_known_id_answers_with_the_first_field_that_differs()
    {
        var target = _stage.Transfer;
        _stage.Ledger.Run(target);
        var first = _stage.Transfer with
        {
            Act = TransferAct.Correction, Target = target.Id, Term = TransferTerm.IfDebitHasAtLeast, TermAmount = 3,
        };
        Assert.Equal(TransferOutcome.Accepted, _stage.Ledger.Run(first).Outcome);
        var other = first with
        {
            Actor = 1,
            Act = TransferAct.Hold,
            Target = default,
            Term = TransferTerm.IfCreditOwesAtLeast,
            TermAmount = 4,
            Debit = _stage.Bank,
            Credit = _stage.Carol,
            Amount = 11,
            Code = 1,
            Reference = new Id128(1),
            User128 = 1,
            User64 = 1,
            User32 = 1,
        };
        AssertOrder(
            other,
            (TransferOutcome.ExistsWithDifferentActor, c => c with { Actor = 0 }),
            (TransferOutcome.ExistsWithDifferentAct, c => c with { Act = TransferAct.Correction, Target = new Id128(5) }),
            (TransferOutcome.ExistsWithDifferentTerm, c => c with { Term = TransferTerm.IfDebitHasAtLeast }),
            (TransferOutcome.ExistsWithDifferentTermAmount, c => c with { TermAmount = 3 }),
            (TransferOutcome.ExistsWithDifferentDebit, c => c with { Debit = first.Debit }),
            (TransferOutcome.ExistsWithDifferentCredit, c => c with { Credit = first.Credit }),
            (TransferOutcome.ExistsWithDifferentAmount, c => c with { Amount = first.Amount }),
            (TransferOutcome.ExistsWithDifferentCode, c => c with { Code = 0 }),
            (TransferOutcome.ExistsWithDifferentTarget, c => c with { Target = target.Id }),
            (TransferOutcome.ExistsWithDifferentReference, c => c with { Reference = default }),
            (TransferOutcome.ExistsWithDifferentUser128, c => c with { User128 = 0 }),
            (TransferOutcome.ExistsWithDifferentUser64, c => c with { User64 = 0 }),
            (TransferOutcome.ExistsWithDifferentUser32, c => c with { User32 = 0 }),
            (TransferOutcome.Exists, c => c with { Id = _stage.Ledger.NewId() }));
    }

    private void AssertOrder(
        TransferCommand command, params (TransferOutcome Expected, Func<TransferCommand, TransferCommand> Mend)[] steps)
    {
        Assert.Equal(steps.Select(s => s.Expected).Order(), steps.Select(s => s.Expected));
        foreach (var (expected, mend) in steps)
        {
            Assert.Equal(expected, _stage.Ledger.Run(command).Outcome);
            command = mend(command);
        }

        Assert.Equal(TransferOutcome.Accepted, _stage.Ledger.Run(command).Outcome);
    }
}
