using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Onus.Console.Api;

/// <summary>Where the node is, and the connections to it.</summary>
internal sealed class NodeAddress(ConsoleOptions options, IServer server) : IDisposable
{
    private readonly HttpClient http = new(options.Handler ?? new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = TimeSpan.FromSeconds(60) };

    private Uri? known = options.Node;

    public HttpClient Http => http;

    /// <summary>The address of a path of the API.</summary>
    public Uri At(string path) => new(known ??= Own(), path);

    public void Dispose() => http.Dispose();

    // The server's own first address, plain HTTP before TLS; what listens everywhere listens on the loopback too.
    private Uri Own()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var first = addresses.OrderBy(a => a.StartsWith("https", StringComparison.OrdinalIgnoreCase)).FirstOrDefault()
            ?? throw new InvalidOperationException("the console does not know where the node is: set ConsoleOptions.Node");
        return new Uri(first.Replace("://*", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://+", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal));
    }
}
