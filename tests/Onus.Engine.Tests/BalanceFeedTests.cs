using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Testing;

namespace Onus.Engine.Tests;

public sealed class BalanceFeedTests
{
    [Theory]
    [InlineData(0ul)]
    [InlineData(40ul)]
    public async Task From_any_index_each_entry_comes_with_the_balances_that_its_answer_carried(ulong snapshotEvery)
    {
        var device = new SimulatedDevice(1);
        var options = Bank.Options(device) with { SnapshotEvery = snapshotEvery, StateRootEvery = null };
        var answers = new Dictionary<ulong, TransferResult>();
        using (var bank = await Bank.CreateAsync(device, options, accounts: 4)) await PayAsync(bank, answers, 100);
        using var again = Bank.Reopen(device, options);
        await PayAsync(again, answers, 20);
        var size = again.Engine.Log.Head.Size;
        foreach (var from in new ulong[] { 0, 7, size / 2, size - 20, size - 1 }) await CheckAsync(again, answers, from, size);
    }

    [Fact]
    public async Task A_follower_sees_what_comes_after_it_has_caught_up_and_postings_name_every_account()
    {
        using var bank = await Bank.CreateAsync(new SimulatedDevice(2), accounts: 3);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var from = bank.Engine.Log.Head.Size + 1;
        var following = Task.Run(async () =>
        {
            await foreach (var seen in bank.Engine.FollowBalancesAsync(from, enough.Token))
                if (EntryHeader.KindOf(seen.Entry.Span) == EntryKind.Postings) return seen;
            return default;
        }, enough.Token);
        await bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(0), 9));
        await bank.Engine.SubmitAsync(
            new PostingsCommand(bank.NextHead(),
            [
                new(Bank.Source, Side.Debit, 30), new(Bank.Account(0), Side.Credit, 10), new(Bank.Account(2), Side.Credit, 20),
            ]), cancellation: enough.Token);
        var posted = await following;
        Assert.Equal([Bank.Source, Bank.Account(0), Bank.Account(2)], posted.Accounts.Select(account => account.Id));
        Assert.Equal([(39u, 0u), (0u, 19u), (0u, 20u)],
            posted.Accounts.Select(account => ((uint)account.Balances.DebitsPosted, (uint)account.Balances.CreditsPosted)));
    }

    private static async Task PayAsync(Bank bank, Dictionary<ulong, TransferResult> answers, int count)
    {
        var random = new Random(count);
        for (var i = 0; i < count; i++)
        {
            var (from, to) = (random.Next(5) == 0 ? Bank.Source : Bank.Account(random.Next(4)), Bank.Account(random.Next(4)));
            var answer = await bank.Engine.SubmitAsync(bank.Pay(from, to, (ulong)random.Next(1, 60)));
            if (answer.Result.Outcome == TransferOutcome.Accepted) answers[answer.Result.Index] = answer.Result;
        }
    }

    private static async Task CheckAsync(Bank bank, Dictionary<ulong, TransferResult> answers, ulong from, ulong size)
    {
        var next = from;
        await foreach (var seen in bank.Engine.FollowBalancesAsync(from, TestContext.Current.CancellationToken))
        {
            Assert.Equal(next++, seen.Index);
            if (answers.TryGetValue(seen.Index, out var answer))
                Assert.Equal([answer.Debit, answer.Credit], seen.Accounts.Select(account => account.Balances));
            else Assert.Empty(seen.Accounts);
            if (next == size) return;
        }
    }
}
