using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using Onus.Client;
using Onus.Client.Wire;
using Onus.Engine;
using Onus.Ledger;

namespace Onus.Server.Grpc;

/// <summary>Packed transfers: from the bytes of the call straight into commands of the ledger, and back.</summary>
internal sealed class BulkService(Node node, TransferReader reader) : Client.Wire.Bulk.BulkBase
{
    public override async Task<TransferBatchAnswer> Transfer(TransferBatch request, ServerCallContext context)
    {
        if (request.Transfers.IsEmpty) return new TransferBatchAnswer();
        var http = context.GetHttpContext();
        var commands = ArrayPool<TransferCommand>.Shared.Rent(PackedTransfers.MostTransfers);
        var results = ArrayPool<TransferResult>.Shared.Rent(PackedTransfers.MostTransfers);
        var count = Unpack(request.Transfers.Span, Commands.TraceOf(http), Caller.Of(http).Actor, commands);
        await reader.DemandAsync(Caller.Of(http), commands.AsMemory(0, count)).ConfigureAwait(false);
        var delivery = await node.Engine.SubmitAsync(commands.AsMemory(0, count), results.AsMemory(0, count)).ConfigureAwait(false);
        if (delivery != Delivery.Durable) throw Answers.Undelivered(delivery);
        var answer = new TransferBatchAnswer { Results = Pack(results.AsSpan(0, count), request.WithBalances, http) };

        // Not after a failure: what the engine has not answered it may still be reading.
        ArrayPool<TransferCommand>.Shared.Return(commands);
        ArrayPool<TransferResult>.Shared.Return(results);
        return answer;
    }

    private static int Unpack(ReadOnlySpan<byte> bytes, Core.Id128 trace, ulong actor, TransferCommand[] commands)
    {
        var count = 0;
        for (; !bytes.IsEmpty; count++)
        {
            if (count == PackedTransfers.MostTransfers) throw Refused.Malformed($"a batch has at most {PackedTransfers.MostTransfers} transfers");
            if (!PackedTransfers.TryTake(ref bytes, out var transfer)) throw Refused.Malformed($"the bytes of transfer {count} are none", $"/transfers/{count}");
            commands[count] = new TransferCommand
            {
                Id = transfer.Id, Trace = trace, Actor = actor, Act = transfer.Act, Linked = transfer.Linked, KeepRest = transfer.KeepRest,
                Term = transfer.Term, TermAmount = transfer.TermAmount, Debit = transfer.Debit, Credit = transfer.Credit, Amount = transfer.Amount,
                Code = transfer.Code, Due = transfer.Due, Timeout = transfer.Timeout, Target = transfer.Target, Effective = transfer.Effective,
                Reference = transfer.Reference, User128 = transfer.User128, User64 = transfer.User64, User32 = transfer.User32,
            };
        }

        return count;
    }

    private static ByteString Pack(ReadOnlySpan<TransferResult> results, bool withBalances, HttpContext http)
    {
        var size = withBalances ? PackedTransfers.ResultSize : PackedTransfers.PlainResultSize;
        var buffer = ArrayPool<byte>.Shared.Rent(results.Length * size);
        for (var i = 0; i < results.Length; i++)
        {
            ref readonly var result = ref results[i];
            PackedTransfers.Write(
                new BulkResult(result.Outcome, result.FirstOutcome, result.Index, result.Time, result.Amount, result.Debit, result.Credit),
                withBalances, buffer.AsSpan(i * size));
        }

        http.Response.OnCompleted(static state =>
        {
            ArrayPool<byte>.Shared.Return((byte[])state);
            return Task.CompletedTask;
        }, buffer);
        return UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, results.Length * size));
    }
}
