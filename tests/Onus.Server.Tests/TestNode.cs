using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Onus.Client.Contracts;
using Onus.Client.Json;
using Onus.Core;

namespace Onus.Server.Tests;

/// <summary>A founded node in a folder of its own behind a real socket, for one test or a class of them.</summary>
/// <remarks>Founded by <c>alice</c> and <c>bob</c>, or by <c>alice</c> alone, whose acts of the charter then take effect at once.</remarks>
public sealed class TestNode : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<HttpClient> _clients = [];
    private readonly DirectoryInfo _folder;

    private TestNode(DirectoryInfo folder, Node node, WebApplication app, IReadOnlyList<FoundedPerson> founders, TimeProvider time)
    {
        (_folder, Node, _app, Founders, Time) = (folder, node, app, founders, time);
        (Address, GrpcAddress) = (AddressOf(app, 0), AddressOf(app, 1));
        Alice = ClientOf(founders[0].Token);
        Anybody = ClientOf(null);
    }

    public Node Node { get; }

    public Uri Address { get; }

    /// <summary>Where gRPC is served in the clear.</summary>
    public Uri GrpcAddress { get; }

    /// <summary>What the server is made of.</summary>
    public IServiceProvider Services => _app.Services;

    public TimeProvider Time { get; }

    public IReadOnlyList<FoundedPerson> Founders { get; }

    /// <summary>The first founder's client.</summary>
    public HttpClient Alice { get; }

    /// <summary>A client without a credential.</summary>
    public HttpClient Anybody { get; }

    /// <summary>Starts a node.</summary>
    /// <param name="alone">Whether alice governs alone.</param>
    /// <param name="time">Its clock; the machine's unless it is given.</param>
    /// <param name="settings">How it serves.</param>
    /// <param name="scheme">Whether it serves over TLS.</param>
    public static async Task<TestNode> StartAsync(bool alone = true, TimeProvider? time = null, ServerSettings? settings = null, string scheme = "http")
    {
        var folder = Directory.CreateTempSubdirectory("onus-server-test-");
        var node = Node.Open(new NodeOptions { Folder = folder.FullName, NewOrigin = "test.onus.example/log", Time = time ?? TimeProvider.System });
        var founders = await Founding.FoundAsync(node, alone ? ["alice"] : ["alice", "bob"], alone);
        var app = NodeServer.Build(node, (settings ?? new ServerSettings()) with { Urls = [$"{scheme}://127.0.0.1:0"], GrpcUrls = [FreeAddress()] });
        await app.StartAsync();
        return new TestNode(folder, node, app, founders, time ?? TimeProvider.System);
    }

    /// <summary>A client that sends a token; none where it is null.</summary>
    public HttpClient ClientOf(string? token)
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _clients.Add(client);
        return client;
    }

    /// <summary>A client with a new key of an actor for these scopes.</summary>
    public HttpClient ClientFor(ulong actor, params string[] scopes) => ClientOf(Node.Access.Add(actor, scopes, null, "test").Token);

    /// <summary>Sends a request; the body is JSON of the contracts, or text as it is.</summary>
    public static async Task<Reply> SendAsync(HttpClient client, HttpMethod method, string path, object? body = null, Id128? id = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is string text) request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body, OnusJson.Default.GetTypeInfo(body.GetType())!);
        if (id is { } key) request.Headers.Add("Idempotency-Key", key.ToString());
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var content = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Reply((int)response.StatusCode, content, all);
    }

    private static Uri AddressOf(WebApplication app, int place) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(place));

    // In the clear the listener must be known by its port before it listens.
    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await _app.DisposeAsync();
        Node.Dispose();
        _folder.Delete(recursive: true);
    }
}

/// <summary>What came back.</summary>
public sealed record Reply(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body as a contract; the test fails where the status says a refusal.</summary>
    public T As<T>()
    {
        Assert.True(Status is >= 200 and < 300, $"{Status}: {Text}");
        return JsonSerializer.Deserialize(Text, (JsonTypeInfo<T>)OnusJson.Default.GetTypeInfo(typeof(T))!)!;
    }

    /// <summary>The refusal; the test fails where the status says that it is none, or another one.</summary>
    public Problem Refusal(int status, string? outcome = null)
    {
        Assert.True(Status == status, $"{Status}: {Text}");
        Assert.StartsWith("application/problem+json", Headers["Content-Type"], StringComparison.Ordinal);
        var problem = JsonSerializer.Deserialize(Text, OnusJson.Default.Problem)!;
        Assert.Equal(status, problem.Status);
        if (outcome is not null) Assert.Equal(outcome, problem.Outcome);
        return problem;
    }
}
