using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace Onus.LanguageServer.Tests;

/// <summary>
/// A client of its own over a pair of pipes: it frames and reads messages without any code of the server.
/// </summary>
internal sealed class LspClient : IAsyncDisposable
{
    public const string Uri = "file:///product/goodwill.onus";

    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();
    private readonly Task<bool> _server;
    private readonly Task _reading;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly BlockingCollection<JsonElement> _diagnostics = [];
    private readonly BlockingCollection<JsonElement> _orphans = [];
    private int _lastId;

    public LspClient()
    {
        var server = new OnusLanguageServer(_toServer.Reader.AsStream(), _toClient.Writer.AsStream(), new Today());
        _server = Task.Run(() => server.RunAsync(TestContext.Current.CancellationToken));
        _reading = Task.Run(ReadAsync);
    }

    private sealed class Today : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2027, 2, 1, 12, 0, 0, TimeSpan.Zero);

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }

    public static async Task<LspClient> OpenAsync(string text, string uri = Uri)
    {
        var client = new LspClient();
        await client.RequestAsync("initialize", new { processId = (int?)null, capabilities = new { } });
        await client.NotifyAsync("initialized", new { });
        var textDocument = new { uri, languageId = "onus", version = 1, text };
        await client.NotifyAsync("textDocument/didOpen", new { textDocument });
        return client;
    }

    /// <summary>Sends a request and gets its result; an error throws with its code and message.</summary>
    public async Task<JsonElement> RequestAsync(string method, object? parameters)
    {
        var answer = await AskAsync(method, parameters);
        return answer.TryGetProperty("error", out var error)
            ? throw new LspError(error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString()!)
            : answer.GetProperty("result");
    }

    /// <summary>Asks for a feature of the open document.</summary>
    public Task<JsonElement> FeatureAsync(string feature) =>
        RequestAsync("textDocument/" + feature, new { textDocument = new { uri = Uri } });

    /// <summary>Asks for a feature at a place of the open document.</summary>
    public Task<JsonElement> FeatureAsync(string feature, object position) =>
        RequestAsync("textDocument/" + feature, new { textDocument = new { uri = Uri }, position });

    /// <summary>Asks for another name.</summary>
    public Task<JsonElement> RenameAsync(object position, string newName) =>
        RequestAsync("textDocument/rename", new { textDocument = new { uri = Uri }, position, newName });

    /// <summary>Replaces the whole text.</summary>
    public Task ReplaceAsync(int version, string text) => NotifyAsync("textDocument/didChange", new
    {
        textDocument = new { uri = Uri, version },
        contentChanges = new[] { new { text } },
    });

    /// <summary>Fails unless the session goes on.</summary>
    public async Task AssertAliveAsync() => Assert.NotEqual(0, (await FeatureAsync("foldingRange")).GetArrayLength());

    public async Task<JsonElement> AskAsync(string method, object? parameters)
    {
        var id = Interlocked.Increment(ref _lastId);
        var waiting = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await WriteAsync(JsonSerializer.Serialize(new { jsonrpc = "2.0", id, method, @params = parameters }));
        return await waiting.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    public Task NotifyAsync(string method, object parameters) =>
        WriteAsync(JsonSerializer.Serialize(new { jsonrpc = "2.0", method, @params = parameters }));

    public Task WriteAsync(string body) => WriteRawAsync(Encoding.UTF8.GetBytes(Frame(body)));

    public static string Frame(string body)
    {
        var length = Encoding.UTF8.GetByteCount(body);
        return string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n\r\n{body}");
    }

    public async Task WriteRawAsync(byte[] bytes) => await _toServer.Writer.WriteAsync(bytes);

    /// <summary>Gets the next diagnostics that the server publishes.</summary>
    public JsonElement NextDiagnostics() => Take(_diagnostics);

    /// <summary>Gets the next answer without an id.</summary>
    public JsonElement NextOrphan() => Take(_orphans);

    public async Task<bool> EndAsync()
    {
        await _toServer.Writer.CompleteAsync();
        return await _server.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public Task<bool> ServerAsync() => _server.WaitAsync(TimeSpan.FromSeconds(60));

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _toClient.Writer.CompleteAsync();
        await _reading;
        _diagnostics.Dispose();
        _orphans.Dispose();
    }

    private static JsonElement Take(BlockingCollection<JsonElement> queue)
    {
        Assert.True(queue.TryTake(out var message, TimeSpan.FromSeconds(60)), "the server stayed silent");
        return message;
    }

    private async Task ReadAsync()
    {
        var stream = _toClient.Reader.AsStream();
        while (await ReadMessageAsync(stream) is { } message)
        {
            if (message.TryGetProperty("method", out var method))
            {
                Assert.Equal("textDocument/publishDiagnostics", method.GetString());
                _diagnostics.Add(message.GetProperty("params"));
            }
            else if (message.GetProperty("id") is { ValueKind: JsonValueKind.Number } id)
            {
                if (_waiting.TryRemove(id.GetInt32(), out var waiting)) waiting.SetResult(message);
            }
            else
            {
                _orphans.Add(message);
            }
        }
    }

    private static async Task<JsonElement?> ReadMessageAsync(Stream stream)
    {
        var header = new StringBuilder();
        var one = new byte[1];
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0) return null;
            header.Append((char)one[0]);
        }

        var length = int.Parse(header.ToString().Split(':')[1].Trim(), CultureInfo.InvariantCulture);
        var body = new byte[length];
        await stream.ReadExactlyAsync(body);
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }
}

/// <summary>An error that the server answered.</summary>
internal sealed class LspError(int code, string message) : Exception(message)
{
    public int Code { get; } = code;
}
