using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Onus.Client;
using Onus.Client.Contracts;
using Onus.Client.Json;
using Onus.Core;

namespace Onus.Console.Hosting;

/// <summary>Passes a file on from the node: the exhibit of a case, a piece of evidence, an entry with its proof. Always as a
/// download, whatever the file says it is: a page that somebody filed as evidence must not run here.</summary>
internal static class Downloads
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/cases/{case}/exhibit", (HttpContext http, OnusClient node, ulong @case) => Pass(http, async () =>
            (await node.Cases.ExhibitAsync(@case, withEvidence: true, http.RequestAborted), $"case-{@case}.exhibit.zip")));
        group.MapGet("/cases/{case}/evidence/{commitment}", (HttpContext http, OnusClient node, ulong @case, string commitment) =>
            Pass(http, async () =>
            {
                if (commitment.Length != 2 * Hash256.Size || !commitment.All(char.IsAsciiHexDigit)) return (default, "");
                var evidence = await node.Cases.EvidenceAsync(@case, Hash256.FromHex(commitment), http.RequestAborted);
                return (evidence.Content, evidence.FileName ?? $"evidence-{@case}");
            }));
        group.MapGet("/entries/{index}/proof", (HttpContext http, OnusClient node, ulong index) => Pass(http, async () =>
        {
            var receipt = await node.Log.EntryAsync(index, http.RequestAborted);
            var view = new ReceiptView(index, Convert.ToBase64String(receipt.Entry.Span), receipt.Proof.ToString());
            return (JsonSerializer.SerializeToUtf8Bytes(view, OnusJson.Default.ReceiptView), $"entry-{index}.receipt.json");
        }));
    }

    public static async Task Pass(HttpContext http, Func<Task<(ReadOnlyMemory<byte> Bytes, string Name)>> open)
    {
        var status = StatusCodes.Status404NotFound;
        var said = (string?)null;
        try
        {
            var (bytes, name) = await open();
            if (name.Length > 0)
            {
                http.Response.ContentType = "application/octet-stream";
                http.Response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(name)}";
                await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
                return;
            }
        }
        catch (OnusRefused refused)
        {
            (status, said) = (refused.Status, refused.Problem.Detail ?? refused.Problem.Title);
        }
        catch (Exception fault) when (fault is OnusUnavailable or ProofInvalid)
        {
            (status, said) = (StatusCodes.Status503ServiceUnavailable, fault.Message);
        }

        http.Response.Redirect(Links.With($"{OnusConsole.Root}/refused?status={status}", "of", said));
    }
}
