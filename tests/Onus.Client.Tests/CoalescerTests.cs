using Onus.Client.Batching;
using Onus.Client.Contracts;
using Onus.Core;

namespace Onus.Client.Tests;

public sealed class CoalescerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfers_of_many_callers_share_batches_and_each_caller_gets_his_own_answer()
    {
        var sizes = new List<int>();
        var gate = new SemaphoreSlim(0);
        var coalescer = new TransferCoalescer(async (transfers, _) =>
        {
            lock (sizes) sizes.Add(transfers.Count);
            await gate.WaitAsync(Cancellation);
            return Answer(transfers);
        });
        var calls = Enumerable.Range(1, 20_000).Select(i => coalescer.AddAsync(Transfer(i), Cancellation)).ToArray();
        gate.Release(1_000);
        var answers = await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(1, 20_000).Select(i => new Id128((uint)i)), answers.Select(a => a.Id));
        Assert.Equal(20_000, sizes.Sum());
        Assert.All(sizes, size => Assert.InRange(size, 1, TransferCoalescer.MaxBatch));
        Assert.True(sizes.Count < 20, $"{sizes.Count} batches");

        // The lanes were given up, and are taken again.
        Assert.Equal(new Id128(5), (await coalescer.AddAsync(Transfer(5), Cancellation)).Id);
    }

    [Fact]
    public async Task One_that_cannot_be_read_does_not_take_its_neighbours_with_it()
    {
        var coalescer = new TransferCoalescer((transfers, _) => transfers.Any(t => t.Amount == "bad")
            ? Task.FromException<IReadOnlyList<TransferAnswer>>(new OnusRefused(new Problem("", "Malformed", 400, null, null)))
            : Task.FromResult(Answer(transfers)));
        var calls = Enumerable.Range(1, 100).Select(i => coalescer.AddAsync(Transfer(i) with { Amount = i == 37 ? "bad" : "1" }, Cancellation)).ToArray();
        await Assert.ThrowsAsync<OnusRefused>(() => calls[36]);
        Assert.Equal(99, (await Task.WhenAll(calls.Where((_, i) => i != 36))).Length);
    }

    [Fact]
    public async Task No_answer_tells_each_caller_under_which_id_to_ask_again()
    {
        var coalescer = new TransferCoalescer((_, _) => Task.FromException<IReadOnlyList<TransferAnswer>>(new OnusUnavailable("no answer", null)));
        var fault = await Assert.ThrowsAsync<OnusUnavailable>(() => coalescer.AddAsync(Transfer(9), Cancellation));
        Assert.Equal(new Id128(9), fault.Command);
        await Assert.ThrowsAsync<OnusUnavailable>(() => coalescer.AddAsync(Transfer(10), Cancellation));
    }

    [Fact]
    public async Task A_caller_who_gives_up_before_it_is_sent_is_not_sent()
    {
        var sent = new List<Id128>();
        var gate = new TaskCompletionSource();
        var coalescer = new TransferCoalescer(async (transfers, _) =>
        {
            lock (sent) sent.AddRange(transfers.Select(t => t.Id!.Value));
            await gate.Task;
            return Answer(transfers);
        });
        var busy = new List<Task<TransferAnswer>>();
        while (true)
        {
            // Both lanes must be on their way, so that what comes now waits.
            busy.Add(coalescer.AddAsync(Transfer(busy.Count + 1), Cancellation));
            await Task.Delay(5, Cancellation);
            lock (sent)
                if (sent.Count < busy.Count) break;
        }

        using var cancel = new CancellationTokenSource();
        var given = coalescer.AddAsync(Transfer(1_000), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => coalescer.AddAsync(Transfer(1_001), cancel.Token));
        gate.SetResult();
        await Task.WhenAll(busy);
        Assert.DoesNotContain(new Id128(1_000), sent);
        Assert.DoesNotContain(new Id128(1_001), sent);
    }

    [Fact]
    public async Task Through_the_client_a_retry_of_a_batch_carries_the_same_ids_and_a_chain_is_refused_one_by_one()
    {
        using var node = new FakeNode(asked => asked.Number == 1
            ? FakeNode.Refusal(503)
            : FakeNode.Json(new TransferBatchAnswer(Answer(System.Text.Json.JsonSerializer.Deserialize(asked.Body, Json.OnusJson.Default.TransferBatchRequest)!.Transfers))));
        using var client = node.Client();
        var answer = await client.Ledger.TransferAsync(new TransferRequest { Debit = "a", Credit = "b", Amount = "1.00" }, Cancellation);
        Assert.True(answer.Id.IsVersion7);
        Assert.Equal(node.Requests[0].Body, node.Requests[1].Body);
        await Assert.ThrowsAsync<ArgumentException>(() => client.Ledger.TransferAsync(new TransferRequest { Linked = true }, Cancellation));
    }

    private static TransferRequest Transfer(int id) => new() { Id = new Id128((uint)id), Debit = "a", Credit = "b", Amount = "1" };

    private static IReadOnlyList<TransferAnswer> Answer(IReadOnlyList<TransferRequest> transfers) =>
        [.. transfers.Select((t, i) => new TransferAnswer(t.Id!.Value, "Accepted", (ulong)i, new LogTime(1), t.Amount, null, null))];
}
