using System.Buffers;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Onus.Client.Contracts;
using Onus.Client.Transport;
using Onus.Client.Wire;
using Onus.Core;
using Onus.Log.Policy;

namespace Onus.Client;

/// <summary>Packed transfers, the feed and receipts over gRPC, for programs that do many a second.</summary>
public sealed class BulkClient : IDisposable
{
    private readonly Lazy<GrpcChannel> _channel;
    private readonly ApiTransport _transport;
    private readonly TrustPolicy? _trust;

    internal BulkClient(ApiTransport transport, TrustPolicy? trust)
    {
        (_transport, _trust) = (transport, trust);
        _channel = new Lazy<GrpcChannel>(Open);
    }

    private OnusClientOptions Options => _transport.Options;

    private Metadata Headers => Options.Token is { } token ? new Metadata { { "authorization", "Bearer " + token } } : [];

    /// <summary>Runs up to 8,192 transfers in order, each chain whole or not at all. Have a few batches on their way at once: one is
    /// decided while another is flushed.</summary>
    /// <param name="transfers">The transfers, each with its id; they must not change until the answer is there.</param>
    /// <param name="results">Room for one result for each.</param>
    /// <param name="withBalances">Whether results carry the balances after each transfer.</param>
    /// <param name="cancellation">Ends the wait; what was sent may happen.</param>
    /// <exception cref="OnusRefused">The node refuses the batch as a whole; nothing of it happened.</exception>
    /// <exception cref="OnusUnavailable">No answer within the deadline: send the same batch again for the exact answer.</exception>
    public async Task TransferAsync(
        ReadOnlyMemory<BulkTransfer> transfers, Memory<BulkResult> results, bool withBalances = true, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(transfers.Length, PackedTransfers.MostTransfers, nameof(transfers));
        ArgumentOutOfRangeException.ThrowIfLessThan(results.Length, transfers.Length, nameof(results));
        var buffer = ArrayPool<byte>.Shared.Rent(transfers.Length * PackedTransfers.LongSize);
        var batch = new TransferBatch
        {
            Transfers = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, Pack(transfers.Span, buffer))), WithBalances = withBalances,
        };
        var client = new Wire.Bulk.BulkClient(_channel.Value);
        var answer = await CallAsync(options => client.TransferAsync(batch, options).ResponseAsync, "a packed batch", cancellation).ConfigureAwait(false);
        Unpack(answer.Results.Span, results.Span[..transfers.Length], withBalances);

        // Only after an answer: a call that was given up may still be reading it.
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Follows the log like <see cref="FeedClient.FollowAsync"/>, over gRPC; one connection, which the caller resumes.</summary>
    /// <exception cref="OnusRefused">The caller may not read.</exception>
    /// <exception cref="OnusUnavailable">The connection broke.</exception>
    public async IAsyncEnumerable<FeedItem> FollowAsync(
        ulong from, bool withBalances = false, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var call = new Reading.ReadingClient(_channel.Value).Follow(
            new FollowRequest { From = from, WithBalances = withBalances }, Headers, cancellationToken: cancellation);
        while (true)
        {
            try
            {
                if (!await call.ResponseStream.MoveNext(cancellation).ConfigureAwait(false)) yield break;
            }
            catch (RpcException failure) when (!cancellation.IsCancellationRequested)
            {
                throw Failure(failure, "the feed");
            }

            yield return call.ResponseStream.Current;
        }
    }

    /// <summary>The receipt of a command, accepted or refused; verified when the client knows the log's key.</summary>
    /// <exception cref="ProofInvalid">The receipt does not prove what it says.</exception>
    public async Task<Receipt> ReceiptAsync(Id128 command, CancellationToken cancellation = default)
    {
        var id = new byte[Id128.Size];
        command.Write(id);
        var request = new ReceiptRequest { Command = UnsafeByteOperations.UnsafeWrap(id) };
        var client = new Reading.ReadingClient(_channel.Value);
        var answer = await CallAsync(options => client.ReceiptAsync(request, options).ResponseAsync, "a receipt", cancellation).ConfigureAwait(false);
        return Receipt.Of(answer.Entry.Memory, answer.Proof, _trust, command);
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        if (_channel.IsValueCreated) _channel.Value.Dispose();
    }

    /// <summary>Calls until there is an answer, within the deadline; every call of this service may be sent again.</summary>
    private async Task<T> CallAsync<T>(Func<CallOptions, Task<T>> call, string what, CancellationToken cancellation)
    {
        var options = new CallOptions(Headers, Options.Time.GetUtcNow().UtcDateTime + Options.Deadline, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call(options).ConfigureAwait(false);
            }
            catch (RpcException failure) when (cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(failure.Message, failure, cancellation);
            }
            catch (RpcException failure)
            {
                var isPassing = failure.StatusCode is StatusCode.Unavailable or StatusCode.ResourceExhausted;
                if (!isPassing || attempt == Options.MaxAttempts) throw Failure(failure, what);
                var wait = RetryPolicy.Wait(attempt, null, default, Random.Shared.NextDouble());
                await Task.Delay(wait, Options.Time, cancellation).ConfigureAwait(false);
            }
        }
    }

    private Exception Failure(RpcException failure, string what)
    {
        var status = failure.StatusCode switch
        {
            StatusCode.InvalidArgument => 400,
            StatusCode.Unauthenticated => 401,
            StatusCode.PermissionDenied => 403,
            StatusCode.NotFound => 404,
            StatusCode.ResourceExhausted => 429,
            _ => 0,
        };
        return status == 0
            ? new OnusUnavailable($"no answer from {Options.GrpcAddress ?? Options.Address} to {what}: {failure.Status.Detail}", null, failure)
            : new OnusRefused(new Problem("about:blank", failure.StatusCode.ToString(), status, failure.Status.Detail, null));
    }

    private GrpcChannel Open() => GrpcChannel.ForAddress(Options.GrpcAddress ?? Options.Address, new GrpcChannelOptions
    {
        HttpHandler = Options.Handler ?? new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            // A batch is larger than the window that HTTP/2 begins with: without this the first ones wait for acknowledgements.
            InitialHttp2StreamWindowSize = 4 * 1024 * 1024,
        },
        DisposeHttpClient = Options.Handler is null,
        MaxReceiveMessageSize = 8 * 1024 * 1024,
    });

    private static int Pack(ReadOnlySpan<BulkTransfer> transfers, Span<byte> buffer)
    {
        var length = 0;
        foreach (ref readonly var transfer in transfers) length += PackedTransfers.Write(transfer, buffer[length..]);
        return length;
    }

    private static void Unpack(ReadOnlySpan<byte> bytes, Span<BulkResult> results, bool withBalances)
    {
        var size = withBalances ? PackedTransfers.ResultSize : PackedTransfers.PlainResultSize;
        if (bytes.Length != size * results.Length) throw new InvalidDataException($"{bytes.Length} bytes of results for {results.Length} transfers");
        for (var i = 0; i < results.Length; i++) results[i] = PackedTransfers.ReadResult(bytes.Slice(i * size, size), withBalances);
    }
}
