using Onus.Client.Contracts;
using Onus.Client.Transport;
using Onus.Core;

namespace Onus.Client.Tests;

public sealed class FeedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_feed_goes_on_after_the_last_event_seen_when_the_connection_ends()
    {
        using var node = new FakeNode(asked => FakeNode.Text(asked.Number switch
        {
            1 => Event(5) + "event: tick\ndata: 6\n\n" + Event(6) + "id: 7\ndata: {torn",
            2 => ": nothing yet\n\n",
            _ => Event(7) + Event(8),
        }, "text/event-stream"));
        using var client = node.Client();
        var seen = new List<ulong>();
        await foreach (var item in client.Feed.FollowAsync(5, balances: true, Cancellation))
        {
            seen.Add(item.Index);
            if (item.Index == 8) break;
        }

        Assert.Equal([5, 6, 7, 8], seen);
        Assert.Equal(["/v1/feed?from=5&balances=true", "/v1/feed?from=7&balances=true", "/v1/feed?from=7&balances=true"], node.Requests.Select(r => r.Path));
        Assert.All(node.Requests, r => Assert.Equal("text/event-stream", r.Header("Accept")));
    }

    [Fact]
    public async Task A_reader_without_the_right_is_told_so()
    {
        using var node = new FakeNode(_ => FakeNode.Refusal(403));
        using var client = node.Client();
        await Assert.ThrowsAsync<OnusRefused>(async () => await client.Feed.FollowAsync(0, cancellation: Cancellation).GetAsyncEnumerator(Cancellation).MoveNextAsync());
    }

    [Fact]
    public async Task Pages_are_asked_for_as_they_are_read_and_names_are_escaped()
    {
        using var node = new FakeNode(asked => FakeNode.Json(new Page<EntryView>([Row((ulong)asked.Number)], asked.Number < 3 ? $"after {asked.Number}" : null)));
        using var client = node.Client();
        var seen = new List<ulong>();
        await foreach (var row in client.Ledger.StatementAsync("a/b c", Cancellation)) seen.Add(row.Index);
        Assert.Equal([1, 2, 3], seen);
        Assert.Equal(
            ["/v1/accounts/a%2Fb%20c/entries", "/v1/accounts/a%2Fb%20c/entries?cursor=after%201", "/v1/accounts/a%2Fb%20c/entries?cursor=after%202"],
            node.Requests.Select(r => r.Path));
    }

    private static string Event(ulong index) =>
        $"id: {index}\ndata: {System.Text.Encoding.UTF8.GetString(ApiTransport.Json(new FeedEvent(index, new LogTime(index), "Transfer", null, null, [])))}\n\n";

    private static EntryView Row(ulong index) => new(index, new LogTime(1), "Transfer", new Id128(1), "Post", 0, [], "CNY", null, null, null, null);
}
