using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Testing;

namespace Onus.Engine.Tests;

public sealed class PipelineTests
{
    [Fact]
    public async Task A_transfer_is_answered_once_it_is_durable_and_covered_by_a_checkpoint()
    {
        using var bank = await Bank.CreateAsync(new SimulatedDevice(1));
        var answer = await bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(0), 500));
        Assert.Equal((Delivery.Durable, TransferOutcome.Accepted), (answer.Delivery, answer.Result.Outcome));
        Assert.True(bank.Engine.Log.Head.Size > answer.Result.Index);
        Assert.Equal((UInt128)500, answer.Result.Credit.CreditsPosted);
        Assert.Equal((UInt128)500, await bank.BalanceAsync(Bank.Account(0)));
    }

    [Fact]
    public async Task Many_callers_share_batches_and_each_gets_its_own_answer()
    {
        using var bank = await Bank.CreateAsync(new SimulatedDevice(2), accounts: 10);
        var answers = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i =>
            bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(i % 10), (ulong)i + 1)).AsTask()));
        Assert.All(answers, (a, i) => Assert.Equal((Delivery.Durable, TransferOutcome.Accepted, (UInt128)(uint)(i + 1)), (a.Delivery, a.Result.Outcome, a.Result.Amount)));
        Assert.Equal(2_000, answers.Select(a => a.Result.Index).Distinct().Count());
        UInt128 sum = 0;
        for (var i = 0; i < 10; i++) sum += await bank.BalanceAsync(Bank.Account(i));
        Assert.Equal((UInt128)(2_000 * 2_001 / 2), sum);
    }

    [Fact]
    public async Task The_same_id_and_content_gets_the_same_answer_and_moves_nothing_twice()
    {
        using var bank = await Bank.CreateAsync(new SimulatedDevice(3));
        var pay = bank.Pay(Bank.Source, Bank.Account(0), 500);
        var first = await bank.Engine.SubmitAsync(pay);
        var again = await bank.Engine.SubmitAsync(pay);
        Assert.Equal(TransferOutcome.Exists, again.Result.Outcome);
        Assert.Equal(first.Result.Index, again.Result.Index);
        Assert.Equal((UInt128)500, await bank.BalanceAsync(Bank.Account(0)));
    }

    [Fact]
    public async Task Everything_acknowledged_is_there_after_a_restart()
    {
        var device = new SimulatedDevice(4);
        TransferResult last;
        TransferCommand pay;
        using (var bank = await Bank.CreateAsync(device))
        {
            for (var i = 0; i < 50; i++) await bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(0), 10));
            pay = bank.Pay(Bank.Account(0), Bank.Account(1), 120);
            last = (await bank.Engine.SubmitAsync(pay)).Result;
        }

        using var reopened = Bank.Reopen(device);
        Assert.Equal((UInt128)380, await reopened.BalanceAsync(Bank.Account(0)));
        var again = await reopened.Engine.SubmitAsync(pay);
        Assert.Equal((TransferOutcome.Exists, last.Index), (again.Result.Outcome, again.Result.Index));
    }

    [Fact]
    public async Task Packed_transfers_are_answered_in_place_and_in_order()
    {
        using var bank = await Bank.CreateAsync(new SimulatedDevice(5));
        var commands = new[]
        {
            bank.Pay(Bank.Source, Bank.Account(0), 100), bank.Pay(Bank.Account(0), Bank.Account(1), 101), bank.Pay(Bank.Account(0), Bank.Account(1), 100),
        };
        var results = new TransferResult[3];
        Assert.Equal(Delivery.Durable, await bank.Engine.SubmitAsync(commands, results));
        Assert.Equal([TransferOutcome.Accepted, results[1].Outcome, TransferOutcome.Accepted], results.Select(r => r.Outcome));
        Assert.NotEqual(TransferOutcome.Accepted, results[1].Outcome);
        Assert.Equal((UInt128)100, await bank.BalanceAsync(Bank.Account(1)));
    }

    [Fact]
    public async Task A_closed_engine_takes_nothing_more()
    {
        var bank = await Bank.CreateAsync(new SimulatedDevice(6));
        bank.Dispose();
        Assert.Equal(Delivery.Closed, (await bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(0), 1))).Delivery);
    }

    [Fact]
    public async Task A_caller_whose_patience_is_over_is_told_that_nothing_happened()
    {
        using var bank = await Bank.CreateAsync(new SimulatedDevice(7));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var answer = await bank.Engine.SubmitAsync(
            new OpenAccount(bank.NextHead(), Bank.Account(99), Bank.Book), cancellation: cancelled.Token);
        Assert.Equal(Delivery.Expired, answer.Delivery);
        Assert.False((await bank.Engine.ReadAsync(
            ledger => ledger.TryGetAccount(Bank.Account(99), out _), cancellation: TestContext.Current.CancellationToken)).Result);
    }
}
