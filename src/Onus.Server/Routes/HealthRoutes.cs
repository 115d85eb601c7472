using System.Text.Json.Serialization;
using Onus.Engine;

namespace Onus.Server.Routes;

/// <summary><c>/healthz</c> and <c>/readyz</c>: whether the process should be left alone, and whether it can be asked.</summary>
internal static class HealthRoutes
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/healthz", Health).AllowEverybody().WithTags("Health").WithName("getHealth").Produces<HealthView>();
        app.MapGet("/readyz", ReadyAsync).AllowEverybody().WithTags("Health").WithName("getReadiness").Produces<HealthView>();
    }

    // A node that stopped itself does not come back by itself.
    private static IResult Health(Node node) => Say(node.Engine.Failure is { } failure ? [failure] : []);

    private static async Task<IResult> ReadyAsync(Node node, Drain drain)
    {
        var reasons = new List<string>();
        if (node.Engine.Failure is { } failure) reasons.Add(failure);
        else if (drain.IsDraining) reasons.Add("the node is shutting down");
        if (!node.Engine.ClockIsSane) reasons.Add("the wall clock jumped ahead of the monotonic clock: set it right, then start the node again");
        if (reasons.Count == 0) reasons.AddRange(await AskAsync(node));
        return Say(reasons);
    }

    // Ready is what has answered: recovered, writing, durable.
    private static async Task<IEnumerable<string>> AskAsync(Node node)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var answer = await node.Engine.ReadAsync((cases, _) => cases.Charter.IsFounded, TimeSpan.FromSeconds(2), patience.Token);
        if (answer.Delivery != Delivery.Durable) return [$"the engine does not answer: {answer.Delivery}"];
        var head = node.Engine.Log.Head;
        var behind = head.Size > 0 && LastTime(node) is { } last && last > node.Now.Plus(5_000_000_000);
        return (answer.Result, behind) switch
        {
            (false, _) => ["nobody has founded the node: 'onus admin' does"],
            (_, true) => ["the wall clock is behind the log's time"],
            _ => [],
        };
    }

    private static Core.LogTime? LastTime(Node node)
    {
        var head = node.Engine.Log.Head;
        return Core.Formats.EntryHeader.TryRead(node.Engine.Log.ReadEntry(head.Size - 1).Span, out var header) ? header.Time : null;
    }

    private static IResult Say(List<string> reasons) => Results.Json(
        new HealthView(reasons.Count == 0, reasons), HealthJson.Default.HealthView, statusCode: reasons.Count == 0 ? 200 : 503);
}

/// <summary>Whether a node is well.</summary>
/// <param name="Ok">Whether it is.</param>
/// <param name="Reasons">Why it is not.</param>
internal sealed record HealthView(bool Ok, IReadOnlyList<string> Reasons);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthView))]
internal sealed partial class HealthJson : JsonSerializerContext;
