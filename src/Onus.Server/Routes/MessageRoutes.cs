using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Messages;
using Onus.Server.Messages;

namespace Onus.Server.Routes;

/// <summary><c>/v1/messages</c> and <c>/v1/statements</c>: files of ISO 20022.</summary>
internal static class MessageRoutes
{
    // A file of a hundred thousand transactions; larger ones come in parts.
    private const long MostBytes = 512L * 1024 * 1024;
    private const int MostTransactions = 100_000;
    private const int BufferBytes = 1 << 20;

    private static readonly ReadLimits Limits = new() { MaxTransactions = MostTransactions };

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapPost("/messages", TakeMessagesAsync).Accepts<IFormFile>("application/xml").Large().RequireScope(Scopes.Write)
            .WithTags("Messages").WithName("takeMessages");
        v1.MapPost("/statements", TakeStatementsAsync).Accepts<IFormFile>("application/xml").Large().RequireScope(Scopes.Write)
            .WithTags("Messages").WithName("takeStatements");
    }

    private static RouteHandlerBuilder Large(this RouteHandlerBuilder route) => route.WithMetadata(new LargeBody());

    private static async Task<IReadOnlyList<MessageAnswer>> TakeMessagesAsync(HttpContext http, Node node, MessageDesks desks)
    {
        var caller = Caller.Of(http);
        // Who sends messages in speaks for people who are not there: the log must have made it their onboarder.
        if (!await node.ReadAsync((cases, _) => cases.Registry.Holds(caller.Actor, CharterOffice.Product, CharterOffice.Onboarder)))
            throw new Refused(403, "The office is missing", "whoever sends orders of others holds the charter's office of onboarder");
        var desk = desks.Messages(caller.Actor);
        await using var file = await BufferedAsync(http);
        return await desk.TakeAsync(file, Limits, http.RequestAborted);
    }

    private static async Task<IReadOnlyList<MessageAnswer>> TakeStatementsAsync(HttpContext http, MessageDesks desks)
    {
        var desk = desks.Statements(Caller.Of(http).Actor);
        await using var file = await BufferedAsync(http);
        return await desk.TakeAsync(file, Limits);
    }

    // The file is read twice, and never whole in memory.
    private static async Task<FileBufferingReadStream> BufferedAsync(HttpContext http)
    {
        var file = new FileBufferingReadStream(http.Request.Body, BufferBytes, MostBytes, Path.GetTempPath());
        await file.DrainAsync(http.RequestAborted);
        file.Position = 0;
        return file;
    }

    private sealed class LargeBody : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MostBytes;
    }
}
