using System.Text;
using System.Text.Json;

namespace Onus.LanguageServer.Tests;

public sealed class SessionTests
{
    private static readonly string[] Features =
    [
        "hover", "completion", "definition", "semanticTokens/full", "documentSymbol", "foldingRange", "inlayHint",
        "codeAction", "references",
    ];

    [Fact]
    public async Task The_server_says_what_it_can_do_and_ends_when_told()
    {
        await using var client = new LspClient();
        var early = await Assert.ThrowsAsync<LspError>(() => client.RequestAsync("textDocument/hover", new { }));
        Assert.Equal(-32002, early.Code);
        var result = await client.RequestAsync("initialize", new { capabilities = new { } });
        var capabilities = result.GetProperty("capabilities");
        string[] features = ["hover", "definition", "references", "inlayHint", "foldingRange", "documentSymbol"];
        foreach (var provider in features.Append("documentFormatting").Select(feature => feature + "Provider"))
            Assert.True(capabilities.GetProperty(provider).GetBoolean());
        Assert.Equal(2, capabilities.GetProperty("textDocumentSync").GetProperty("change").GetInt32());
        Assert.Equal("onus", result.GetProperty("serverInfo").GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, (await client.RequestAsync("shutdown", null)).ValueKind);
        var late = await Assert.ThrowsAsync<LspError>(() => client.RequestAsync("textDocument/hover", new { }));
        Assert.Equal(-32600, late.Code);
        await client.NotifyAsync("exit", new { });
        Assert.True(await client.ServerAsync());
    }

    [Fact]
    public async Task Exit_without_shutdown_and_a_stream_that_just_ends_are_told_apart_from_a_good_end()
    {
        await using (var client = await LspClient.OpenAsync(""))
        {
            await client.NotifyAsync("exit", new { });
            Assert.False(await client.ServerAsync());
        }

        await using var gone = await LspClient.OpenAsync("");
        Assert.False(await gone.EndAsync());
    }

    [Theory]
    [InlineData("Content-Length: 3\r\n\r\n{x}")]
    [InlineData("Content-Length: 2\r\n\r\n[]")]
    [InlineData("Content-Length: 4\r\n\r\nnull")]
    [InlineData("Content-Length: 32\r\n\r\n{\"id\":{\"a\":1},\"method\":\"shutdown\"")]
    [InlineData("Content-Length: 0\r\n\r\n")]
    public async Task A_message_that_is_none_is_answered_and_the_session_goes_on(string raw)
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        await client.WriteRawAsync(Encoding.UTF8.GetBytes(raw));
        Assert.Equal(-32700, client.NextOrphan().GetProperty("error").GetProperty("code").GetInt32());
        await client.AssertAliveAsync();
    }

    [Theory]
    [InlineData("rubbish\r\n\r\n")]
    [InlineData("\r\n\r\n\n\n")]
    [InlineData("Content-Length: -5\r\n\r\n")]
    [InlineData("Content-Length: 99999999999999999999999\r\n\r\n")]
    [InlineData("Content-Length: many\r\n\r\n")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}\n")]
    [InlineData("\0\u0001\u00ff\r\n")]
    public async Task Whatever_stands_between_messages_is_skipped(string raw)
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        await client.WriteRawAsync(Encoding.Latin1.GetBytes(raw));
        await client.WriteRawAsync(Encoding.ASCII.GetBytes(new string('x', 40_000)));
        await client.WriteRawAsync("\r\n"u8.ToArray());
        await client.AssertAliveAsync();
    }

    [Fact]
    public async Task A_message_longer_than_it_said_costs_only_itself()
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        var tooLong = "Content-Length: 10\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"shutdown\"}"u8;
        await client.WriteRawAsync(tooLong.ToArray());
        Assert.Equal(-32700, client.NextOrphan().GetProperty("error").GetProperty("code").GetInt32());
        await client.AssertAliveAsync();
    }

    [Fact]
    public async Task Unknown_requests_and_wrong_parameters_are_refused_by_code()
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        Assert.Equal(-32601, await CodeOf("textDocument/dance", new { }));
        Assert.Equal(-32602, await CodeOf("textDocument/hover", new { textDocument = 5 }));
        Assert.Equal(-32602, await CodeOf("textDocument/hover", new[] { 1 }));
        Assert.Equal(-32602, await CodeOf("textDocument/hover", new { }));
        Assert.Equal(-32600, await CodeOf("initialize", new { }));
        await client.NotifyAsync("textDocument/didChange", new { contentChanges = "all" });
        await client.NotifyAsync("textDocument/didOpen", new { textDocument = new { uri = (string?)null } });
        await client.NotifyAsync("some/notification", new { });
        await client.AssertAliveAsync();

        async Task<int> CodeOf(string method, object parameters) =>
            (await Assert.ThrowsAsync<LspError>(() => client.RequestAsync(method, parameters))).Code;
    }

    [Fact]
    public async Task A_request_cancelled_before_its_turn_is_answered_as_cancelled()
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        // The cancellation is read before the request it cancels is handled, because both arrive in one piece.
        var request = LspClient.Frame("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}}""")
            + LspClient.Frame("""{"jsonrpc":"2.0","method":"some/notification"}""");
        await client.WriteRawAsync(Encoding.UTF8.GetBytes(request));
        var cancelled = await Assert.ThrowsAsync<LspError>(() => client.FeatureAsync("foldingRange"));
        Assert.Equal(-32800, cancelled.Code);
        await client.AssertAliveAsync();
    }

    [Fact]
    public async Task Requests_on_random_damage_of_a_product_never_end_the_session()
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        var random = new Random(11);
        for (var version = 2; version < 60; version++)
        {
            var damaged = Goodwill.Text.ToCharArray();
            for (var i = 0; i < 6; i++) damaged[random.Next(damaged.Length)] = "\" ,-\n(1é\0zX"[random.Next(10)];
            var text = new string(damaged)[..random.Next(damaged.Length)];
            await client.ReplaceAsync(version, text);
            var position = new { line = random.Next(60), character = random.Next(30) };
            var range = new { start = new { line = 0, character = 0 }, end = position };
            var document = Goodwill.Document;
            foreach (var method in Features)
            {
                var parameters = new { textDocument = document, position, range };
                var answer = await client.AskAsync("textDocument/" + method, parameters);
                Assert.False(answer.TryGetProperty("error", out var error), $"{method} at version {version}: {error}");
            }
        }
    }

}
