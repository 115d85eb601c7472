using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Onus.Console.Api;

namespace Onus.Console.Hosting;

/// <summary>Passes a file on from the node: the exhibit of a case, a piece of evidence, a receipt. Always as a download, whatever
/// the file says it is: a page that somebody filed as evidence must not run here.</summary>
internal static class Downloads
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/cases/{case}/exhibit", (HttpContext http, NodeApi api, ulong @case) =>
            Pass(http, api, $"v1/cases/{@case}/exhibit", $"case-{@case}.exhibit.zip"));
        group.MapGet("/cases/{case}/evidence/{commitment}", (HttpContext http, NodeApi api, ulong @case, string commitment) =>
            Pass(http, api, $"v1/cases/{@case}/evidence/{Uri.EscapeDataString(commitment)}", $"evidence-{@case}"));
        group.MapGet("/entries/{index}/proof", (HttpContext http, NodeApi api, ulong index) =>
            Pass(http, api, $"log/entries/{index}", $"entry-{index}.json"));
    }

    private static async Task Pass(HttpContext http, NodeApi api, string path, string name)
    {
        using var answer = await api.Open(path, http.RequestAborted);
        if (!answer.IsSuccessStatusCode)
        {
            http.Response.Redirect($"{OnusConsole.Root}/refused?status={(int)answer.StatusCode}&of={Uri.EscapeDataString("/" + path)}");
            return;
        }

        var given = answer.Content.Headers.ContentDisposition?.FileNameStar ?? answer.Content.Headers.ContentDisposition?.FileName;
        http.Response.ContentType = "application/octet-stream";
        http.Response.Headers.ContentDisposition =
            $"attachment; filename*=UTF-8''{Uri.EscapeDataString(given?.Trim('"') is { Length: > 0 } kept ? kept : name)}";
        await using var body = await answer.Content.ReadAsStreamAsync(http.RequestAborted);
        await body.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
