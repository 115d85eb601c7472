using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onus.Client.Contracts;
using Onus.Client.Json;
using Onus.Console.Hosting;
using Onus.Core;

namespace Onus.Console.Api;

/// <summary>The node's API in the name of who is signed in: every page reads and writes through it alone.</summary>
internal sealed class NodeApi(NodeAddress node, Session session)
{
    /// <summary>Reads a resource, such as <c>v1/cases/12</c>.</summary>
    /// <exception cref="ApiRefused">The node refused.</exception>
    public Task<T> Get<T>(string path) => Send<T>(HttpMethod.Get, path);

    /// <summary>All items up to a bound, page by page.</summary>
    /// <exception cref="ApiRefused">The node refused.</exception>
    public async Task<List<T>> All<T>(string path, int atMost = 1_000)
    {
        var items = new List<T>();
        for (string? cursor = null; ;)
        {
            var page = await Get<Page<T>>(cursor is null ? path : With(path, "cursor", cursor));
            items.AddRange(page.Items);
            if (page.Next is null || items.Count >= atMost) return items;
            cursor = page.Next;
        }
    }

    /// <summary>Writes, under a command id of its own or the given one, bound to the head that was shown where one is given.</summary>
    /// <exception cref="ApiRefused">The node refused.</exception>
    public async Task<T> Send<T>(
        HttpMethod method, string path, object? body = null, Id128? command = null, ulong? head = null, string? key = null)
    {
        using var answer = await Ask(method, path, body, command, head, key, HttpCompletionOption.ResponseContentRead, default);
        if (!answer.IsSuccessStatusCode) throw new ApiRefused(await ProblemOf(answer, path));
        var text = await answer.Content.ReadAsStreamAsync();
        return (T)(await JsonSerializer.DeserializeAsync(text, TypeOf(typeof(T))))!;
    }

    /// <summary>Writes where no answer is awaited but that it is done.</summary>
    /// <exception cref="ApiRefused">The node refused.</exception>
    public async Task Do(HttpMethod method, string path, object? body = null)
    {
        using var answer = await Ask(method, path, body, null, null, null, HttpCompletionOption.ResponseContentRead, default);
        if (!answer.IsSuccessStatusCode) throw new ApiRefused(await ProblemOf(answer, path));
    }

    /// <summary>Reads a text: a checkpoint, a source.</summary>
    /// <exception cref="ApiRefused">The node refused.</exception>
    public async Task<string> Text(string path)
    {
        using var answer = await Open(path, default);
        if (!answer.IsSuccessStatusCode) throw new ApiRefused(await ProblemOf(answer, path));
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Opens a file or a stream as the node gives it; the caller disposes it and looks at its status.</summary>
    public Task<HttpResponseMessage> Open(string path, CancellationToken cancel) =>
        Ask(HttpMethod.Get, path, null, null, null, null, HttpCompletionOption.ResponseHeadersRead, cancel);

    /// <summary>A path with one more query value.</summary>
    public static string With(string path, string name, string? value) => string.IsNullOrEmpty(value)
        ? path
        : path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + name + '=' + Uri.EscapeDataString(value);

    private async Task<HttpResponseMessage> Ask(
        HttpMethod method, string path, object? body, Id128? command, ulong? head, string? key, HttpCompletionOption until,
        CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, node.At(path));
        if ((key ?? session.Key) is { } bearer && !bearer.AsSpan().ContainsAnyExceptInRange('!', '~'))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (method != HttpMethod.Get)
            request.Headers.Add("Idempotency-Key", command?.ToString() ?? Guid.CreateVersion7().ToString());
        if (head is { } seen) request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{seen.ToString(CultureInfo.InvariantCulture)}\""));
        if (body is not null) request.Content = JsonContent.Create(body, TypeOf(body.GetType()));
        try
        {
            return await node.Http.SendAsync(request, until, cancel);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            throw new ApiRefused(new Problem("about:blank", "The node does not answer", 503, e.Message, path));
        }
    }

    private static JsonTypeInfo TypeOf(Type type) => OnusJson.Default.GetTypeInfo(type)
        ?? throw new NotSupportedException($"{type.Name} is not in OnusJson");

    private static async Task<Problem> ProblemOf(HttpResponseMessage answer, string path)
    {
        var status = (int)answer.StatusCode;
        var text = await answer.Content.ReadAsStringAsync();
        try
        {
            if (answer.Content.Headers.ContentType?.MediaType is "application/problem+json" or "application/json"
                && JsonSerializer.Deserialize(text, OnusJson.Default.Problem) is { } problem) return problem;
        }
        catch (JsonException)
        {
            // What is not a problem document is told by its status alone.
        }

        return new Problem("about:blank", answer.ReasonPhrase ?? "Refused", status, null, path);
    }
}
