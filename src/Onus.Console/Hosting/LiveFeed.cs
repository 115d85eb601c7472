using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Onus.Console.Api;

namespace Onus.Console.Hosting;

/// <summary>Passes the node's feed on to a page, in the name of who is signed in: the key never reaches the browser.</summary>
internal static class LiveFeed
{
    public static void Map(IEndpointRouteBuilder group) => group.MapGet("/live", Follow);

    private static async Task Follow(HttpContext http, NodeApi api, Session session, string? from)
    {
        if (session.Key is null)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var answer = await api.Open("v1/feed" + (from is null ? "" : $"?from={Uri.EscapeDataString(from)}"), http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        if (!answer.IsSuccessStatusCode) return;
        http.Response.ContentType = "text/event-stream";
        try
        {
            await using var events = await answer.Content.ReadAsStreamAsync(http.RequestAborted);
            var buffer = new byte[16 * 1024];
            await http.Response.Body.FlushAsync(http.RequestAborted);
            while (await events.ReadAsync(buffer, http.RequestAborted) is var read and > 0)
            {
                await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The page was left, or the node went away: the page asks again.
        }
    }
}
