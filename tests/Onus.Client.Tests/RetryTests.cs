using System.Net;
using System.Net.Http.Headers;
using Onus.Client.Contracts;
using Onus.Client.Transport;
using Onus.Core;

namespace Onus.Client.Tests;

public sealed class RetryTests
{
    private static readonly Written Done = new("Accepted", 7, new LogTime(1), new Id128(3));
    private static readonly OpenBookRequest Book = new("book", "CNY");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_was_not_taken_is_sent_again_as_the_same_command(int status)
    {
        using var node = new FakeNode(asked => asked.Number < 3 ? FakeNode.Refusal(status) : FakeNode.Json(Done));
        using var client = node.Client();
        Assert.Equal(Done, await client.Ledger.OpenBookAsync(Book, cancellation: Cancellation));
        Assert.Equal(3, node.Requests.Count);
        var key = Assert.Single(node.Requests.Select(r => r.Header("Idempotency-Key")).Distinct());
        Assert.True(Id128.TryParse(key, out var id) && id.IsVersion7);
        Assert.Single(node.Requests.Select(r => r.Body).Distinct());
    }

    [Fact]
    public async Task A_fault_of_the_connection_before_or_within_the_answer_is_overcome()
    {
        using var node = new FakeNode(asked => asked.Number switch
        {
            1 => throw new HttpRequestException("reset"),
            2 => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream()) },
            _ => FakeNode.Json(Done),
        });
        using var client = node.Client();
        Assert.Equal(Done, await client.Ledger.OpenBookAsync(Book, cancellation: Cancellation));
        Assert.Single(node.Requests.Select(r => r.Header("Idempotency-Key")).Distinct());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    [InlineData(500)]
    public async Task A_refusal_is_not_asked_again_and_says_why(int status)
    {
        using var node = new FakeNode(_ => FakeNode.Refusal(status, "BookExists"));
        using var client = node.Client();
        var refused = await Assert.ThrowsAsync<OnusRefused>(() => client.Ledger.OpenBookAsync(Book, cancellation: Cancellation));
        Assert.Equal((status, "BookExists", "No: because"), (refused.Status, refused.Problem.Outcome, refused.Message));
        Assert.Single(node.Requests);
    }

    [Fact]
    public async Task A_refusal_for_a_reason_of_state_is_a_value_to_whoever_asks_for_one()
    {
        using var node = new FakeNode(asked => FakeNode.Refusal(asked.Number == 1 ? 409 : 403, "StaleHead", 12));
        using var client = node.Client();
        var attempt = await client.Cases.TakeStepAsync(5, 9, new TakeStepRequest("deliver", "desk"), cancellation: Cancellation).AttemptAsync();
        Assert.False(attempt.IsDone);
        Assert.Equal(12UL, attempt.Refusal!.Head);
        Assert.Equal("\"9\"", node.Requests[0].Header("If-Match"));
        await Assert.ThrowsAsync<OnusRefused>(() =>
            client.Cases.TakeStepAsync(5, 9, new TakeStepRequest("deliver", "desk"), cancellation: Cancellation).AttemptAsync());
    }

    [Fact]
    public async Task A_refusal_that_somebody_between_writes_in_his_own_words_is_still_one()
    {
        using var node = new FakeNode(_ => new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("<html>no</html>") });
        using var client = node.Client();
        Assert.Equal(403, (await Assert.ThrowsAsync<OnusRefused>(() => client.MeAsync(Cancellation))).Status);
    }

    [Fact]
    public async Task After_the_last_attempt_a_write_says_under_which_id_to_ask_again()
    {
        using var node = new FakeNode(_ => throw new HttpRequestException("down"));
        using var client = node.Client(o => o with { MaxAttempts = 2 });
        var fault = await Assert.ThrowsAsync<OnusUnavailable>(() => client.Ledger.OpenBookAsync(Book, cancellation: Cancellation));
        Assert.Equal(2, node.Requests.Count);
        Assert.Equal(node.Requests[0].Header("Idempotency-Key"), fault.Command.ToString());
        Assert.Contains(fault.Command.ToString()!, fault.Message, StringComparison.Ordinal);
        Assert.Null((await Assert.ThrowsAsync<OnusUnavailable>(() => client.MeAsync(Cancellation))).Command);
    }

    [Fact]
    public async Task A_node_that_refuses_to_the_end_is_quoted()
    {
        using var node = new FakeNode(_ => FakeNode.Refusal(503, "Overloaded"));
        using var client = node.Client(o => o with { MaxAttempts = 2 });
        Assert.Equal("Overloaded", (await Assert.ThrowsAsync<OnusRefused>(() => client.MeAsync(Cancellation))).Problem.Outcome);
    }

    [Fact]
    public async Task A_wrong_certificate_or_name_is_not_tried_again()
    {
        using var node = new FakeNode(_ => throw new HttpRequestException(HttpRequestError.SecureConnectionError, "certificate"));
        using var client = node.Client();
        await Assert.ThrowsAsync<OnusUnavailable>(() => client.MeAsync(Cancellation));
        Assert.Single(node.Requests);
    }

    [Fact]
    public async Task The_deadline_ends_a_call_that_nobody_answers_and_cancelling_ends_it_at_once()
    {
        using var node = new FakeNode(_ => FakeNode.Refusal(503));
        using var client = node.Client(o => o with { MaxAttempts = int.MaxValue, Deadline = TimeSpan.FromMilliseconds(50) });
        Assert.True(await Record.ExceptionAsync(() => client.MeAsync(Cancellation)) is OnusRefused or OnusUnavailable);

        using var patient = node.Client(o => o with { MaxAttempts = int.MaxValue, Deadline = TimeSpan.FromMinutes(5) });
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => patient.MeAsync(cancel.Token));
    }

    [Fact]
    public void Waits_double_up_to_a_bound_are_shared_out_at_random_and_keep_to_what_the_node_asks()
    {
        var now = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal([50, 100, 200, 400], Enumerable.Range(1, 4).Select(i => RetryPolicy.Wait(i, null, now, 1).TotalMilliseconds));
        Assert.Equal(3, RetryPolicy.Wait(1_000_000, null, now, 1).TotalSeconds);
        Assert.Equal(TimeSpan.Zero, RetryPolicy.Wait(9, null, now, 0));
        Assert.Equal(7, RetryPolicy.Wait(1, new RetryConditionHeaderValue(TimeSpan.FromSeconds(7)), now, 0).TotalSeconds);
        Assert.Equal(5, RetryPolicy.Wait(1, new RetryConditionHeaderValue(now.AddSeconds(5)), now, 0).TotalSeconds);
        Assert.Equal(TimeSpan.Zero, RetryPolicy.Wait(1, new RetryConditionHeaderValue(now.AddSeconds(-5)), now, 0));
    }

    /// <summary>A connection that breaks within the answer.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new HttpIOException(HttpRequestError.ResponseEnded, "the answer ended early");
    }
}
