using Google.Protobuf;
using Grpc.Core;
using Onus.Client.Wire;
using Onus.Core;
using Onus.Server.Routes;

namespace Onus.Server.Grpc;

/// <summary>Receipts over gRPC, to the same callers as over HTTP.</summary>
internal sealed class ReadingService(Node node) : Reading.ReadingBase
{
    public override async Task<ReceiptAnswer> Receipt(ReceiptRequest request, ServerCallContext context)
    {
        if (request.Command.Length != Id128.Size) throw Refused.Malformed("a command's id has 16 bytes");
        var receipt = await ReceiptRoutes.FindAsync(Id128.Read(request.Command.Span), context.GetHttpContext(), node).ConfigureAwait(false);
        return new ReceiptAnswer { Entry = UnsafeByteOperations.UnsafeWrap(receipt.Entry), Proof = receipt.Proof.ToString() };
    }
}
