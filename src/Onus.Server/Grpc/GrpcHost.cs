using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Onus.Server.Grpc;

/// <summary>gRPC beside HTTP: where it listens, how much it takes, and its services.</summary>
internal static class GrpcHost
{
    // A packed batch of 8,192 long transfers has 1.4 million bytes.
    private const int MostPackedBytes = 2 * 1024 * 1024;

    /// <summary>Lets listeners for gRPC speak HTTP/2 only, for in the clear nobody says which HTTP it is; under TLS the two agree
    /// on one by themselves.</summary>
    public static void Configure(KestrelServerOptions kestrel, IReadOnlyList<string> urls)
    {
        var ports = urls.Select(url => BindingAddress.Parse(url).Port).ToHashSet();
        kestrel.ConfigureEndpointDefaults(listen =>
        {
            if (listen.IPEndPoint is { } at && ports.Contains(at.Port)) listen.Protocols = HttpProtocols.Http2;
        });

        // A packed batch fits the window that a call begins with: it need not wait for acknowledgements.
        kestrel.Limits.Http2.InitialStreamWindowSize = MostPackedBytes;
        kestrel.Limits.Http2.InitialConnectionWindowSize = 4 * MostPackedBytes;
    }

    /// <summary>Adds what the services need.</summary>
    public static void AddBulk(this IServiceCollection services) => services.AddGrpc(options =>
    {
        // Or it would map every address of two parts, and a wrong verb or content type would be answered as no address at all.
        options.IgnoreUnknownServices = true;
        options.MaxReceiveMessageSize = MostPackedBytes;
        options.Interceptors.Add<RefusedInterceptor>();
    });

    /// <summary>Maps the services.</summary>
    public static void Map(WebApplication app)
    {
        app.MapGrpcService<BulkService>().RequireScope(Scopes.Write);
        app.MapGrpcService<ReadingService>().RequireScope(Scopes.Read);
    }
}
