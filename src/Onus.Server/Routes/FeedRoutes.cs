using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Onus.Client.Contracts;
using Onus.Client.Json;
using Onus.Server.Feeds;
using Onus.Server.Views;

namespace Onus.Server.Routes;

/// <summary><c>/v1/feed</c>: every entry as it becomes durable, as server-sent events.</summary>
/// <remarks>The id of an event is the entry's index, so that a browser goes on by itself where it was; while nothing happens a
/// <c>tick</c> with the log's size says that the connection lives.</remarks>
internal static class FeedRoutes
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGet("/feed", FollowAsync).WithTags("Feed").WithName("feed").Produces<string>(200, "text/event-stream");

    private static async Task FollowAsync(
        HttpContext http, Node node, NodeFeed feed, MoneyPowers powers, IHostApplicationLifetime lifetime, ulong? from, bool? balances)
    {
        // What is refused is refused before the first byte.
        await powers.SightAsync(Caller.Of(http)).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var rows = feed.FollowAsync(http, After(http) ?? from ?? feed.Size, balances ?? false, end.Token).GetAsyncEnumerator(end.Token);
        await using var closing = rows.ConfigureAwait(false);
        var next = rows.MoveNextAsync().AsTask();
        if (next.IsFaulted) await next.ConfigureAwait(false);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            while (true)
            {
                if (!next.IsCompleted) await WaitAsync(http, node, feed, next, end.Token).ConfigureAwait(false);
                if (!await next.ConfigureAwait(false)) return;
                Write(http.Response.BodyWriter, rows.Current);
                next = rows.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The follower went, or the node closes: he comes again with the last id that he saw.
        }
        finally
        {
            // Rows that are still awaited cannot be closed.
            await end.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Sends what was written, and a tick now and then until there is more.</summary>
    private static async Task WaitAsync(HttpContext http, Node node, NodeFeed feed, Task next, CancellationToken cancellation)
    {
        await http.Response.BodyWriter.FlushAsync(cancellation).ConfigureAwait(false);
        while (await Task.WhenAny(next, Task.Delay(Silence, node.Time, cancellation)).ConfigureAwait(false) != next)
        {
            cancellation.ThrowIfCancellationRequested();
            await http.Response.WriteAsync(
                string.Create(CultureInfo.InvariantCulture, $"event: tick\ndata: {feed.Size}\n\n"), cancellation).ConfigureAwait(false);
        }
    }

    private static void Write(IBufferWriter<byte> writer, in FeedRow row)
    {
        AccountBalance[] balances = [.. row.Balances.Select(one => new AccountBalance(one.Account, LedgerViews.Of(one.Sums, one.Digits)))];
        var item = new FeedEvent(row.Index, row.Time, row.Kind.ToString(), row.Headline, row.Case, balances);
        writer.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {row.Index}\ndata: ")));
        using (var json = new Utf8JsonWriter(writer)) JsonSerializer.Serialize(json, item, OnusJson.Default.FeedEvent);
        writer.Write("\n\n"u8);
    }

    /// <summary>The entry after the last one that the follower saw; null where he has seen none.</summary>
    private static ulong? After(HttpContext http)
    {
        var header = http.Request.Headers["Last-Event-ID"];
        if (header.Count == 0) return null;
        return ulong.TryParse(header[0], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last < ulong.MaxValue
            ? last + 1
            : throw Refused.Malformed("Last-Event-ID is the index of an entry", "Last-Event-ID");
    }
}
