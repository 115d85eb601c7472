using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Onus.LanguageServer.Protocol;
using Onus.LanguageServer.Rpc;

namespace Onus.LanguageServer;

/// <summary>
/// One session of the Language Server Protocol over two streams. Messages are answered one after another; diagnostics
/// are made when nothing more is waiting, so that fast typing never queues up work.
/// </summary>
public sealed class OnusLanguageServer
{
    private const int WaitingMax = 4096;

    private readonly MessageReader _reader;
    private readonly MessageWriter _writer;
    private readonly Workspace _workspace;
    private readonly RequestTable _requests;
    private readonly Channel<byte[]> _waiting = Channel.CreateBounded<byte[]>(WaitingMax);
    private readonly ConcurrentDictionary<string, bool> _cancelled = new(StringComparer.Ordinal);
    private Phase _phase;
    private bool _wasShutDown;

    private enum Phase
    {
        New,
        Ready,
        ShuttingDown,
        Ended,
    }

    /// <summary>Makes a session.</summary>
    /// <param name="input">What the client writes.</param>
    /// <param name="output">What the client reads.</param>
    /// <param name="clock">Today, for review dates.</param>
    public OnusLanguageServer(Stream input, Stream output, TimeProvider clock)
    {
        _reader = new MessageReader(input);
        _writer = new MessageWriter(output);
        _workspace = new Workspace(clock);
        _requests = new RequestTable(_workspace);
    }

    /// <summary>Serves until the client says exit or closes the stream; true if it said shutdown before.</summary>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // Never awaited: a console's stream cannot be told to stop reading, and an editor may keep it open after exit.
        _ = ReadAllAsync(ending.Token);
        while (_phase != Phase.Ended && await _waiting.Reader.WaitToReadAsync(stop))
        {
            while (_phase != Phase.Ended && _waiting.Reader.TryRead(out var body)) await HandleAsync(body);
            if (_phase == Phase.Ready) await PublishAsync();
        }

        await ending.CancelAsync();
        return _wasShutDown;
    }

    private async Task ReadAllAsync(CancellationToken stop)
    {
        try
        {
            while (await _reader.ReadAsync(stop) is { } body)
            {
                NoteCancellation(body);
                await _waiting.Writer.WriteAsync(body, stop);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone or the session is over: the same as the end of the stream.
        }
        finally
        {
            _waiting.Writer.Complete();
        }
    }

    // Read ahead of the queue, so that a request still waiting in it is not answered in vain.
    private void NoteCancellation(byte[] body)
    {
        if (body.AsSpan().IndexOf("$/cancelRequest"u8) < 0) return;
        if (RpcMessage.Parse(body) is not { Method: "$/cancelRequest" } message) return;
        if (message.Parameters.ValueKind != JsonValueKind.Object) return;
        if (message.Parameters.TryGetProperty("id", out var id)) _cancelled[id.GetRawText()] = true;
    }

    private async Task HandleAsync(byte[] body)
    {
        if (RpcMessage.Parse(body) is not { } message)
        {
            await _writer.FailAsync(null, RpcErrors.ParseError, "this is no JSON-RPC message");
            return;
        }

        if (message.Method.Length == 0) return;
        var (code, reason) = await TryHandleAsync(message);
        if (reason is not null && message.Id is { } id) await _writer.FailAsync(id, code, reason);
    }

    private async Task<(int Code, string? Reason)> TryHandleAsync(RpcMessage message)
    {
        try
        {
            if (message.Id is { } id) await RequestAsync(id, message);
            else Notification(message);
            return (0, null);
        }
        catch (RequestRefused refused)
        {
            return (refused.Code, refused.Message);
        }
        catch (JsonException)
        {
            return (RpcErrors.InvalidParams, $"{message.Method}: the parameters are not as the protocol has them");
        }
        catch (Exception failure) when (failure is not IOException)
        {
            // A fault of ours on one half-written text must not take the editor's whole session with it.
            return (RpcErrors.InternalError, $"{message.Method} failed: {failure.Message}");
        }
    }

    private async Task RequestAsync(JsonElement id, RpcMessage message)
    {
        if (_cancelled.TryRemove(id.GetRawText(), out _))
        {
            await _writer.FailAsync(id, RpcErrors.RequestCancelled, "cancelled");
            return;
        }

        switch (message.Method)
        {
            case "initialize" when _phase == Phase.New:
                _phase = Phase.Ready;
                await _writer.AnswerAsync(id, InitializeResult(), ProtocolJson.Default.InitializeResult);
                return;
            case "initialize":
                throw new RequestRefused("initialize was sent twice", RpcErrors.InvalidRequest);
            case "shutdown" when _phase == Phase.Ready:
                _phase = Phase.ShuttingDown;
                _wasShutDown = true;
                await _writer.AnswerAsync(id, null, ProtocolJson.Default.Hover);
                return;
        }

        if (_phase == Phase.New) throw new RequestRefused("initialize comes first", RpcErrors.ServerNotInitialized);
        if (_phase != Phase.Ready) throw new RequestRefused("the server is shutting down", RpcErrors.InvalidRequest);
        if (!await _requests.TryAnswerAsync(message.Method, id, message.Parameters, _writer))
            throw new RequestRefused($"{message.Method} is not offered", RpcErrors.MethodNotFound);
    }

    private void Notification(RpcMessage message)
    {
        if (message.Method == "exit") _phase = Phase.Ended;
        if (_phase != Phase.Ready) return;
        switch (message.Method)
        {
            case "textDocument/didOpen":
                _workspace.Open(Read(message, ProtocolJson.Default.DidOpenParams).TextDocument);
                break;
            case "textDocument/didChange":
                _workspace.Change(Read(message, ProtocolJson.Default.DidChangeParams));
                break;
            case "textDocument/didClose":
                _workspace.Close(Read(message, ProtocolJson.Default.DidCloseParams).TextDocument.Uri);
                break;
        }
    }

    private static T Read<T>(RpcMessage message, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        RequestTable.Read(message.Parameters, type);

    private async Task PublishAsync()
    {
        foreach (var diagnostics in _workspace.TakeDiagnostics())
        {
            await _writer.NotifyAsync(
                "textDocument/publishDiagnostics", diagnostics, ProtocolJson.Default.PublishDiagnosticsParams);
        }
    }

    private static InitializeResult InitializeResult()
    {
        var version = typeof(OnusLanguageServer).Assembly.GetName().Version;
        return new InitializeResult(new ServerCapabilities(), new ServerInfo("onus", version?.ToString(3) ?? "0"));
    }
}
