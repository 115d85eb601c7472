using System.Net;
using System.Net.Sockets;
using Onus.Witness.Protocol;

namespace Onus.Witness.Tests;

/// <summary>A real HTTP server on the loopback interface that answers by a function.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<string, string, byte[], WitnessAnswer?> _answer;

    /// <param name="answer">Method, path and body to an answer; null leaves the client without one.</param>
    public LocalServer(Func<string, string, byte[], WitnessAnswer?> answer)
    {
        _answer = answer;
        Address = new Uri($"http://127.0.0.1:{FreePort()}/w/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    public int Requests { get; private set; }

    public void Dispose() => _listener.Abort();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await ServeOneAsync(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The listener was closed, or the client went away.
            }
        }
    }

    private async Task ServeOneAsync(HttpListenerContext context)
    {
        Requests++;
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var path = context.Request.Url!.AbsolutePath[(Address.AbsolutePath.Length - 1)..];
        if (_answer(context.Request.HttpMethod, path, body.ToArray()) is not { } answer) return;
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength64 = answer.Body.Length;
        await context.Response.OutputStream.WriteAsync(answer.Body);
        context.Response.Close();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
