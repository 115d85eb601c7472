using System.Net.Http.Headers;
using System.Text;
using Onus.Server.Tests.Money;

namespace Onus.Server.Tests.Identity;

public sealed class LimitTests
{
    [Fact]
    public async Task A_caller_and_a_stranger_are_each_held_to_their_own_rate()
    {
        await using var node = await TestNode.StartAsync(settings: new ServerSettings { RequestsPerSecond = 20, StrangersPerSecond = 5 });
        var (strangers, callers) = (new List<int>(), new List<int>());
        for (var i = 0; i < 30; i++) strangers.Add((await TestNode.SendAsync(node.ClientOf("onus_wrong"), HttpMethod.Get, "/v1/me")).Status);
        for (var i = 0; i < 10; i++) callers.Add((await TestNode.SendAsync(node.Alice, HttpMethod.Get, "/v1/me")).Status);
        Assert.Contains(429, strangers);
        Assert.DoesNotContain(429, callers);
    }

    [Fact]
    public async Task A_body_a_line_and_headers_that_are_too_large_are_refused()
    {
        await using var node = await TestNode.StartAsync(settings: new ServerSettings { MostBodyBytes = 10_000 });
        (await TestNode.SendAsync(node.Alice, HttpMethod.Post, "/v1/books", $$"""{"book":"{{new string('x', 20_000)}}","unit":"CNY"}""")).Refusal(413);
        Assert.Equal(414, (await TestNode.SendAsync(node.Alice, HttpMethod.Get, "/v1/accounts?cursor=" + new string('1', 20_000))).Status);
        Assert.Equal(431, (await TestNode.SendAsync(node.Alice, HttpMethod.Get, "/v1/me", headers: ("x-large", new string('x', 40_000)))).Status);
    }

    [Fact]
    public async Task Only_JSON_is_read_as_a_command()
    {
        await using var node = await TestNode.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"book":"x","unit":"CNY"}"""));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var response = await node.Alice.PostAsync("/v1/books", content, TestContext.Current.CancellationToken);
        Assert.Equal(415, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/v1/me", 200)]
    [InlineData("/v1/accounts/none", 404)]
    [InlineData("/nowhere", 404)]
    public async Task Every_answer_carries_the_headers_that_keep_browsers_safe(string path, int status)
    {
        await using var node = await TestNode.StartAsync();
        var reply = await TestNode.SendAsync(node.Alice, HttpMethod.Get, path);
        Assert.Equal(status, reply.Status);
        Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-store", reply.Headers["Cache-Control"]);
        Assert.Contains("default-src 'none'", reply.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("DENY", reply.Headers["X-Frame-Options"]);
        Assert.DoesNotContain("Server", reply.Headers.Keys);
    }

    [Fact]
    public async Task Health_and_readiness_tell_the_truth()
    {
        var clock = new TestClock(new DateTimeOffset(2027, 1, 4, 1, 0, 0, TimeSpan.Zero));
        await using var money = await MoneyNode.StartAsync(clock);
        Assert.Equal(200, (await money.GetAsync("/readyz", money.Node.Anybody)).Status);
        Assert.Equal(200, (await money.GetAsync("/healthz", money.Node.Anybody)).Status);
        money.Node.Node.Engine.Dispose();
        var reply = await money.GetAsync("/readyz", money.Node.Anybody);
        Assert.Equal(503, reply.Status);
        Assert.Contains("does not answer", reply.Text, StringComparison.Ordinal);
        (await money.PayAsync("outside", "shop", "1.00")).Refusal(503, "Closed");
    }

    [Fact]
    public async Task Refusals_over_the_budget_are_throttled_without_an_entry()
    {
        var clock = new TestClock(new DateTimeOffset(2027, 1, 4, 1, 0, 0, TimeSpan.Zero));
        await using var money = await MoneyNode.StartAsync(clock);
        var statuses = new List<int>();
        for (var i = 0; i < 130; i++) statuses.Add((await money.PayAsync("shop", "outside", "1.00")).Status);
        Assert.Equal(422, statuses[0]);
        var last = (await money.PayAsync("shop", "outside", "1.00")).Refusal(429, "Throttled");
        Assert.Null(last.Evidence);
    }
}
