using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;

namespace Onus.Server.Routes;

/// <summary><c>/v1/receipts</c>: the proof that a command, accepted or refused, is in the log.</summary>
internal static class ReceiptRoutes
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGet("/receipts/{command}", ReceiptAsync).WithTags("Receipts").WithName("getReceipt").Produces<ReceiptView>();

    private static async Task<IResult> ReceiptAsync(string command, HttpContext http, Node node, string? format)
    {
        var receipt = await FindAsync(Given.Uuid(command, "command")!.Value, http, node);
        return format switch
        {
            null or "json" => Results.Ok(new ReceiptView(receipt.Proof.Index, Convert.ToBase64String(receipt.Entry.Span), receipt.Proof.ToString())),
            "tlog" => Results.Bytes(receipt.Proof.ToBytes(), "text/plain; charset=utf-8"),
            "cose" => Results.Bytes(receipt.ToCose(node.LogSigner).ToBytes(), "application/cose"),
            _ => throw Refused.Malformed("this is json, tlog or cose", "format"),
        };
    }

    /// <summary>The receipt of a command, for who may have it.</summary>
    /// <exception cref="Refused">There is none for them.</exception>
    public static async Task<Receipt> FindAsync(Id128 command, HttpContext http, Node node)
    {
        var caller = Caller.Of(http);
        var receipt = Answers.Durable(await node.Engine.ReceiptAsync(command, cancellation: http.RequestAborted).ConfigureAwait(false));

        // The bytes of an entry are for its own actor and for auditors; to others there is no such command.
        return receipt is not null && (caller.Has(Scopes.Auditor) || ActorOf(receipt.Entry) == caller.Actor)
            ? receipt
            : throw Refused.NotFound("the log knows no command of that id from you");
    }

    private static ulong ActorOf(ReadOnlyMemory<byte> entry) => TransferLayout.TryRead(entry.Span, out var transfer)
        ? transfer.Actor
        : EntryEnvelope.ReadStart(CborExtensions.NewReader(entry)).Actor;
}
