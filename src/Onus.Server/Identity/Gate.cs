using System.Threading.RateLimiting;

namespace Onus.Server;

/// <summary>Finds out who asks, counts it, and turns away whom the route is not for.</summary>
internal sealed class Gate(RequestDelegate next, Credentials credentials, ServerSettings settings) : IDisposable
{
    private static readonly RouteAccess Reading = new([Scopes.Read]), Writing = new([Scopes.Write]);

    private readonly PartitionedRateLimiter<string> _callers = Limiter(settings.RequestsPerSecond);
    private readonly PartitionedRateLimiter<string> _strangers = Limiter(settings.StrangersPerSecond);

    public async Task InvokeAsync(HttpContext http)
    {
        Commands.TraceOf(http);
        var caller = await KnowAsync(http).ConfigureAwait(false);
        http.Features.Set(caller);
        if (http.GetEndpoint() is { } endpoint)
        {
            var access = endpoint.Metadata.GetMetadata<RouteAccess>() ?? Default(http.Request);
            if (access.AnyOf.Count > 0 && !access.AnyOf.Any(caller.Has)) throw Refusal(caller, access);
        }

        await next(http).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _callers.Dispose();
        _strangers.Dispose();
    }

    // A wrong credential is counted as a stranger's request, so that guessing is slow.
    private async ValueTask<Caller> KnowAsync(HttpContext http)
    {
        try
        {
            var caller = await credentials.WhoAsync(http).ConfigureAwait(false);
            Count(caller == Caller.Nobody ? _strangers : _callers, caller == Caller.Nobody ? AddressOf(http) : caller.Credential);
            return caller;
        }
        catch (Refused)
        {
            Count(_strangers, AddressOf(http));
            throw;
        }
    }

    private static void Count(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (!lease.IsAcquired)
            throw new Refused(429, "Too many requests", "nothing happened; send less a second") { RetryAfter = 1, Outcome = "RateLimited" };
    }

    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static PartitionedRateLimiter<string> Limiter(int perSecond) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond, TokensPerPeriod = Math.Max(1, perSecond / 10), ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
            QueueLimit = 0, AutoReplenishment = true,
        }), StringComparer.Ordinal);

    // The console has sessions of its own, and asks this API with the key of its user.
    private static RouteAccess Default(HttpRequest request) =>
        request.Path == "/" || request.Path.StartsWithSegments("/console", StringComparison.Ordinal) ? RouteAccess.Open
        : HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? Reading
        : Writing;

    private static Refused Refusal(Caller caller, RouteAccess access) => caller.Scopes.Count == 0
        ? new Refused(401, "A credential is needed", "send 'Authorization: Bearer onus_...' with a key of this node; 'onus key add' issues one")
        : new Refused(403, "The credential is not for this", $"this takes the scope {string.Join(" or ", access.AnyOf)}");
}
