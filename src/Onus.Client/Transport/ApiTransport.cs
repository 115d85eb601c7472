using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onus.Client.Contracts;
using Onus.Client.Json;
using Onus.Core;

namespace Onus.Client.Transport;

/// <summary>Sends requests of one caller: tries again what is safe, keeps the deadline, and turns refusals into exceptions.</summary>
internal sealed class ApiTransport(HttpClient http, OnusClientOptions options, Uuid7Generator ids)
{
    private const int MaxProblemSize = 64 * 1024;

    public OnusClientOptions Options => options;

    /// <summary>A fresh command id, unless the caller brings one.</summary>
    public Id128 Command(Id128? given = null) => given ?? ids.Next();

    public Task<T> GetAsync<T>(string path, CancellationToken cancellation) => AskAsync<T>(new ApiRequest(HttpMethod.Get, path), cancellation);

    public async Task<string> GetTextAsync(string path, string accept, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(await GetBytesAsync(path, accept, cancellation).ConfigureAwait(false));

    public Task<byte[]> GetBytesAsync(string path, string accept, CancellationToken cancellation) =>
        SendAsync(new ApiRequest(HttpMethod.Get, path) { Accept = accept }, static async (response, cancellation) =>
        {
            using (response) return await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        }, cancellation);

    /// <summary>Rows of all pages, asked for as they are read.</summary>
    public static async IAsyncEnumerable<T> AllAsync<T>(
        Func<PageRequest, Task<Page<T>>> read, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var page = default(PageRequest);
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var answer = await read(page).ConfigureAwait(false);
            foreach (var row in answer.Items) yield return row;
            page = page with { Cursor = answer.Next };
        }
        while (page.Cursor is not null);
    }

    /// <summary>All rows of a list that is short.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(Query query, CancellationToken cancellation)
    {
        var path = query.ToString();
        var rows = new List<T>();
        await foreach (var row in AllAsync(page => GetAsync<Page<T>>(new Query(path).With(page).ToString(), cancellation), cancellation).ConfigureAwait(false))
            rows.Add(row);
        return rows;
    }

    public Task<T> WriteAsync<TBody, T>(
        HttpMethod method, string path, TBody body, Id128? command, CancellationToken cancellation, ulong? head = null) =>
        AskAsync<T>(new ApiRequest(method, path) { Command = Command(command), Head = head, Body = Json(body) }, cancellation);

    public Task<T> WriteAsync<T>(HttpMethod method, string path, Id128? command, CancellationToken cancellation, ulong? head = null) =>
        AskAsync<T>(new ApiRequest(method, path) { Command = Command(command), Head = head }, cancellation);

    /// <summary>Asks with a body what writes nothing.</summary>
    public Task<T> AskAsync<TBody, T>(string path, TBody body, CancellationToken cancellation, ulong? head = null) =>
        AskAsync<T>(new ApiRequest(HttpMethod.Post, path) { Body = Json(body), Head = head }, cancellation);

    public Task<T> AskAsync<T>(ApiRequest request, CancellationToken cancellation) =>
        SendAsync(request, static async (response, cancellation) =>
        {
            using (response)
            {
                using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
                return await JsonSerializer.DeserializeAsync(stream, InfoOf<T>(), cancellation).ConfigureAwait(false)
                    ?? throw new JsonException("the node answered null");
            }
        }, cancellation);

    /// <summary>Sends until there is an answer that was read to its end.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads a successful answer, and disposes of it when that is done.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OnusRefused">The node refuses it.</exception>
    /// <exception cref="OnusUnavailable">There was no answer within the deadline.</exception>
    public async Task<T> SendAsync<T>(
        ApiRequest request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.Deadline, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        Exception? last = null;
        try
        {
            for (var attempt = 1; attempt <= options.MaxAttempts; attempt++)
            {
                try
                {
                    return await read(await TryAsync(request, either.Token).ConfigureAwait(false), either.Token).ConfigureAwait(false);
                }
                catch (Exception fault) when (RetryPolicy.IsPassing(fault))
                {
                    last = fault;
                }

                if (attempt == options.MaxAttempts) break;
                var asked = (last as OnusRefused)?.RetryAfter;
                var wait = RetryPolicy.Wait(attempt, asked, options.Time.GetUtcNow(), Random.Shared.NextDouble());
                await Task.Delay(wait, options.Time, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            last ??= new TimeoutException($"nothing within {options.Deadline}");
        }
        catch (HttpRequestException fault)
        {
            last = fault;
        }

        throw last is OnusRefused ? last : Unanswered(request, last);
    }

    public static byte[] Json<T>(T body) => JsonSerializer.SerializeToUtf8Bytes(body, InfoOf<T>());

    public static JsonTypeInfo<T> InfoOf<T>() =>
        (JsonTypeInfo<T>)(OnusJson.Default.GetTypeInfo(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T)} is not in {nameof(OnusJson)}"));

    private async Task<HttpResponseMessage> TryAsync(ApiRequest request, CancellationToken cancellation)
    {
        using var message = request.ToMessage(options.Address, options.Token);
        var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (response.IsSuccessStatusCode) return response;
        using (response)
        {
            var problem = await ProblemAsync(response, cancellation).ConfigureAwait(false);
            throw new OnusRefused(problem) { RetryAfter = response.Headers.RetryAfter };
        }
    }

    private OnusUnavailable Unanswered(ApiRequest request, Exception? last)
    {
        var again = request.Command is { } command ? $"; it may have happened: ask again with the same command id, {command}"
            : request.Method == HttpMethod.Post ? "; what it writes may have happened: ask again with the same ids"
            : "";
        return new OnusUnavailable($"no answer from {options.Address} to {request.Method} {request.Path}{again}", request.Command, last);
    }

    private static async Task<Problem> ProblemAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        var plain = new Problem("about:blank", response.ReasonPhrase ?? $"status {status}", status, null, null);
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or ApiRequest.Json)) return plain;
        var body = await ReadAtMostAsync(response.Content, cancellation).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body, OnusJson.Default.Problem) ?? plain;
        }
        catch (JsonException)
        {
            // Whoever stands between may answer in words of his own.
            return plain;
        }
    }

    private static async Task<byte[]> ReadAtMostAsync(HttpContent content, CancellationToken cancellation)
    {
        using var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var buffer = new byte[MaxProblemSize];
        return buffer[..await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false)];
    }
}
