using Onus.Client;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Server.Tests.Log;

public sealed class FeedTests(ServedLog log) : IClassFixture<ServedLog>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_entry_comes_once_in_order_what_is_there_first_and_then_what_happens()
    {
        var size = log.Node.Node.Engine.Log.Head.Size;
        var (seen, posted) = (new List<FeedEvent>(), Id128.None);
        await foreach (var item in log.Alice.Feed.FollowAsync(0, cancellation: Cancellation))
        {
            seen.Add(item);
            if (item.Index == size - 1) posted = await log.PostAsync(12_345);
            if (!posted.IsNone && item.Index >= size && item.Kind == "Transfer") break;
        }

        Assert.Equal(Enumerable.Range(0, seen.Count).Select(i => (ulong)i), seen.Select(item => item.Index));
        Assert.StartsWith("CNY 123.45 from ", seen[^1].Headline, StringComparison.Ordinal);
        Assert.Equal("Genesis", seen[0].Headline);
    }

    [Fact]
    public async Task With_balances_each_entry_says_what_its_accounts_held_right_after_it()
    {
        var from = log.Node.Node.Engine.Log.Head.Size;
        await log.PostAsync(500);
        var item = await FirstAsync(log.Alice.Feed.FollowAsync(from, balances: true, Cancellation), i => i.Kind == "Transfer");
        Assert.Equal(ServedLog.First, item.Balances[0].Account);
        Assert.Equal((await log.Alice.Ledger.AccountAsync(ServedLog.First.ToString(), cancellation: Cancellation)).Balances, item.Balances[0].Balances);
    }

    [Fact]
    public async Task Over_grpc_it_is_the_same_feed()
    {
        var from = log.Node.Node.Engine.Log.Head.Size;
        await log.PostAsync(700);
        var plain = await FirstAsync(log.Alice.Feed.FollowAsync(from, cancellation: Cancellation), i => i.Kind == "Transfer");
        await foreach (var item in log.Alice.Bulk.FollowAsync(from, withBalances: true, Cancellation))
        {
            if (item.Index != plain.Index) continue;
            Assert.Equal((plain.Time.Nanoseconds, (uint)EntryKind.Transfer, plain.Headline), (item.Time, item.Kind, item.Headline));
            Assert.Equal(ServedLog.First, Id128.Read(item.Balances[0].Account.Span));
            break;
        }
    }

    [Fact]
    public async Task What_a_follower_may_not_see_is_blank()
    {
        var (engine, ids) = (log.Node.Node.Engine, log.Node.Node.Ids);
        var (actor, token) = await log.RegisterAsync("carol");
        var own = ids.Next();
        await engine.SubmitAsync(new OpenAccount(new CommandHead(ids.Next(), Id128.None, log.Node.Founders[0].Actor), own, ServedLog.Book) { Party = token }, cancellation: Cancellation);
        var from = engine.Log.Head.Size;
        var others = await log.PostAsync(100);
        await engine.SubmitAsync(new TransferCommand { Id = ids.Next(), Actor = log.Node.Founders[0].Actor, Debit = ServedLog.First, Credit = own, Amount = 900 });

        var carol = log.ClientOf(log.Node.Node.Access.Add(actor, ["read"], null, "test").Token);
        var seen = new List<FeedEvent>();
        await foreach (var item in carol.Feed.FollowAsync(from, balances: true, Cancellation))
        {
            if (item.Kind == "Transfer") seen.Add(item);
            if (seen.Count == 2) break;
        }

        Assert.Null(seen[0].Headline);
        Assert.Empty(seen[0].Balances);
        Assert.StartsWith("CNY 9.00 from ", seen[1].Headline, StringComparison.Ordinal);
        Assert.Equal([own], seen[1].Balances.Select(b => b.Account));
        Assert.NotEqual(Id128.None, others);
    }

    [Fact]
    public async Task Events_are_server_sent_events_whose_id_is_where_to_go_on()
    {
        (await TestNode.SendAsync(log.Node.Anybody, HttpMethod.Get, "/v1/feed")).Refusal(401);
        (await TestNode.SendAsync(log.Node.Alice, HttpMethod.Get, "/v1/feed", null, null, ("Last-Event-ID", "soon"))).Refusal(400);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/feed?from=0");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", "6");
        using var response = await log.Node.Alice.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        Assert.Equal("id: 7", await reader.ReadLineAsync(Cancellation));
        Assert.StartsWith("""data: {"index":7,""", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("", await reader.ReadLineAsync(Cancellation));
    }

    [Fact]
    public async Task Few_may_follow_with_balances_for_each_folds_a_ledger_of_its_own()
    {
        await using var node = await TestNode.StartAsync();
        using var client = new OnusClient(node.Address.AbsoluteUri, node.Founders[0].Token);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var followers = Enumerable.Range(0, 4).Select(_ => client.Feed.FollowAsync(0, balances: true, end.Token).GetAsyncEnumerator(end.Token)).ToArray();
        foreach (var follower in followers) Assert.True(await follower.MoveNextAsync());
        (await TestNode.SendAsync(node.Alice, HttpMethod.Get, "/v1/feed?balances=true")).Refusal(503);
        foreach (var follower in followers) await follower.DisposeAsync();
        await end.CancelAsync();
    }

    private static async Task<FeedEvent> FirstAsync(IAsyncEnumerable<FeedEvent> feed, Func<FeedEvent, bool> which)
    {
        await foreach (var item in feed)
            if (which(item)) return item;
        throw new InvalidOperationException("the feed ended");
    }
}
