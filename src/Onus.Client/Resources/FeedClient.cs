using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Onus.Client.Contracts;
using Onus.Client.Json;
using Onus.Client.Transport;

namespace Onus.Client;

/// <summary>Every entry as it becomes durable, in order, once each.</summary>
public sealed class FeedClient
{
    // The node says something at least every fifteen seconds; a connection that is silent for longer is dead.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    private readonly ApiTransport _transport;

    internal FeedClient(ApiTransport transport) => _transport = transport;

    /// <summary>Follows the log for as long as it is read, through broken connections too: it goes on after the last event seen.</summary>
    /// <param name="from">The index of the first entry that is wanted.</param>
    /// <param name="balances">Whether each event says what its accounts held right after it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OnusRefused">The caller may not read.</exception>
    /// <exception cref="OnusUnavailable">The node did not come back within the deadline.</exception>
    public async IAsyncEnumerable<FeedEvent> FollowAsync(
        ulong from, bool balances = false, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var next = from;
        while (true)
        {
            var path = new Query("/v1/feed").With("from", next).With("balances", balances ? true : null).ToString();
            var request = new ApiRequest(HttpMethod.Get, path) { Accept = "text/event-stream" };
            using var response = await _transport.SendAsync(request, static (response, _) => Task.FromResult(response), cancellation).ConfigureAwait(false);
            await foreach (var item in ReadAsync(response, cancellation).ConfigureAwait(false))
            {
                yield return item;
                next = item.Index + 1;
            }
        }
    }

    /// <summary>The events of one connection, until it breaks.</summary>
    private static async IAsyncEnumerable<FeedEvent> ReadAsync(
        HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var events = SseParser.Create(stream, Parse).EnumerateAsync(silence.Token).GetAsyncEnumerator(silence.Token);
        await using (events.ConfigureAwait(false))
        {
            while (true)
            {
                silence.CancelAfter(Silence);
                try
                {
                    if (!await events.MoveNextAsync().ConfigureAwait(false)) yield break;
                }
                catch (Exception broken) when (broken is IOException or HttpRequestException
                    || (broken is OperationCanceledException && !cancellation.IsCancellationRequested))
                {
                    yield break;
                }

                if (events.Current.Data is { } item) yield return item;
            }
        }
    }

    private static FeedEvent? Parse(string type, ReadOnlySpan<byte> data) =>
        type == SseParser.EventTypeDefault ? JsonSerializer.Deserialize(data, OnusJson.Default.FeedEvent) : null;
}
