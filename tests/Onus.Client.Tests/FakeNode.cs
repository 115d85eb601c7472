using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Onus.Client.Contracts;
using Onus.Client.Transport;

namespace Onus.Client.Tests;

/// <summary>A node that answers what a test tells it, and remembers what it was asked.</summary>
public sealed class FakeNode : HttpMessageHandler
{
    private readonly Func<Asked, HttpResponseMessage> _answer;
    private readonly ConcurrentQueue<Asked> _asked = new();

    /// <summary>A request as it arrived.</summary>
    /// <param name="Number">The how-manieth it is, from 1.</param>
    /// <param name="Method">Its method.</param>
    /// <param name="Path">Path and query.</param>
    /// <param name="Headers">Its headers.</param>
    /// <param name="Body">Its body.</param>
    public sealed record Asked(int Number, HttpMethod Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
    {
        public string? Header(string name) => Headers.GetValueOrDefault(name);
    }

    public FakeNode(Func<Asked, HttpResponseMessage> answer) => _answer = answer;

    public IReadOnlyList<Asked> Requests => [.. _asked];

    public OnusClient Client(Func<OnusClientOptions, OnusClientOptions>? with = null)
    {
        var options = new OnusClientOptions { Address = new Uri("http://node.example"), Token = "onus_id_secret", Handler = this };
        return new OnusClient(with?.Invoke(options) ?? options);
    }

    public static HttpResponseMessage Json<T>(T body, HttpStatusCode status = HttpStatusCode.OK) => new(status)
    {
        Content = new ByteArrayContent(ApiTransport.Json(body)) { Headers = { ContentType = new("application/json") } },
    };

    public static HttpResponseMessage Refusal(int status, string? outcome = null, ulong? head = null) => new((HttpStatusCode)status)
    {
        Content = new ByteArrayContent(ApiTransport.Json(new Problem("about:blank", "No", status, "because", "/v1") { Outcome = outcome, Head = head }))
        {
            Headers = { ContentType = new("application/problem+json") },
        },
    };

    public static HttpResponseMessage Text(string body, string type) => new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, type) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        var headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase);
        var asked = new Asked(_asked.Count + 1, request.Method, request.RequestUri!.PathAndQuery, headers, body);
        _asked.Enqueue(asked);
        return _answer(asked);
    }
}
