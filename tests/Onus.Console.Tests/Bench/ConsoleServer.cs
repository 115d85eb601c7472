using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.AspNetCore.Hosting;
using Onus.Console.Tests.FakeApi;

namespace Onus.Console.Tests.Bench;

/// <summary>The console behind a real socket, over a node that answers from contract objects.</summary>
public sealed class ConsoleServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ConsoleServer(WebApplication app, FakeNode node)
    {
        (_app, Node) = (app, node);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public FakeNode Node { get; }

    public Uri Address { get; }

    public static async Task<ConsoleServer> StartAsync(FakeNode? node = null, Func<ConsoleOptions, ConsoleOptions>? change = null)
    {
        node ??= new FakeNode();
        var options = new ConsoleOptions { Node = new Uri("http://node.test"), Handler = node, Personas = FakeNode.Personas };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddOnusConsole(change?.Invoke(options) ?? options);
        var app = builder.Build();
        app.MapOnusConsole();
        await app.StartAsync();
        return new ConsoleServer(app, node);
    }

    /// <summary>A client that keeps cookies and follows no redirect.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = Address };

    /// <summary>A client that is signed in.</summary>
    public async Task<HttpClient> SignedInAsync(string key = FakeNode.OfficerKey)
    {
        var client = Client();
        await client.SubmitAsync("/console/sign-in", new() { ["act"] = "key", ["key"] = key });
        return client;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
