using Microsoft.Net.Http.Headers;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Log.Journal;

namespace Onus.Server.Routes;

/// <summary>The log's own address space (C2SP tlog-tiles): checkpoints and hash tiles are everybody's, entry bundles an
/// auditor's; a regulator's own log, its size included, is that regulator's and its desk's alone.</summary>
internal static class LogRoutes
{
    private const string Forever = "public, max-age=31536000, immutable", ForeverForOne = "private, max-age=31536000, immutable";
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(WebApplication app)
    {
        var log = app.MapGroup("/log").WithTags("Log");
        log.MapMethods("/checkpoint", Reading, (HttpContext http, Node node) => Checkpoint(Everybody(http), node.Engine.Log))
            .AllowEverybody().WithName("logCheckpoint");
        log.MapMethods("/tile/entries/{**place}", Reading, (HttpContext http, Node node, string place) =>
            Tile(http, node.Engine.Log, $"entries/{place}", ForeverForOne)).RequireScope(Scopes.Auditor).WithName("logEntryBundle");
        log.MapMethods("/tile/{level:int}/{**place}", Reading, (HttpContext http, Node node, string level, string place) =>
            Tile(Everybody(http), node.Engine.Log, $"{level}/{place}", Forever)).AllowEverybody().WithName("logTile");
        log.MapGet("/proof/consistency", (HttpContext http, Node node, ulong from, ulong to) => Consistency(Everybody(http), node.Engine.Log, from, to))
            .AllowEverybody().WithName("logConsistency");
        log.MapGet("/entries/{index}", (HttpContext http, Node node, ulong index) => Entry(http, node.Engine.Log, index))
            .RequireScope(Scopes.Auditor).WithName("logEntry");

        var regulators = app.MapGroup("/regulators/{regulator}/log").WithTags("Log").RequireScope(Scopes.AnyRegulator);
        regulators.MapMethods("/checkpoint", Reading, (HttpContext http, Node node, string regulator) => Checkpoint(http, Own(http, node, regulator)))
            .WithName("regulatorCheckpoint");
        regulators.MapMethods("/tile/{**place}", Reading, (HttpContext http, Node node, string regulator, string place) =>
            Tile(http, Own(http, node, regulator), place, ForeverForOne)).WithName("regulatorTile");
        regulators.MapGet("/proof/consistency", (HttpContext http, Node node, string regulator, ulong from, ulong to) =>
            Consistency(http, Own(http, node, regulator), from, to)).WithName("regulatorConsistency");
        regulators.MapGet("/entries/{index}", (HttpContext http, Node node, string regulator, ulong index) =>
            Entry(http, Own(http, node, regulator), index)).WithName("regulatorEntry");
    }

    /// <summary>A regulator's log for whoever is that regulator; whether it exists is told to nobody else.</summary>
    private static LogReader Own(HttpContext http, Node node, string regulator)
    {
        if (!Caller.Of(http).IsRegulator(regulator))
            throw new Refused(403, "The log is another's", $"this takes the scope {Scopes.Regulator}{regulator}");
        return node.Engine.RegulatorLog(regulator) ?? throw Refused.NotFound($"nothing was ever reported to {regulator}");
    }

    // Pages of other origins may check this log too: what is public is public to them.
    private static HttpContext Everybody(HttpContext http)
    {
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return http;
    }

    private static IResult Checkpoint(HttpContext http, LogReader log)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(log.Head.Checkpoint, "text/plain; charset=utf-8");
    }

    private static IResult Tile(HttpContext http, LogReader log, string place, string caching)
    {
        if (new LogTiles(log).Read($"tile/{place}") is not { } tile) throw Refused.NotFound($"the log of {log.Head.Size} entries has no tile at {place}");
        http.Response.Headers.CacheControl = caching;
        if (caching == ForeverForOne) http.Response.Headers.Vary = HeaderNames.Authorization;
        return Results.Bytes(tile, "application/octet-stream");
    }

    private static ConsistencyView Consistency(HttpContext http, LogReader log, ulong from, ulong to)
    {
        var size = log.Head.Size;
        if (from > to || to > size) throw Refused.Malformed($"'from' is at most 'to', and 'to' at most {size}, the log's size");
        http.Response.Headers.CacheControl = "no-cache";
        return new ConsistencyView(from, to, log.Root(from), log.Root(to), log.Consistency(from, to));
    }

    private static LogEntryView Entry(HttpContext http, LogReader log, ulong index)
    {
        var size = log.Head.Size;
        if (index >= size) throw Refused.NotFound($"the log has {size} entries, numbered from 0");
        var receipt = Receipt.Of(log, index);
        http.Response.Headers.CacheControl = "private, no-cache";
        var (kind, time) = EntryHeader.TryRead(receipt.Entry.Span, out var header) ? (header.Kind, header.Time) : default;
        return new LogEntryView(
            index, kind.ToString(), time, Convert.ToBase64String(receipt.Entry.Span), MerkleHasher.HashLeaf(receipt.Entry.Span), receipt.Proof.ToString());
    }
}
