using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests;

/// <summary>Each field at the last value that it takes, and at the first that it does not.</summary>
public sealed class BoundaryTests : IDisposable
{
    private readonly TestLedger _ledger = new();
    private readonly Id128 _book, _bank, _alice;

    public BoundaryTests()
    {
        _book = _ledger.NewBook();
        (_bank, _alice) = (_ledger.NewAccount(_book), _ledger.NewAccount(_book));
    }

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public void Every_field_of_a_transfer_takes_its_largest_value_and_reads_back()
    {
        var command = _ledger.Transfer(_bank, _alice, UInt128.MaxValue) with
        {
            Act = TransferAct.Hold,
            Trace = new Id128(UInt128.MaxValue),
            Actor = (1UL << 48) - 1,
            Code = ushort.MaxValue,
            Due = LogTime.Max,
            Reference = new Id128(UInt128.MaxValue),
            User128 = UInt128.MaxValue,
            User64 = ulong.MaxValue,
            User32 = uint.MaxValue,
            Term = TransferTerm.None,
        };
        var result = _ledger.Run(command);
        Assert.Equal(TransferOutcome.Accepted, result.Outcome);
        Assert.True(TransferLayout.TryRead(_ledger.Log[(int)result.Index], out var entry));
        Assert.Equal((command.Actor, command.Code, command.Due, command.Reference), (entry.Actor, entry.Code, entry.Due, entry.Reference));
        Assert.Equal((command.User128, command.User64, command.User32), (entry.User128, entry.User64, entry.User32));
        Assert.Equal(TransferOutcome.Exists, _ledger.Run(command).Outcome);
        Assert.Equal(TransferOutcome.BookOverflow, _ledger.Run(_ledger.Transfer(_bank, _alice, 1)).Outcome);
        Assert.Equal(TransferOutcome.Accepted, _ledger.Run(_ledger.CaptureWhole(command.Id)).Outcome);
        Assert.Equal(TransferOutcome.BookOverflow, _ledger.Run(_ledger.Transfer(_bank, _alice, 1)).Outcome);
        using var replayed = _ledger.Replay();
        Assert.Equal(_ledger.Snapshot(), replayed.Snapshot());
    }

    [Theory]
    [InlineData(300_000ul, TransferOutcome.Accepted)]
    [InlineData(300_001ul, TransferOutcome.IdTooFarAhead)]
    public void An_id_may_be_five_minutes_ahead_and_no_millisecond_more(ulong ahead, TransferOutcome expected)
    {
        var id = _ledger.IdAt(_ledger.Clock.UnixMilliseconds + ahead);
        Assert.Equal(expected, _ledger.Run(_ledger.Transfer(_bank, _alice, 1) with { Id = id }).Outcome);
    }

    [Fact]
    public void A_timeout_may_end_at_the_last_instant_and_no_nanosecond_later()
    {
        _ledger.Clock = _ledger.Clock.Plus(1_000_000_000);
        var most = ulong.MaxValue - _ledger.Clock.Nanoseconds;
        Assert.Equal(TransferOutcome.DueOutOfRange, _ledger.Run(_ledger.Hold(_bank, _alice, 1, most + 1)).Outcome);

        // The refusal took the instant of the clock; the next entry comes a nanosecond after it.
        var hold = _ledger.Hold(_bank, _alice, 1, most - 1);
        Assert.Equal(TransferOutcome.Accepted, _ledger.Run(hold).Outcome);
        Assert.Equal(LogTime.Max, _ledger.State.NextDue);
    }

    [Fact]
    public void A_limit_allows_its_own_amount_and_no_unit_more()
    {
        var limited = _ledger.NewAccount(_book, debitLimit: 100, creditLimit: 50);
        Assert.Equal(TransferOutcome.ExceedsCreditLimit, _ledger.Run(_ledger.Transfer(_bank, limited, 51)).Outcome);
        Assert.Equal(TransferOutcome.Accepted, _ledger.Run(_ledger.Transfer(_bank, limited, 50)).Outcome);
        Assert.Equal(TransferOutcome.ExceedsDebitLimit, _ledger.Run(_ledger.Transfer(limited, _bank, 151)).Outcome);
        Assert.Equal(TransferOutcome.Accepted, _ledger.Run(_ledger.Transfer(limited, _bank, 150)).Outcome);
        var widest = _ledger.NewAccount(_book, debitLimit: UInt128.MaxValue, creditLimit: UInt128.MaxValue);
        Assert.Equal((UInt128.MaxValue, UInt128.MaxValue), (_ledger.Account(widest).DebitLimit, _ledger.Account(widest).CreditLimit));
        Assert.Equal(TransferOutcome.Accepted, _ledger.Run(_ledger.Transfer(widest, _bank, UInt128.MaxValue - 500)).Outcome);
    }

    [Fact]
    public void A_limit_lowered_below_what_is_used_refuses_only_what_comes_after()
    {
        var overdrawn = _ledger.NewAccount(_book, debitLimit: 100);
        _ledger.Run(_ledger.Transfer(overdrawn, _bank, 100));
        _ledger.Run(new ChangeLimits(_ledger.NewHead(), overdrawn, 10, null));
        Assert.Equal(TransferOutcome.ExceedsDebitLimit, _ledger.Run(_ledger.Transfer(overdrawn, _bank, 1)).Outcome);
        Assert.Equal(TransferOutcome.Accepted, _ledger.Run(_ledger.Transfer(_bank, overdrawn, 95)).Outcome);
        Assert.Equal(TransferOutcome.Accepted, _ledger.Run(_ledger.Transfer(overdrawn, _bank, 5)).Outcome);
        Assert.Equal(TransferOutcome.ExceedsDebitLimit, _ledger.Run(_ledger.Transfer(overdrawn, _bank, 1)).Outcome);
    }

    [Theory]
    [InlineData("A", 0, OpenBookOutcome.Accepted)]
    [InlineData("ABC.DEF_GH-9", 30, OpenBookOutcome.Accepted)]
    [InlineData("", 2, OpenBookOutcome.UnitMalformed)]
    [InlineData("ABCDEFGHIJKLM", 2, OpenBookOutcome.UnitMalformed)]
    [InlineData("1A", 2, OpenBookOutcome.UnitMalformed)]
    [InlineData("元", 2, OpenBookOutcome.UnitMalformed)]
    [InlineData("A", 31, OpenBookOutcome.DigitsOutOfRange)]
    public void A_book_takes_units_and_digits_in_their_range(string unit, byte digits, OpenBookOutcome expected) =>
        Assert.Equal(expected, _ledger.Run(new OpenBook(_ledger.NewHead(), _ledger.NewId(), unit, digits, BookPurpose.Money)).Outcome);

    // The longest postings there can be, accepted and refused: both must fit one entry.
    [Fact]
    public void A_thousand_lines_and_a_hundred_conditions_of_the_largest_amounts_fit_one_entry()
    {
        var amount = UInt128.MaxValue / 2_000;
        var lines = new List<PostingsCommand.Line>();
        for (var i = 0; i < 1_000; i++)
            lines.Add(new PostingsCommand.Line(_ledger.NewAccount(_book), i % 2 == 0 ? Side.Debit : Side.Credit, amount));
        _ledger.Run(_ledger.Transfer(_bank, _alice, amount));
        var command = new PostingsCommand(new CommandHead(_ledger.NewId(), new Id128(1), (1UL << 48) - 1), lines)
        {
            Conditions = [.. Enumerable.Repeat(new PostingsCommand.Line(_alice, Side.Debit, amount), 100)],
            Code = ushort.MaxValue,
            Reference = new Id128(UInt128.MaxValue),
            User128 = UInt128.MaxValue,
            User64 = ulong.MaxValue,
            User32 = uint.MaxValue,
        };
        Assert.Equal(PostingsOutcome.Accepted, _ledger.Run(command).Outcome);
        Assert.True(_ledger.Log[^1].Length <= EntryBatch.MaxEntrySize, $"{_ledger.Log[^1].Length} bytes");
        var tooDear = command with
        {
            Head = _ledger.NewHead(),
            Conditions = [.. Enumerable.Repeat(new PostingsCommand.Line(_alice, Side.Credit, amount), 100)],
        };
        Assert.Equal(PostingsOutcome.ConditionNotMet, _ledger.Run(tooDear).Outcome);
        Assert.True(RefusedEntry.TryRead(_ledger.Log[^1], out _));
        Assert.True(_ledger.Log[^1].Length <= EntryBatch.MaxEntrySize);
        using var replayed = _ledger.Replay();
        Assert.Equal(_ledger.Snapshot(), replayed.Snapshot());
    }

    [Fact]
    public void A_chain_as_long_as_a_batch_happens_whole_or_not_at_all()
    {
        TransferCommand[] chain =
            [.. Enumerable.Range(0, 8_192).Select(i => _ledger.Transfer(_bank, _alice, 1) with { Linked = i < 8_191 })];
        Assert.All(_ledger.Run(chain), result => Assert.Equal(TransferOutcome.Accepted, result.Outcome));
        var poor = _ledger.NewAccount(_book, debitLimit: 0);
        chain = [.. chain.Select(command => command with { Id = _ledger.NewId() })];
        chain[8_000] = chain[8_000] with { Debit = poor };
        var before = (_ledger.Account(_alice).Balances, _ledger.Log.Count);
        var results = _ledger.Run(chain);
        Assert.Equal(TransferOutcome.ExceedsDebitLimit, results[8_000].Outcome);
        Assert.Equal(8_191, results.Count(result => result.Outcome == TransferOutcome.LinkedFailed));
        Assert.Equal((before.Balances, before.Count + 1), (_ledger.Account(_alice).Balances, _ledger.Log.Count));
    }
}
