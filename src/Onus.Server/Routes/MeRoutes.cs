using Onus.Client.Contracts;
using Onus.Server.Views;

namespace Onus.Server.Routes;

/// <summary><c>/v1/me</c>: who asks, and what the log lets them do.</summary>
internal static class MeRoutes
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGet("/me", MeAsync).RequireScope(Scopes.Read, Scopes.AnyRegulator).WithTags("Identity").WithName("getMe");

    private static Task<Me> MeAsync(HttpContext http, Node node)
    {
        var caller = Caller.Of(http);
        return node.ReadAsync((cases, _) =>
        {
            var actor = cases.Registry.TryGetActor(caller.Actor, out var found) ? ActorViews.Of(found, cases, node.Names) : null;
            return new Me(actor, [.. caller.Scopes.Order(StringComparer.Ordinal)], actor?.Grants ?? [], caller.Expires);
        });
    }
}
