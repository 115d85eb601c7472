using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine.Throttling;
using Onus.Ledger;
using Onus.Testing;

namespace Onus.Engine.Tests;

public sealed class ThrottlingTests
{
    private static readonly LogTime Noon = LogTime.FromUnixSeconds(1_800_000_000);

    [Fact]
    public void A_principal_may_be_refused_a_seconds_budget_at_once_and_then_at_its_rate()
    {
        var budget = new RefusalBudget(100);
        for (var i = 0; i < 100; i++)
        {
            Assert.False(budget.IsOver(7, Noon), $"after {i}");
            budget.Charge(Refusals(7, 1), 0, Noon);
        }

        Assert.True(budget.IsOver(7, Noon));
        Assert.True(budget.IsOver(7, Noon.Plus(9_999_999)));
        Assert.False(budget.IsOver(7, Noon.Plus(10_000_000)));
        Assert.False(budget.IsOver(8, Noon));
    }

    [Fact]
    public void What_a_batch_runs_over_is_paid_for_in_full()
    {
        var budget = new RefusalBudget(100);
        budget.Charge(Refusals(7, 1_000), 0, Noon);
        Assert.True(budget.IsOver(7, Noon.Plus(9 * LogTime.NanosecondsPerSecond)));
        Assert.False(budget.IsOver(7, Noon.Plus(9_010_000_000)));
    }

    [Fact]
    public void However_many_principals_are_refused_memory_is_bounded_and_the_late_ones_share_a_budget()
    {
        var budget = new RefusalBudget(2);
        for (var principal = 1ul; principal <= RefusalBudget.MaxPrincipals + 2; principal++)
            budget.Charge(Refusals(principal, 1), 0, Noon);
        Assert.False(budget.IsOver(1, Noon));
        Assert.True(budget.IsOver(1_000_000, Noon));
        budget.Throttle(1_000_000, 3, Noon);
        var batch = new EntryBatch();
        budget.Summarize(batch, Noon, closing: true);
        Assert.True(ThrottledEntry.TryRead(batch[0].ToArray(), out var summary));
        Assert.Equal((null, 3ul, 1), (summary!.Principal, summary.Commands, batch.Count));

        // Who has paid is forgotten, and there is room again.
        budget.Summarize(batch, Noon.Plus(10 * LogTime.NanosecondsPerSecond));
        Assert.False(budget.IsOver(1_000_000, Noon));
    }

    [Fact]
    public async Task A_principal_over_its_budget_is_throttled_and_one_entry_a_minute_says_so()
    {
        var (device, clock) = (new SimulatedDevice(1), new StillClock());
        using (var bank = await Bank.CreateAsync(device, Bank.Options(device) with { Time = clock, StateRootEvery = null }))
        {
            var hopeless = Enumerable.Range(0, 100).Select(_ => bank.Pay(Bank.Account(0), Bank.Account(1), 5) with { Actor = 9 }).ToArray();
            foreach (var command in hopeless)
                Assert.Equal(TransferOutcome.ExceedsDebitLimit, (await bank.Engine.SubmitAsync(command)).Result.Outcome);
            var before = bank.Engine.Log.Head.Size;
            foreach (var command in hopeless)
                Assert.Equal(Delivery.Throttled, (await bank.Engine.SubmitAsync(command with { Id = bank.NextHead().Id })).Delivery);
            Assert.Equal(Delivery.Throttled, await bank.Engine.SubmitAsync(hopeless, new TransferResult[100]));
            var head = bank.NextHead() with { Actor = 9 };
            Assert.Equal(Delivery.Throttled, (await bank.Engine.SubmitAsync(
                new OpenAccount(head, Bank.Account(7), Bank.Book), cancellation: TestContext.Current.CancellationToken)).Delivery);
            Assert.Equal(before, bank.Engine.Log.Head.Size);

            // Others are served, and the id of what was throttled is free.
            Assert.Equal(TransferOutcome.Accepted, (await bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(0), 5))).Result.Outcome);
            clock.Advance(TimeSpan.FromSeconds(61));
            Assert.Equal(OpenAccountOutcome.Accepted, (await bank.Engine.SubmitAsync(
                new OpenAccount(head, Bank.Account(7), Bank.Book), cancellation: TestContext.Current.CancellationToken)).Result.Outcome);
            Assert.Equal([(9ul, 201ul)], Summaries(bank));
        }

        using var again = Bank.Reopen(device, Bank.Options(device) with { Time = clock });
        Assert.Equal([(9ul, 201ul)], Summaries(again));
    }

    [Fact]
    public async Task What_was_throttled_since_the_last_summary_is_in_the_log_when_the_engine_closes()
    {
        var (device, clock) = (new SimulatedDevice(2), new StillClock());
        using (var bank = await Bank.CreateAsync(device, Bank.Options(device) with { Time = clock, RefusalsPerSecond = 1 }))
        {
            for (var i = 0; i < 3; i++) await bank.Engine.SubmitAsync(bank.Pay(Bank.Account(0), Bank.Account(1), 5) with { Actor = 9 });
        }

        using var again = Bank.Reopen(device);
        Assert.Equal([(9ul, 2ul)], Summaries(again));
    }

    private static (ulong, ulong)[] Summaries(Bank bank) =>
        [.. bank.Engine.Log.ReadEntries(0, bank.Engine.Log.Head.Size)
            .Select(entry => ThrottledEntry.TryRead(entry, out var summary) ? summary : null)
            .OfType<ThrottledEntry>().Select(summary => (summary.Principal!.Value, summary.Commands))];

    private static EntryBatch Refusals(ulong principal, int count)
    {
        var batch = new EntryBatch();
        for (var i = 0; i < count; i++)
        {
            var time = batch.TimeFor(Noon);
            var id = new Id128(((UInt128)7 << 76) | ((UInt128)2 << 62) | (uint)(i + 1));
            var envelope = new EntryEnvelope(EntryKind.Refused, batch.NextIndex, time, id, Id128.None, principal, []);
            var writer = CborExtensions.NewWriter();
            new RefusedEntry(envelope, LedgerRequestKind.ReopenAccount, RefusedEntry.FirstCode, 0, new byte[] { 0x80 }).Write(writer);
            batch.Add(writer.Encode(), time);
        }

        return batch;
    }
}
