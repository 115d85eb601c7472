using Microsoft.AspNetCore.Http.Timeouts;

namespace Onus.Server;

/// <summary>Takes the time limit of requests off those that last as long as somebody listens: feeds, the console's live pages, and
/// calls over gRPC, which bring deadlines of their own.</summary>
internal static class EndlessStreams
{
    public static void UseEndlessStreams(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        if (IsStream(http.Request)) http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        return next(http);
    });

    private static bool IsStream(HttpRequest request) =>
        request.Path.StartsWithSegments("/v1/feed", StringComparison.Ordinal)
        || request.Path.StartsWithSegments("/console", StringComparison.Ordinal)
        || request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;
}
