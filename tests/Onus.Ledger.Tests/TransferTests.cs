using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests;

public sealed class TransferTests : IDisposable
{
    private const ulong Second = LogTime.NanosecondsPerSecond;

    private readonly TestLedger _ledger = new();
    private readonly Id128 _book, _bank, _alice, _bob;

    public TransferTests()
    {
        _book = _ledger.NewBook();
        _bank = _ledger.NewAccount(_book);
        _alice = _ledger.NewAccount(_book, debitLimit: 0);
        _bob = _ledger.NewAccount(_book, debitLimit: 0);
        Assert.Equal(TransferOutcome.Accepted, _ledger.Run(_ledger.Transfer(_bank, _alice, 1_000)).Outcome);
    }

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public void A_transfer_moves_its_amount_and_answers_with_index_time_and_balances_after()
    {
        _ledger.Clock = LogTime.FromUnixSeconds(1_800_000_100);
        var result = _ledger.Run(_ledger.Transfer(_alice, _bob, 300));
        Assert.Equal(TransferOutcome.Accepted, result.Outcome);
        Assert.Equal((ulong)_ledger.Log.Count - 1, result.Index);
        Assert.Equal(_ledger.Clock, result.Time);
        Assert.Equal(new Balances(300, 1_000, 0, 0), result.Debit);
        Assert.Equal(new Balances(0, 300, 0, 0), result.Credit);
        Assert.Equal(result.Debit, _ledger.Account(_alice).Balances);
    }

    [Fact]
    public void Spending_more_than_the_balance_is_refused_and_the_refusal_is_an_entry()
    {
        var result = _ledger.Run(_ledger.Transfer(_alice, _bob, 1_001));
        Assert.Equal(TransferOutcome.ExceedsDebitLimit, result.Outcome);
        Assert.True(RefusedEntry.TryRead(_ledger.Log[(int)result.Index], out var refused));
        Assert.Equal((byte)TransferOutcome.ExceedsDebitLimit, refused!.Code);
        Assert.Equal(new Balances(0, 1_000, 0, 0), _ledger.Account(_alice).Balances);
    }

    [Fact]
    public void The_same_id_with_the_same_content_gets_the_same_answer_and_no_second_entry()
    {
        var command = _ledger.Transfer(_alice, _bob, 300);
        var first = _ledger.Run(command);
        var entries = _ledger.Log.Count;
        var second = _ledger.Run(command with { Trace = new Id128(99) });
        Assert.Equal(TransferOutcome.Exists, second.Outcome);
        Assert.Equal((first.Index, first.Time, first.Amount), (second.Index, second.Time, second.Amount));
        Assert.Equal(entries, _ledger.Log.Count);
    }

    [Fact]
    public void A_refused_id_stays_refused_with_its_first_code_even_when_it_would_now_pass()
    {
        var command = _ledger.Transfer(_bob, _alice, 5);
        var first = _ledger.Run(command);
        Assert.Equal(TransferOutcome.ExceedsDebitLimit, first.Outcome);
        _ledger.Run(_ledger.Transfer(_bank, _bob, 100));
        var second = _ledger.Run(command);
        Assert.Equal(TransferOutcome.IdAlreadyRefused, second.Outcome);
        Assert.Equal(TransferOutcome.ExceedsDebitLimit, second.FirstOutcome);
        Assert.Equal((first.Index, first.Time), (second.Index, second.Time));
    }

    [Fact]
    public void A_hold_reserves_and_a_part_capture_moves_the_part_and_releases_the_rest()
    {
        var hold = _ledger.Hold(_alice, _bob, 800);
        Assert.Equal(new Balances(0, 1_000, 800, 0), _ledger.Run(hold).Debit);
        Assert.Equal(TransferOutcome.ExceedsDebitLimit, _ledger.Run(_ledger.Transfer(_alice, _bob, 201)).Outcome);
        var result = _ledger.Run(_ledger.Capture(hold.Id, 500));
        Assert.Equal(TransferOutcome.Accepted, result.Outcome);
        Assert.Equal(new Balances(500, 1_000, 0, 0), result.Debit);
        Assert.Equal(new Balances(0, 500, 0, 0), result.Credit);
        Assert.True(TransferLayout.TryRead(_ledger.Log[(int)result.Index], out var entry));
        Assert.Equal((TransferTerm.ReleasesRest, (UInt128)300), (entry.Term, entry.TermAmount));
        Assert.Equal(TransferOutcome.HoldResolved, _ledger.Run(_ledger.Capture(hold.Id, 1)).Outcome);
    }

    [Fact]
    public void A_capture_that_keeps_the_rest_leaves_it_reserved_until_all_is_captured()
    {
        var hold = _ledger.Hold(_alice, _bob, 800);
        _ledger.Run(hold);
        var part = _ledger.Run(_ledger.Capture(hold.Id, 500) with { KeepRest = true });
        Assert.Equal(new Balances(500, 1_000, 300, 0), part.Debit);
        Assert.Equal(TransferOutcome.ExceedsHold, _ledger.Run(_ledger.Capture(hold.Id, 301)).Outcome);
        var rest = _ledger.Run(_ledger.CaptureWhole(hold.Id));
        Assert.Equal((UInt128)300, rest.Amount);
        Assert.Equal(new Balances(800, 1_000, 0, 0), rest.Debit);
    }

    [Fact]
    public void A_capture_at_the_due_instant_is_refused_and_the_lapse_releases_the_hold()
    {
        var hold = _ledger.Hold(_alice, _bob, 800, timeout: 10 * Second);
        var due = _ledger.Run(hold).Time.Plus(10 * Second);
        Assert.Equal(due, _ledger.State.NextDue);
        _ledger.Clock = new LogTime(due.Nanoseconds - 1);
        Assert.Equal(0, _ledger.Lapse());
        _ledger.Clock = due;
        Assert.Equal(TransferOutcome.HoldDue, _ledger.Run(_ledger.Capture(hold.Id, 800)).Outcome);
        Assert.Equal(1, _ledger.Lapse());
        Assert.Equal(new Balances(0, 1_000, 0, 0), _ledger.Account(_alice).Balances);
        Assert.True(TransferLayout.TryRead(_ledger.Log[^1], out var lapse));
        Assert.Equal((TransferAct.Lapse, (UInt128)800), (lapse.Act, lapse.Amount));
        Assert.Null(_ledger.State.NextDue);
    }

    [Fact]
    public void Holds_lapse_in_the_order_of_their_due_instants_and_then_of_their_entries()
    {
        ulong[] timeouts = [5, 3, 5, 1, 4, 3, 2];
        var holds = timeouts.Select(t => _ledger.Run(
            _ledger.Hold(_bank, _bob, 1) with { Due = LogTime.FromUnixSeconds(1_800_001_000 + t) })).ToList();
        _ledger.Clock = LogTime.FromUnixSeconds(1_800_001_005);
        Assert.Equal(7, _ledger.Lapse());
        var order = _ledger.Log.TakeLast(7).Select(e => TransferLayout.TryRead(e, out var lapse) ? lapse.Hold : null);
        Assert.Equal(new[] { 3, 6, 1, 5, 4, 0, 2 }.Select(i => (ulong?)holds[i].Index), order);
    }

    [Fact]
    public void A_chain_happens_whole()
    {
        var results = _ledger.Run(
            _ledger.Transfer(_alice, _bob, 300) with { Linked = true },
            _ledger.Transfer(_bob, _bank, 300));
        Assert.All(results, r => Assert.Equal(TransferOutcome.Accepted, r.Outcome));
        Assert.Equal(new Balances(300, 300, 0, 0), _ledger.Account(_bob).Balances);
    }

    [Fact]
    public void A_chain_with_one_refusal_changes_nothing_and_one_entry_names_the_culprit()
    {
        var before = (_ledger.Log.Count, _ledger.Account(_alice), _ledger.Account(_bob));
        TransferCommand[] chain =
        [
            _ledger.Transfer(_alice, _bob, 300) with { Linked = true },
            _ledger.Hold(_alice, _bob, 100) with { Linked = true },
            _ledger.Transfer(_bob, _bank, 301) with { Linked = true },
            _ledger.Transfer(_alice, _bob, 1),
        ];
        var results = _ledger.Run(chain);
        Assert.Equal(
            [TransferOutcome.LinkedFailed, TransferOutcome.LinkedFailed, TransferOutcome.ExceedsDebitLimit, TransferOutcome.LinkedFailed],
            results.Select(r => r.Outcome));
        Assert.Equal(before.Count + 1, _ledger.Log.Count);
        Assert.All(results, r => Assert.Equal((ulong)before.Count, r.Index));
        Assert.True(RefusedEntry.TryRead(_ledger.Log[^1], out var refused));
        Assert.Equal((chain[2].Id, 3), (refused!.Envelope.Command, refused.Place));
        Assert.Equal((before.Item2, before.Item3), (_ledger.Account(_alice), _ledger.Account(_bob)));
        Assert.Equal(TransferOutcome.Accepted, _ledger.Run(chain[0] with { Linked = false }).Outcome);
        Assert.Equal(TransferOutcome.IdAlreadyRefused, _ledger.Run(chain[2]with { Linked = false }).Outcome);
    }

    [Fact]
    public void A_chain_sent_again_answers_that_each_of_it_exists()
    {
        TransferCommand[] chain =
            [_ledger.Transfer(_alice, _bob, 300) with { Linked = true }, _ledger.Transfer(_bob, _bank, 300)];
        _ledger.Run(chain);
        Assert.All(_ledger.Run(chain), r => Assert.Equal(TransferOutcome.Exists, r.Outcome));
    }

    [Fact]
    public void Balancing_moves_as_much_as_is_there_and_records_what_was_requested()
    {
        var command = _ledger.Transfer(_alice, _bob, 5_000) with { Term = TransferTerm.AsMuchAsDebitHas };
        var result = _ledger.Run(command);
        Assert.Equal((TransferOutcome.Accepted, (UInt128)1_000), (result.Outcome, result.Amount));
        Assert.True(TransferLayout.TryRead(_ledger.Log[(int)result.Index], out var entry));
        Assert.Equal((UInt128)5_000, entry.Requested);
        Assert.Equal(TransferOutcome.Exists, _ledger.Run(command).Outcome);
        Assert.Equal(TransferOutcome.ExistsWithDifferentAmount, _ledger.Run(command with { Amount = 1_000 }).Outcome);
    }

    [Fact]
    public void An_id_released_from_memory_is_still_answered_exactly()
    {
        var command = _ledger.Transfer(_alice, _bob, 7);
        var refused = _ledger.Transfer(_alice, _bob, 7_000);
        var first = _ledger.Run(command);
        _ledger.Run(refused);
        var filler = Enumerable.Range(0, 90_000).Select(_ => _ledger.Transfer(_bank, _bob, 1)).ToArray();
        _ledger.Run(filler);
        _ledger.ReleaseIds(87_999);
        Assert.Equal(87_381u, _ledger.State.FirstIdInMemory);
        var again = _ledger.Run(command);
        Assert.Equal((TransferOutcome.Exists, first.Index), (again.Outcome, again.Index));
        Assert.Equal(TransferOutcome.IdAlreadyRefused, _ledger.Run(refused).Outcome);
        Assert.Equal(TransferOutcome.Exists, _ledger.Run(filler[^1]).Outcome);
        Assert.Equal(TransferOutcome.Exists, _ledger.Run(filler[0]).Outcome);
    }
}
