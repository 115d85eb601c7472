using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Onus.Client.Wire;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Server.Feeds;
using Onus.Server.Routes;

namespace Onus.Server.Grpc;

/// <summary>The feed and receipts over gRPC, to the same callers as over HTTP.</summary>
internal sealed class ReadingService(Node node, NodeFeed feed, IHostApplicationLifetime lifetime) : Reading.ReadingBase
{
    public override async Task Follow(FollowRequest request, IServerStreamWriter<FeedItem> responseStream, ServerCallContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await foreach (var row in feed.FollowAsync(context.GetHttpContext(), request.From, request.WithBalances, end.Token).ConfigureAwait(false))
                await responseStream.WriteAsync(ItemOf(row), end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "the node closes, or the caller went"));
        }
    }

    public override async Task<ReceiptAnswer> Receipt(ReceiptRequest request, ServerCallContext context)
    {
        if (request.Command.Length != Id128.Size) throw Refused.Malformed("a command's id has 16 bytes");
        var receipt = await ReceiptRoutes.FindAsync(Id128.Read(request.Command.Span), context.GetHttpContext(), node).ConfigureAwait(false);
        return new ReceiptAnswer { Entry = UnsafeByteOperations.UnsafeWrap(receipt.Entry), Proof = receipt.Proof.ToString() };
    }

    private static FeedItem ItemOf(in FeedRow row)
    {
        var item = new FeedItem { Index = row.Index, Time = row.Time.Nanoseconds, Kind = (uint)row.Kind };
        if (row.Headline is { } headline) item.Headline = headline;
        if (row.Case is { } opened) item.Case = opened;
        foreach (var balance in row.Balances)
        {
            var bytes = new byte[Id128.Size + Balances.Size];
            balance.Account.Write(bytes);
            balance.Sums.Write(bytes.AsSpan(Id128.Size));
            item.Balances.Add(new AccountBalance
            {
                Account = UnsafeByteOperations.UnsafeWrap(bytes.AsMemory(0, Id128.Size)), Sums = UnsafeByteOperations.UnsafeWrap(bytes.AsMemory(Id128.Size)),
            });
        }

        return item;
    }
}
