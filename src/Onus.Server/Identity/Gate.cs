namespace Onus.Server;

/// <summary>Finds out who asks, and turns away whom the route is not for.</summary>
internal sealed class Gate(RequestDelegate next, Credentials credentials)
{
    private static readonly RouteAccess Reading = new([Scopes.Read]), Writing = new([Scopes.Write]);

    public async Task InvokeAsync(HttpContext http)
    {
        var caller = await credentials.WhoAsync(http).ConfigureAwait(false);
        http.Features.Set(caller);
        if (http.GetEndpoint() is { } endpoint)
        {
            var access = endpoint.Metadata.GetMetadata<RouteAccess>() ?? ByMethod(http.Request.Method);
            if (access.AnyOf.Count > 0 && !access.AnyOf.Any(caller.Has)) throw Refusal(caller, access);
        }

        await next(http).ConfigureAwait(false);
    }

    private static RouteAccess ByMethod(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? Reading : Writing;

    private static Refused Refusal(Caller caller, RouteAccess access) => caller.Scopes.Count == 0
        ? new Refused(401, "A credential is needed", "send 'Authorization: Bearer onus_...' with a key of this node; 'onus key add' issues one")
        : new Refused(403, "The credential is not for this", $"this takes the scope {string.Join(" or ", access.AnyOf)}");
}
