using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests.Outcomes;

/// <summary>A small ledger on which each outcome can be brought about: alice has 1,000, bob nothing, carol is closed.</summary>
internal sealed class Stage : IDisposable
{
    public Stage()
    {
        Book = Ledger.NewBook();
        OtherBook = Ledger.NewBook("USD");
        Bank = Ledger.NewAccount(Book);
        Alice = Ledger.NewAccount(Book, debitLimit: 0);
        Bob = Ledger.NewAccount(Book, debitLimit: 0, creditLimit: 5_000);
        Carol = Ledger.NewAccount(Book);
        Dollars = Ledger.NewAccount(OtherBook);
        MoreDollars = Ledger.NewAccount(OtherBook);
        Ledger.Run(Ledger.Transfer(Bank, Alice, 1_000));
        Ledger.Run(new CloseAccount(Ledger.NewHead(), Carol, EmptyOnly: true));
    }

    public TestLedger Ledger { get; } = new();

    public Id128 Book { get; }

    public Id128 OtherBook { get; }

    public Id128 Bank { get; }

    public Id128 Alice { get; }

    public Id128 Bob { get; }

    public Id128 Carol { get; }

    public Id128 Dollars { get; }

    public Id128 MoreDollars { get; }

    public Id128 Nobody { get; } = new(12345);

    public TransferCommand Transfer => Ledger.Transfer(Alice, Bob, 10);

    public PostingsCommand Postings =>
        new(Ledger.NewHead(), [new(Alice, Side.Debit, 10), new(Bob, Side.Credit, 10)]);

    public OpenBook NewBook => new(Ledger.NewHead(), Ledger.NewId(), "EUR", 2, BookPurpose.Money);

    public OpenAccount NewAccount => new(Ledger.NewHead(), Ledger.NewId(), Book);

    public ChangeLimits NewLimits => new(Ledger.NewHead(), Alice, 5, 6);

    public CloseAccount Close => new(Ledger.NewHead(), Bob, EmptyOnly: true);

    public ReopenAccount Reopen => new(Ledger.NewHead(), Carol);

    /// <summary>Runs a hold of 100 and answers with its id.</summary>
    public Id128 Held(ulong timeout = 0)
    {
        var hold = Ledger.Hold(Alice, Bob, 100, timeout);
        Assert.Equal(TransferOutcome.Accepted, Ledger.Run(hold).Outcome);
        return hold.Id;
    }

    /// <summary>Runs a command, then a variation under the same id.</summary>
    public TransferOutcome Again(TransferCommand first, Func<TransferCommand, TransferCommand> vary)
    {
        Assert.Equal(TransferOutcome.Accepted, Ledger.Run(first).Outcome);
        return Ledger.Run(vary(first)).Outcome;
    }

    /// <summary>An id of version 4, and one whose time is the given milliseconds ahead.</summary>
    public Id128 Version4 => new(Ledger.NewId().Value ^ ((UInt128)3 << 76));

    public Id128 Ahead(ulong milliseconds) => Ledger.IdAt(Ledger.Clock.UnixMilliseconds + milliseconds);

    public void Dispose() => Ledger.Dispose();
}
