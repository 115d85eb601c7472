using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests.Outcomes;

/// <summary>For each outcome of postings the shortest way to it.</summary>
internal static class PostingsScenarios
{
    public static Dictionary<PostingsOutcome, Func<Stage, PostingsOutcome>> All { get; } = new()
    {
        [PostingsOutcome.Accepted] = s => Run(s, s.Postings),
        [PostingsOutcome.IdMustNotBeZero] = s => Run(s, s.Postings with { Head = default }),
        [PostingsOutcome.IdMustBeVersion7] = s => Run(s, s.Postings with { Head = new(s.Version4, default, 0) }),
        [PostingsOutcome.ActorOutOfRange] = s => Run(s, s.Postings with { Head = new(s.Ledger.NewId(), default, 1UL << 48) }),
        [PostingsOutcome.TooFewLines] = s => Run(s, s.Postings with { Lines = [new(s.Alice, Side.Debit, 1)] }),
        [PostingsOutcome.TooManyLines] = s => Run(s, s.Postings with { Lines = [.. Many(s, 1_001)] }),
        [PostingsOutcome.TooManyConditions] = s => Run(s, s.Postings with { Conditions = [.. Many(s, 101)] }),
        [PostingsOutcome.SideUnknown] = s => Run(s, s.Postings with { Conditions = [new(s.Alice, (Side)2, 1)] }),
        [PostingsOutcome.AccountMustNotBeZero] = s => Run(s, s.Postings with { Conditions = [new(default, Side.Debit, 1)] }),
        [PostingsOutcome.AmountMustNotBeZero] = s => Run(s, s.Postings with { Conditions = [new(s.Alice, Side.Debit, 0)] }),
        [PostingsOutcome.AccountTwice] = s => Run(
            s, s.Postings with { Lines = [new(s.Alice, Side.Debit, 1), new(s.Alice, Side.Credit, 1)] }),
        [PostingsOutcome.IdTooFarAhead] = s => Run(s, s.Postings with { Head = new(s.Ahead(300_001), default, 0) }),
        [PostingsOutcome.IdAlreadyRefused] = s => Again(s, Short(s), c => c),
        [PostingsOutcome.ExistsWithDifferentRequest] = s =>
        {
            var transfer = s.Transfer;
            s.Ledger.Run(transfer);
            return Run(s, s.Postings with { Head = new(transfer.Id, default, 0) });
        },
        [PostingsOutcome.ExistsWithDifferentActor] = s => Again(s, s.Postings, c => c with { Head = c.Head with { Actor = 1 } }),
        [PostingsOutcome.ExistsWithDifferentLines] = s => Again(s, s.Postings, c => c with { Lines = [.. c.Lines.Reverse()] }),
        [PostingsOutcome.ExistsWithDifferentConditions] = s =>
            Again(s, s.Postings, c => c with { Conditions = [new(s.Alice, Side.Debit, 1)] }),
        [PostingsOutcome.ExistsWithDifferentCode] = s => Again(s, s.Postings, c => c with { Code = 1 }),
        [PostingsOutcome.ExistsWithDifferentCorrects] = s => Again(s, s.Postings, c => c with { Corrects = c.Head.Id }),
        [PostingsOutcome.ExistsWithDifferentEffective] = s => Again(s, s.Postings, c => c with { Effective = new LogTime(1) }),
        [PostingsOutcome.ExistsWithDifferentReference] = s => Again(s, s.Postings, c => c with { Reference = s.Nobody }),
        [PostingsOutcome.ExistsWithDifferentUser128] = s => Again(s, s.Postings, c => c with { User128 = 1 }),
        [PostingsOutcome.ExistsWithDifferentUser64] = s => Again(s, s.Postings, c => c with { User64 = 1 }),
        [PostingsOutcome.ExistsWithDifferentUser32] = s => Again(s, s.Postings, c => c with { User32 = 1 }),
        [PostingsOutcome.Exists] = s => Again(s, s.Postings, c => c),
        [PostingsOutcome.CorrectedNotFound] = s => Run(s, s.Postings with { Corrects = s.Ledger.NewId() }),
        [PostingsOutcome.CorrectedNotPosted] = s => Run(s, s.Postings with { Corrects = s.Held() }),
        [PostingsOutcome.EffectiveAhead] = s => Run(s, s.Postings with { Effective = s.Ledger.Clock.Plus(1_000) }),
        [PostingsOutcome.AccountNotFound] = s => Run(s, s.Postings with { Conditions = [new(s.Nobody, Side.Debit, 1)] }),
        [PostingsOutcome.AccountClosed] = s => Run(
            s, s.Postings with { Lines = [new(s.Alice, Side.Debit, 1), new(s.Carol, Side.Credit, 1)] }),
        [PostingsOutcome.Unbalanced] = s => Run(
            s, s.Postings with { Lines = [new(s.Alice, Side.Debit, 1), new(s.Dollars, Side.Credit, 1)] }),
        [PostingsOutcome.ConditionNotMet] = s => Run(s, s.Postings with { Conditions = [new(s.Bob, Side.Debit, 1)] }),
        [PostingsOutcome.BookOverflow] = s => Run(
            s, s.Postings with { Lines = [new(s.Bank, Side.Debit, UInt128.MaxValue), new(s.Alice, Side.Credit, UInt128.MaxValue)] }),
        [PostingsOutcome.ExceedsDebitLimit] = s => Run(s, Short(s)),
        [PostingsOutcome.ExceedsCreditLimit] = s => Run(
            s, s.Postings with { Lines = [new(s.Bank, Side.Debit, 5_001), new(s.Bob, Side.Credit, 5_001)] }),
    };

    private static PostingsCommand Short(Stage s) =>
        s.Postings with { Lines = [new(s.Bob, Side.Debit, 1), new(s.Alice, Side.Credit, 1)] };

    private static IEnumerable<PostingsCommand.Line> Many(Stage s, int count) =>
        Enumerable.Range(0, count).Select(_ => new PostingsCommand.Line(s.Ledger.NewId(), Side.Debit, 1));

    private static PostingsOutcome Run(Stage s, PostingsCommand command) => s.Ledger.Run(command).Outcome;

    private static PostingsOutcome Again(Stage s, PostingsCommand command, Func<PostingsCommand, PostingsCommand> vary)
    {
        s.Ledger.Run(command);
        return s.Ledger.Run(vary(command)).Outcome;
    }
}
