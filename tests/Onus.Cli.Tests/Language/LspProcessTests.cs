using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Onus.Cli.Tests.Language;

/// <summary>The real program, started as an editor starts it.</summary>
public sealed class LspProcessTests
{
    [Fact]
    public async Task Onus_lsp_serves_an_editor_over_its_standard_streams_and_ends_with_it()
    {
        using var process = Start();
        var stop = TestContext.Current.CancellationToken;
        try
        {
            await Send(process, new { jsonrpc = "2.0", id = 1, method = "initialize", @params = new { } });
            var initialized = await Receive(process, stop);
            Assert.Equal("onus", initialized.GetProperty("result").GetProperty("serverInfo").GetProperty("name").GetString());

            var textDocument = new { uri = new Uri(Products.Goodwill).AbsoluteUri, version = 1, text = Products.Text };
            await Send(process, new { jsonrpc = "2.0", method = "textDocument/didOpen", @params = new { textDocument } });
            var published = await Receive(process, stop);
            Assert.Equal("textDocument/publishDiagnostics", published.GetProperty("method").GetString());

            await Send(process, new { jsonrpc = "2.0", id = 2, method = "shutdown" });
            Assert.Equal(2, (await Receive(process, stop)).GetProperty("id").GetInt32());
            await Send(process, new { jsonrpc = "2.0", method = "exit" });
            await process.WaitForExitAsync(stop).WaitAsync(TimeSpan.FromSeconds(60), stop);
            Assert.Equal(0, process.ExitCode);
            Assert.Empty(await process.StandardError.ReadToEndAsync(stop));
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static Process Start()
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "onus.exe" : "onus");
        Assert.True(File.Exists(program), $"{program} stands beside the tests");
        return Process.Start(new ProcessStartInfo(program, ["lsp", "--stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static async Task Send(Process process, object message)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message);
        var header = string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n");
        var stream = process.StandardInput.BaseStream;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(header));
        await stream.WriteAsync(body);
        await stream.FlushAsync();
    }

    private static async Task<JsonElement> Receive(Process process, CancellationToken stop)
    {
        var stream = process.StandardOutput.BaseStream;
        var header = new StringBuilder();
        var one = new byte[1];
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            Assert.Equal(1, await stream.ReadAsync(one, stop).AsTask().WaitAsync(TimeSpan.FromSeconds(60), stop));
            header.Append((char)one[0]);
        }

        var body = new byte[int.Parse(header.ToString().Split(':')[1].Trim(), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, stop);
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }
}
