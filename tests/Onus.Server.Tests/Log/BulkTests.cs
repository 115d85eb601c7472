using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Onus.Client;
using Onus.Client.Wire;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Server.Tests.Log;

public sealed class BulkTests(ServedLog log) : IClassFixture<ServedLog>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Packed_transfers_are_run_in_order_and_each_has_its_own_answer()
    {
        var good = Transfer(100);
        var transfers = (BulkTransfer[])[good, Transfer(0), Transfer(200) with { Debit = new Id128(404) }, Transfer(300) with { Reference = new Id128(9) }, good];
        var results = new BulkResult[transfers.Length];
        await log.Alice.Bulk.TransferAsync(transfers, results, cancellation: Cancellation);
        Assert.Equal(
            [TransferOutcome.Accepted, TransferOutcome.AmountMustNotBeZero, TransferOutcome.DebitNotFound, TransferOutcome.Accepted, TransferOutcome.Exists],
            results.Select(r => r.Outcome));
        Assert.Equal(results[0].Index, results[4].Index);
        Assert.Equal(results[0].Credit.CreditsPosted + 300, results[3].Credit.CreditsPosted);

        var plain = new BulkResult[1];
        await log.Alice.Bulk.TransferAsync(new[] { good }, plain, withBalances: false, Cancellation);
        Assert.Equal((TransferOutcome.Exists, results[0].Index), (plain[0].Outcome, plain[0].Index));
    }

    [Fact]
    public async Task A_chain_fails_whole()
    {
        var transfers = (BulkTransfer[])[Transfer(100) with { Linked = true }, Transfer(200) with { Debit = new Id128(404) }];
        var results = new BulkResult[2];
        await log.Alice.Bulk.TransferAsync(transfers, results, cancellation: Cancellation);
        Assert.Equal([TransferOutcome.LinkedFailed, TransferOutcome.DebitNotFound], results.Select(r => r.Outcome));
    }

    [Fact]
    public async Task The_receipt_of_a_packed_transfer_is_verified_on_arrival()
    {
        var transfer = Transfer(100);
        var results = new BulkResult[1];
        await log.Alice.Bulk.TransferAsync(new[] { transfer }, results, cancellation: Cancellation);
        var receipt = await log.Alice.Bulk.ReceiptAsync(transfer.Id, Cancellation);
        Assert.True(receipt.IsVerified);
        Assert.Equal(results[0].Index, receipt.Index);
        Assert.Equal(404, (await Assert.ThrowsAsync<OnusRefused>(() => log.Alice.Bulk.ReceiptAsync(log.Node.Node.Ids.Next(), Cancellation))).Status);
    }

    [Fact]
    public async Task Who_may_not_is_told_so()
    {
        var results = new BulkResult[1];
        var transfers = new[] { Transfer(100) };
        Assert.Equal(401, (await Assert.ThrowsAsync<OnusRefused>(() => log.ClientOf(null).Bulk.TransferAsync(transfers, results, cancellation: Cancellation))).Status);
        Assert.Equal(403, (await Assert.ThrowsAsync<OnusRefused>(() => log.ClientFor("read").Bulk.TransferAsync(transfers, results, cancellation: Cancellation))).Status);

        // An actor without an authority pays from its own accounts, and no more.
        var (actor, _) = await log.RegisterAsync("dave");
        var dave = log.ClientOf(log.Node.Node.Access.Add(actor, ["write"], null, "test").Token);
        Assert.Equal(403, (await Assert.ThrowsAsync<OnusRefused>(() => dave.Bulk.TransferAsync(transfers, results, cancellation: Cancellation))).Status);
    }

    [Fact]
    public async Task Bytes_that_are_no_transfers_are_refused_whole()
    {
        using var channel = GrpcChannel.ForAddress(log.Node.GrpcAddress);
        var client = new Bulk.BulkClient(channel);
        var headers = new Metadata { { "authorization", $"Bearer {log.Node.Founders[0].Token}" } };
        var bytes = new byte[PackedTransfers.ShortSize];
        PackedTransfers.Write(Transfer(100), bytes);
        foreach (var bad in (byte[][])[bytes[..67], [.. bytes, 1], [0xFF, .. bytes[1..]], new byte[PackedTransfers.ShortSize * (PackedTransfers.MostTransfers + 1)]])
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => client.TransferAsync(
                new TransferBatch { Transfers = ByteString.CopyFrom(bad) }, headers, cancellationToken: Cancellation).ResponseAsync);
            Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        }

        Assert.Empty((await client.TransferAsync(new TransferBatch(), headers, cancellationToken: Cancellation)).Results);
    }

    private BulkTransfer Transfer(UInt128 amount) => new()
    {
        Id = log.Node.Node.Ids.Next(), Debit = ServedLog.First, Credit = new Id128(ServedLog.First.Value + 2), Amount = amount,
    };
}
