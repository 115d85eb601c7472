using System.Net;
using System.Text.RegularExpressions;
using Onus.Console.Tests.Bench;
using Onus.Console.Tests.FakeApi;

namespace Onus.Console.Tests.Shell;

/// <summary>The frame of every page, as HTML over a socket.</summary>
public sealed partial class ShellTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_sees_a_page_before_they_sign_in_and_then_they_go_on_where_they_were()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = server.Client();
        var door = await client.GetAsync("/console/refused?status=404", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, door.StatusCode);
        Assert.Equal("/console/sign-in?back=%2Fconsole%2Frefused%3Fstatus%3D404", door.Headers.Location!.ToString());

        var entered = await client.SubmitAsync(door.Headers.Location.ToString(), new() { ["act"] = "key", ["key"] = FakeNode.OfficerKey });
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        Assert.Equal("/console/refused?status=404", entered.Headers.Location!.ToString());
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("onus_session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(FakeNode.OfficerKey, cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/console/../v1/me")]
    [InlineData("/consoles")]
    public async Task Signing_in_leads_nowhere_but_to_the_console(string back)
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = server.Client();
        var entered = await client.SubmitAsync(
            "/console/sign-in?back=" + Uri.EscapeDataString(back), new() { ["act"] = "key", ["key"] = FakeNode.OfficerKey });
        Assert.Equal("/console", entered.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_key_that_the_node_does_not_know_opens_nothing()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = server.Client();
        var refused = await client.SubmitAsync("/console/sign-in", new() { ["act"] = "key", ["key"] = "onus_9_guess" });
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.False(refused.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("onus_session=", StringComparison.Ordinal)));
        Assert.Contains("does not know this key", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_with_its_time_and_a_forged_one_is_none()
    {
        var clock = new StepClock();
        await using var server = await ConsoleServer.StartAsync(change: o => o with { Time = clock, SessionLength = TimeSpan.FromHours(1) });
        using var client = await server.SignedInAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/console/nowhere", Cancel)).StatusCode);
        clock.Forward += TimeSpan.FromMinutes(61);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/console/nowhere", Cancel)).StatusCode);

        using var forger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Address };
        forger.DefaultRequestHeaders.Add("Cookie", "onus_session=CfDJ8AAAA");
        Assert.Equal(HttpStatusCode.Redirect, (await forger.GetAsync("/console/nowhere", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_form_without_the_pages_token_writes_nothing()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = await server.SignedInAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["act"] = "key", ["key"] = FakeNode.WatcherKey });
        var refused = await client.PostAsync("/console/sign-in", form, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(server.Node.Writes);
    }

    [Fact]
    public async Task Every_page_tells_the_browser_to_run_nothing_but_the_consoles_own_modules()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = await server.SignedInAsync();
        foreach (var path in new[] { "/console/sign-in", "/console/nowhere", "/console/search?q=x" })
        {
            var answer = await client.GetAsync(path, Cancel);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString() is { } cache && cache.Contains("no-store", StringComparison.Ordinal) ? "no-store" : "");
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.DoesNotMatch(InlineCode(), html);
        }
    }

    [Fact]
    public async Task What_somebody_typed_is_text_on_the_page()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = await server.SignedInAsync();
        var html = await client.GetStringAsync("/console/search?q=" + Uri.EscapeDataString("<img src=x onerror=alert(1)>"), Cancel);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_browser_chooses_the_language_until_the_reader_does()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = server.Client();
        client.DefaultRequestHeaders.Add("Accept-Language", "fr;q=0.9, zh-CN;q=0.8, en;q=0.5");
        Assert.Contains("<html lang=\"zh-Hans\"", await client.GetStringAsync("/console/sign-in", Cancel), StringComparison.Ordinal);
        await client.SubmitAsync("/console/sign-in", new() { ["language"] = "en", ["theme"] = "dark", ["back"] = "/console/sign-in" }, "/console/preferences");
        var chosen = await client.GetStringAsync("/console/sign-in", Cancel);
        Assert.Contains("<html lang=\"en\" data-theme=\"dark\"", chosen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assets_are_kept_for_ever_under_the_hash_of_them_all()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = server.Client();
        var html = await client.GetStringAsync("/console/sign-in", Cancel);
        foreach (Match asset in AssetLink().Matches(html))
        {
            var answer = await client.GetAsync(asset.Groups[1].Value, Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/console/assets/0000000000000000/base.css", Cancel)).StatusCode);
    }

    [GeneratedRegex("""<script(?![^>]*\ssrc=)|\son[a-z]+=|\sstyle=|javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex InlineCode();

    [GeneratedRegex("(?:href|src)=\"(/console/assets/[^\"]+)\"")]
    private static partial Regex AssetLink();

    private sealed class StepClock : TimeProvider
    {
        public TimeSpan Forward { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Forward;
    }
}
