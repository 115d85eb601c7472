using Microsoft.Playwright;
using Onus.Client.Contracts;
using Onus.Console.Tests.Bench;
using Onus.Console.Tests.FakeApi;

namespace Onus.Console.Tests.Work;

/// <summary>What an operator does in a day, in a real browser.</summary>
[Collection(BrowserTests.Name)]
[Trait("Category", "Browser")]
public sealed class WorkStories(Browser browser)
{
    private const string Case = "/console/cases/100000";

    [Fact]
    public async Task The_first_page_shows_the_equation_of_responsibility_and_leads_to_the_cases_behind_each_number()
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var visit = await browser.VisitAsync(server);
        await visit.SignInAsync();
        await visit.KeepAsync("now", whole: true);
        await visit.CheckAsync();
        Assert.Equal(2, await visit.Page.Locator(".equation .badge.done").CountAsync());
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Evidence asked of the merchant" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/cases?product=card-chargeback&state=evidence-held");
        Assert.Equal(40, await visit.Page.Locator("tr[data-row]").CountAsync());
        await visit.CheckAsync();
    }

    [Fact]
    public async Task An_officer_claims_a_case_by_keyboard_alone_and_opens_it()
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var visit = await browser.VisitAsync(server);
        await visit.SignInAsync();
        await visit.Page.Keyboard.PressAsync("g");
        await visit.Page.Keyboard.PressAsync("q");
        await visit.Page.WaitForURLAsync("**/console/queue");
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("c");
        await visit.Page.Locator(".note").WaitForAsync();
        Assert.Equal([FakeNode.FirstCase + 1], server.Node.Claims.Keys);
        await visit.KeepAsync("queue");
        await visit.CheckAsync();
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**" + Case);
        await visit.KeepAsync("case", whole: true);
        await visit.CheckAsync();
    }

    [Fact]
    public async Task An_officer_sees_what_a_step_would_do_and_decides_without_script()
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var visit = await browser.VisitAsync(server, new VisitOptions { HasScript = false });
        await visit.SignInAsync();
        await visit.GoAsync(Case);
        await visit.Page.Locator(".option", new() { HasText = "Refuse the claim" }).GetByRole(AriaRole.Link).ClickAsync();
        Assert.Contains("take the step refuse", await visit.Page.Locator(".statement").TextContentAsync(), StringComparison.Ordinal);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Decide", Exact = true }).ClickAsync();
        await visit.Page.Locator(".note").WaitForAsync();
        var write = Assert.Single(server.Node.Writes);
        Assert.Equal("/v1/cases/100000/steps", write.Path);
        Assert.Equal("refuse", write.Read<TakeStepRequest>().Step);
        Assert.Null(write.Read<TakeStepRequest>().Signed);
        Assert.Equal("160000", write.Head);
    }

    [Fact]
    public async Task A_key_is_made_in_the_browser_once_and_signs_exactly_the_statement_that_is_shown()
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var visit = await browser.VisitAsync(server);
        await visit.SignInAsync();
        await visit.GoAsync("/console/keys");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).ClickAsync();
        await visit.Page.Locator(".note").WaitForAsync();
        var key = Assert.Single(server.Node.Writes).Read<AddKeyRequest>();
        server.Node.Answer("GET", "/v1/me", _ => new Me(
            new ActorView(FakeNode.Officer, FakeNode.Id(12), "Ana Duarte", "Person", [new ActorKeyView(77, key.Algorithm, key.PublicKey, null)], []), ["read"], [], null));
        await visit.GoAsync("/console/keys");
        await visit.Page.GetByText("this browser", new() { Exact = true }).WaitForAsync();
        await visit.KeepAsync("keys");
        await visit.CheckAsync();

        await visit.GoAsync(Case + "/decide?step=uphold&verb=Take");
        var go = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign and decide" });
        await Assertions.Expect(go).ToBeEnabledAsync();
        await visit.KeepAsync("decide");
        await visit.CheckAsync();
        await go.ClickAsync();
        await visit.Page.Locator(".note").WaitForAsync();
        var signed = server.Node.Writes[^1].Read<TakeStepRequest>().Signed!;
        Assert.Equal((77ul, "ticket-160000"), (signed.Key, signed.Ticket));
        var statement = "I, actor 12, as dispute-officer, take the step uphold in case 100000, at head 160000."u8.ToArray();
        Assert.True(Signatures.Verify(key.Algorithm, Convert.FromBase64String(key.PublicKey), statement, Convert.FromBase64String(signed.Signature)));
    }

    [Fact]
    public async Task A_step_that_demands_a_signature_waits_for_a_key()
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var visit = await browser.VisitAsync(server);
        await visit.SignInAsync();
        await visit.GoAsync(Case + "/decide?step=uphold&verb=Take");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign and decide" })).ToBeDisabledAsync();
        Assert.Contains("holds none of your keys", await visit.Page.Locator("[data-sign-missing]").TextContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_is_filed_from_the_case_and_read_as_a_download_only()
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var visit = await browser.VisitAsync(server);
        await visit.SignInAsync();
        server.Node.Answer("GET", "/v1/me", _ => new Me(
            new ActorView(201, FakeNode.Id(201), "Mira Sand", "Person", [], []), ["read", "write"], [], null));
        await visit.GoAsync(Case);
        await visit.Page.GetByText("Add evidence").ClickAsync();
        await visit.Page.SetInputFilesAsync("#file", new FilePayload { Name = "receipt.html", MimeType = "text/html", Buffer = "<script>alert(1)</script>"u8.ToArray() });
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "File it" }).ClickAsync();
        await visit.Page.Locator(".note").WaitForAsync();
        var filed = Assert.Single(Assert.Single(server.Node.Writes).Read<FileEvidenceRequest>().Evidence);
        Assert.Equal(("claim-form", "receipt.html", "text/html"), (filed.Kind, filed.FileName, filed.MediaType));
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Link, new() { Name = "Signed claim form", Exact = true }).ClickAsync());
        Assert.Equal("evidence-100000", download.SuggestedFilename);
    }

    [Fact]
    public async Task What_happens_elsewhere_appears_on_the_page_by_itself()
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var visit = await browser.VisitAsync(server);
        await visit.SignInAsync();
        server.Node.Grow(3);
        await Assertions.Expect(visit.Page.Locator("#now-checkpoint")).ToContainTextAsync("184,206");
        await Assertions.Expect(visit.Page.Locator("#log-head")).ToContainTextAsync("184,206");
    }

    [Theory]
    [InlineData("zh", "zh-CN", false, 1366)]
    [InlineData("dark", "en", true, 1366)]
    [InlineData("phone.zh", "zh-CN", false, 375)]
    public async Task The_pages_of_work_hold_in_both_languages_in_the_dark_and_on_a_phone(string name, string language, bool dark, int width)
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var visit = await browser.VisitAsync(server, new VisitOptions { Language = language, IsDark = dark, Width = width });
        await visit.SignInAsync();
        foreach (var (page, path) in new[] { ("now", "/console"), ("queue", "/console/queue"), ("case", Case), ("decide", Case + "/decide?step=uphold&verb=Take") })
        {
            await visit.GoAsync(path);
            await visit.KeepAsync($"{page}.{name}", whole: width < 500 && page is "case" or "now");
            await visit.CheckAsync(withAxe: name != "zh");
        }
    }
}
