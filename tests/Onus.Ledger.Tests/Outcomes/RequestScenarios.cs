using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests.Outcomes;

/// <summary>For each outcome of every other request the shortest way to it.</summary>
internal static class RequestScenarios
{
    public static Dictionary<OpenBookOutcome, Func<Stage, OpenBookOutcome>> OpenBook { get; } = new()
    {
        [OpenBookOutcome.Accepted] = s => Run(s, s.NewBook),
        [OpenBookOutcome.IdMustNotBeZero] = s => Run(s, s.NewBook with { Head = default }),
        [OpenBookOutcome.IdMustBeVersion7] = s => Run(s, s.NewBook with { Head = new(s.Version4, default, 0) }),
        [OpenBookOutcome.ActorOutOfRange] = s => Run(s, s.NewBook with { Head = Actor(s, 1UL << 48) }),
        [OpenBookOutcome.BookMustNotBeZero] = s => Run(s, s.NewBook with { Book = default }),
        [OpenBookOutcome.UnitMalformed] = s => Run(s, s.NewBook with { Unit = "eur" }),
        [OpenBookOutcome.DigitsOutOfRange] = s => Run(s, s.NewBook with { Digits = 31 }),
        [OpenBookOutcome.PurposeUnknown] = s => Run(s, s.NewBook with { Purpose = (BookPurpose)2 }),
        [OpenBookOutcome.IdTooFarAhead] = s => Run(s, s.NewBook with { Head = new(s.Ahead(300_001), default, 0) }),
        [OpenBookOutcome.IdAlreadyRefused] = s => Again(s, s.NewBook with { Book = s.Book }, c => c),
        [OpenBookOutcome.ExistsWithDifferentRequest] = s => Run(s, s.NewBook with { Head = Used(s) }),
        [OpenBookOutcome.ExistsWithDifferentActor] = s => Again(s, s.NewBook, c => c with { Head = c.Head with { Actor = 1 } }),
        [OpenBookOutcome.ExistsWithDifferentBook] = s => Again(s, s.NewBook, c => c with { Book = s.Ledger.NewId() }),
        [OpenBookOutcome.ExistsWithDifferentUnit] = s => Again(s, s.NewBook, c => c with { Unit = "JPY" }),
        [OpenBookOutcome.ExistsWithDifferentDigits] = s => Again(s, s.NewBook, c => c with { Digits = 0 }),
        [OpenBookOutcome.ExistsWithDifferentPurpose] = s => Again(s, s.NewBook, c => c with { Purpose = BookPurpose.Liability }),
        [OpenBookOutcome.Exists] = s => Again(s, s.NewBook, c => c with { Head = c.Head with { Trace = new Id128(1) } }),
        [OpenBookOutcome.BookExists] = s => Run(s, s.NewBook with { Book = s.Book }),
        [OpenBookOutcome.TooManyBooks] = s =>
        {
            s.Ledger.State.Tables.Books.MaxBooks = 2;
            return Run(s, s.NewBook);
        },
    };

    public static Dictionary<OpenAccountOutcome, Func<Stage, OpenAccountOutcome>> OpenAccount { get; } = new()
    {
        [OpenAccountOutcome.Accepted] = s => Run(s, s.NewAccount),
        [OpenAccountOutcome.IdMustNotBeZero] = s => Run(s, s.NewAccount with { Head = default }),
        [OpenAccountOutcome.IdMustBeVersion7] = s => Run(s, s.NewAccount with { Head = new(s.Version4, default, 0) }),
        [OpenAccountOutcome.ActorOutOfRange] = s => Run(s, s.NewAccount with { Head = Actor(s, 1UL << 48) }),
        [OpenAccountOutcome.AccountMustNotBeZero] = s => Run(s, s.NewAccount with { Account = default }),
        [OpenAccountOutcome.BookMustNotBeZero] = s => Run(s, s.NewAccount with { Book = default }),
        [OpenAccountOutcome.IdTooFarAhead] = s => Run(s, s.NewAccount with { Head = new(s.Ahead(300_001), default, 0) }),
        [OpenAccountOutcome.IdAlreadyRefused] = s => Again(s, s.NewAccount with { Account = s.Alice }, c => c),
        [OpenAccountOutcome.ExistsWithDifferentRequest] = s => Run(s, s.NewAccount with { Head = Used(s) }),
        [OpenAccountOutcome.ExistsWithDifferentActor] = s => Again(s, s.NewAccount, c => c with { Head = c.Head with { Actor = 1 } }),
        [OpenAccountOutcome.ExistsWithDifferentAccount] = s => Again(s, s.NewAccount, c => c with { Account = s.Nobody }),
        [OpenAccountOutcome.ExistsWithDifferentBook] = s => Again(s, s.NewAccount, c => c with { Book = s.OtherBook }),
        [OpenAccountOutcome.ExistsWithDifferentParty] = s => Again(s, s.NewAccount, c => c with { Party = s.Nobody }),
        [OpenAccountOutcome.ExistsWithDifferentCode] = s => Again(s, s.NewAccount, c => c with { Code = 1 }),
        [OpenAccountOutcome.ExistsWithDifferentDebitLimit] = s => Again(s, s.NewAccount, c => c with { DebitLimit = 0 }),
        [OpenAccountOutcome.ExistsWithDifferentCreditLimit] = s => Again(s, s.NewAccount, c => c with { CreditLimit = 0 }),
        [OpenAccountOutcome.ExistsWithDifferentUser128] = s => Again(s, s.NewAccount, c => c with { User128 = 1 }),
        [OpenAccountOutcome.ExistsWithDifferentUser64] = s => Again(s, s.NewAccount, c => c with { User64 = 1 }),
        [OpenAccountOutcome.ExistsWithDifferentUser32] = s => Again(s, s.NewAccount, c => c with { User32 = 1 }),
        [OpenAccountOutcome.Exists] = s => Again(s, s.NewAccount, c => c),
        [OpenAccountOutcome.BookNotFound] = s => Run(s, s.NewAccount with { Book = s.Nobody }),
        [OpenAccountOutcome.AccountExists] = s => Run(s, s.NewAccount with { Account = s.Alice }),
        [OpenAccountOutcome.TooManyAccounts] = s =>
        {
            s.Ledger.State.Tables.Accounts.MaxBuckets = s.Ledger.State.Tables.Accounts.BucketCount;
            return Run(s, s.NewAccount);
        },
    };

    public static Dictionary<ChangeLimitsOutcome, Func<Stage, ChangeLimitsOutcome>> ChangeLimits { get; } = new()
    {
        [ChangeLimitsOutcome.Accepted] = s => Run(s, s.NewLimits),
        [ChangeLimitsOutcome.IdMustNotBeZero] = s => Run(s, s.NewLimits with { Head = default }),
        [ChangeLimitsOutcome.IdMustBeVersion7] = s => Run(s, s.NewLimits with { Head = new(s.Version4, default, 0) }),
        [ChangeLimitsOutcome.ActorOutOfRange] = s => Run(s, s.NewLimits with { Head = Actor(s, 1UL << 48) }),
        [ChangeLimitsOutcome.AccountMustNotBeZero] = s => Run(s, s.NewLimits with { Account = default }),
        [ChangeLimitsOutcome.IdTooFarAhead] = s => Run(s, s.NewLimits with { Head = new(s.Ahead(300_001), default, 0) }),
        [ChangeLimitsOutcome.IdAlreadyRefused] = s => Again(s, s.NewLimits with { Account = s.Nobody }, c => c),
        [ChangeLimitsOutcome.ExistsWithDifferentRequest] = s => Run(s, s.NewLimits with { Head = Used(s) }),
        [ChangeLimitsOutcome.ExistsWithDifferentActor] = s => Again(s, s.NewLimits, c => c with { Head = c.Head with { Actor = 1 } }),
        [ChangeLimitsOutcome.ExistsWithDifferentAccount] = s => Again(s, s.NewLimits, c => c with { Account = s.Bob }),
        [ChangeLimitsOutcome.ExistsWithDifferentDebitLimit] = s => Again(s, s.NewLimits, c => c with { DebitLimit = null }),
        [ChangeLimitsOutcome.ExistsWithDifferentCreditLimit] = s => Again(s, s.NewLimits, c => c with { CreditLimit = 7 }),
        [ChangeLimitsOutcome.Exists] = s => Again(s, s.NewLimits, c => c),
        [ChangeLimitsOutcome.AccountNotFound] = s => Run(s, s.NewLimits with { Account = s.Nobody }),
        [ChangeLimitsOutcome.AccountClosed] = s => Run(s, s.NewLimits with { Account = s.Carol }),
    };

    public static Dictionary<CloseAccountOutcome, Func<Stage, CloseAccountOutcome>> CloseAccount { get; } = new()
    {
        [CloseAccountOutcome.Accepted] = s => Run(s, s.Close),
        [CloseAccountOutcome.IdMustNotBeZero] = s => Run(s, s.Close with { Head = default }),
        [CloseAccountOutcome.IdMustBeVersion7] = s => Run(s, s.Close with { Head = new(s.Version4, default, 0) }),
        [CloseAccountOutcome.ActorOutOfRange] = s => Run(s, s.Close with { Head = Actor(s, 1UL << 48) }),
        [CloseAccountOutcome.AccountMustNotBeZero] = s => Run(s, s.Close with { Account = default }),
        [CloseAccountOutcome.IdTooFarAhead] = s => Run(s, s.Close with { Head = new(s.Ahead(300_001), default, 0) }),
        [CloseAccountOutcome.IdAlreadyRefused] = s => Again(s, s.Close with { Account = s.Carol }, c => c),
        [CloseAccountOutcome.ExistsWithDifferentRequest] = s => Run(s, s.Close with { Head = Used(s) }),
        [CloseAccountOutcome.ExistsWithDifferentActor] = s => Again(s, s.Close, c => c with { Head = c.Head with { Actor = 1 } }),
        [CloseAccountOutcome.ExistsWithDifferentAccount] = s => Again(s, s.Close, c => c with { Account = s.Alice }),
        [CloseAccountOutcome.ExistsWithDifferentEmptyOnly] = s => Again(s, s.Close, c => c with { EmptyOnly = false }),
        [CloseAccountOutcome.Exists] = s => Again(s, s.Close, c => c),
        [CloseAccountOutcome.AccountNotFound] = s => Run(s, s.Close with { Account = s.Nobody }),
        [CloseAccountOutcome.AlreadyClosed] = s => Run(s, s.Close with { Account = s.Carol }),
        [CloseAccountOutcome.NotEmpty] = s => Run(s, s.Close with { Account = s.Alice }),
    };

    public static Dictionary<ReopenAccountOutcome, Func<Stage, ReopenAccountOutcome>> ReopenAccount { get; } = new()
    {
        [ReopenAccountOutcome.Accepted] = s => Run(s, s.Reopen),
        [ReopenAccountOutcome.IdMustNotBeZero] = s => Run(s, s.Reopen with { Head = default }),
        [ReopenAccountOutcome.IdMustBeVersion7] = s => Run(s, s.Reopen with { Head = new(s.Version4, default, 0) }),
        [ReopenAccountOutcome.ActorOutOfRange] = s => Run(s, s.Reopen with { Head = Actor(s, 1UL << 48) }),
        [ReopenAccountOutcome.AccountMustNotBeZero] = s => Run(s, s.Reopen with { Account = default }),
        [ReopenAccountOutcome.IdTooFarAhead] = s => Run(s, s.Reopen with { Head = new(s.Ahead(300_001), default, 0) }),
        [ReopenAccountOutcome.IdAlreadyRefused] = s => Again(s, s.Reopen with { Account = s.Alice }, c => c),
        [ReopenAccountOutcome.ExistsWithDifferentRequest] = s => Run(s, s.Reopen with { Head = Used(s) }),
        [ReopenAccountOutcome.ExistsWithDifferentActor] = s => Again(s, s.Reopen, c => c with { Head = c.Head with { Actor = 1 } }),
        [ReopenAccountOutcome.ExistsWithDifferentAccount] = s => Again(s, s.Reopen, c => c with { Account = s.Alice }),
        [ReopenAccountOutcome.Exists] = s => Again(s, s.Reopen, c => c),
        [ReopenAccountOutcome.AccountNotFound] = s => Run(s, s.Reopen with { Account = s.Nobody }),
        [ReopenAccountOutcome.NotClosed] = s => Run(s, s.Reopen with { Account = s.Alice }),
    };

    private static OpenBookOutcome Run(Stage s, OpenBook command) => s.Ledger.Run(command).Outcome;

    private static OpenBookOutcome Again(Stage s, OpenBook command, Func<OpenBook, OpenBook> vary)
    {
        s.Ledger.Run(command);
        return s.Ledger.Run(vary(command)).Outcome;
    }

    private static OpenAccountOutcome Run(Stage s, OpenAccount command) => s.Ledger.Run(command).Outcome;

    private static OpenAccountOutcome Again(Stage s, OpenAccount command, Func<OpenAccount, OpenAccount> vary)
    {
        s.Ledger.Run(command);
        return s.Ledger.Run(vary(command)).Outcome;
    }

    private static ChangeLimitsOutcome Run(Stage s, ChangeLimits command) => s.Ledger.Run(command).Outcome;

    private static ChangeLimitsOutcome Again(Stage s, ChangeLimits command, Func<ChangeLimits, ChangeLimits> vary)
    {
        s.Ledger.Run(command);
        return s.Ledger.Run(vary(command)).Outcome;
    }

    private static CloseAccountOutcome Run(Stage s, CloseAccount command) => s.Ledger.Run(command).Outcome;

    private static CloseAccountOutcome Again(Stage s, CloseAccount command, Func<CloseAccount, CloseAccount> vary)
    {
        s.Ledger.Run(command);
        return s.Ledger.Run(vary(command)).Outcome;
    }

    private static ReopenAccountOutcome Run(Stage s, ReopenAccount command) => s.Ledger.Run(command).Outcome;

    private static ReopenAccountOutcome Again(Stage s, ReopenAccount command, Func<ReopenAccount, ReopenAccount> vary)
    {
        s.Ledger.Run(command);
        return s.Ledger.Run(vary(command)).Outcome;
    }

    private static CommandHead Actor(Stage s, ulong actor) => new(s.Ledger.NewId(), default, actor);

    private static CommandHead Used(Stage s)
    {
        var transfer = s.Transfer;
        s.Ledger.Run(transfer);
        return new CommandHead(transfer.Id, default, 0);
    }
}
