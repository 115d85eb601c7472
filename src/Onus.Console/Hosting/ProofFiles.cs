using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Onus.Client;

namespace Onus.Console.Hosting;

/// <summary>Hands on what proves: the log's own address space, so that the browser can check for itself, and the proofs of
/// balances, books and reports.</summary>
internal static class ProofFiles
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/log/{**path}", PassLog);
        group.MapGet("/ledger/accounts/{account}/proof", (HttpContext http, OnusClient node, string account) => Downloads.Pass(http, async () =>
            (await node.Ledger.ProveAccountAsync(account, http.Request.Query["kind"] == "statement", http.RequestAborted), $"account-{account}.proof")));
        group.MapGet("/ledger/books/{book}/proof", (HttpContext http, OnusClient node, string book) => Downloads.Pass(http, async () =>
            (await node.Ledger.ProveBookAsync(book, http.RequestAborted), $"book-{book}.proof")));
        group.MapGet("/reports/{regulator}/{index}/proof", (HttpContext http, OnusClient node, string regulator, ulong index) =>
            Downloads.Pass(http, async () =>
                (await node.Duties.ProveReportAsync(regulator, index, http.RequestAborted), $"{regulator}-{index}.proof")));
    }

    // What is there is for the node to say, in the name of who is signed in; the path goes on as it came, its parts escaped again.
    private static async Task PassLog(HttpContext http, OnusClient node, string path)
    {
        var parts = path.Split('/');
        if (parts.Any(part => part is "" or "." or ".."))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            var read = await node.Log.ReadAsync(string.Join('/', parts.Select(Uri.EscapeDataString)) + http.Request.QueryString, http.RequestAborted);
            if (read is not { } bytes)
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            http.Response.ContentType = "application/octet-stream";
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        }
        catch (IOException)
        {
            http.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    }
}
