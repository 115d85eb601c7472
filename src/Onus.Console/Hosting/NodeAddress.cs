using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Onus.Client;

namespace Onus.Console.Hosting;

/// <summary>The node, and one client of it whose connections all sessions share.</summary>
internal sealed class NodeAddress(ConsoleOptions options, IServer server) : IDisposable
{
    private OnusClient? nobody;

    /// <summary>The node, asked by who is signed in.</summary>
    public OnusClient ClientOf(Session session) => Nobody().As(session.Key);

    public void Dispose() => nobody?.Dispose();

    // A page waits for no sleeping node: it says so, and the reader asks again.
    private OnusClient Nobody() => nobody ??= new OnusClient(new OnusClientOptions
    {
        Address = options.Node ?? Own(),
        Deadline = TimeSpan.FromSeconds(20),
        Handler = options.Handler,
        MaxAttempts = 2,
    });

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
