using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Onus.Client;

namespace Onus.Console.Hosting;

/// <summary>Tells a page that the log has grown, as server-sent events: the page then asks for what it shows. The reader's key and
/// the entries themselves never take this way.</summary>
internal static class LiveFeed
{
    public static void Map(IEndpointRouteBuilder group) => 
        group.MapGet("/live", Follow).DisableRequestTimeout();

    private static async Task Follow(HttpContext http, OnusClient node, Session session)
    {
        if (session.Key is null)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var cancel = http.RequestAborted;
        try
        {
            var head = (await node.Log.CheckpointAsync(cancel)).Checkpoint.Size;
            http.Response.ContentType = "text/event-stream";
            await http.Response.Body.FlushAsync(cancel);
            await foreach (var entry in node.Feed.FollowAsync(head, cancellation: cancel))
            {
                await http.Response.Body.WriteAsync(
                    Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"data: {entry.Index}\n\n")), cancel);
                await http.Response.Body.FlushAsync(cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception fault) when (fault is OnusRefused or OnusUnavailable or ProofInvalid or IOException)
        {
            // The page asks again after a while: by itself when the answer had begun, and when it is reloaded otherwise.
            if (!http.Response.HasStarted) http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }
}
