using System.Text.Json;
using Microsoft.Playwright;
using Onus.Console.Tests.Bench;

namespace Onus.Console.Tests.Answering;

/// <summary>Somebody checks with their own browser what a real node proves.</summary>
[Collection(BrowserTests.Name)]
[Trait("Category", "Browser")]
public sealed class ProofStories(Browser browser)
{
    [Fact]
    public async Task A_receipt_holds_and_an_altered_one_does_not()
    {
        await using var node = await RealNode.StartAsync();
        await node.MoveMoneyAsync(5);
        await using var visit = await browser.VisitAsync(node.Address);
        await visit.SignInAsync("alice");
        var receipt = await node.Client.Log.EntryAsync(3, TestContext.Current.CancellationToken);
        var json = $$"""{ "entry": "{{Convert.ToBase64String(receipt.Entry.Span)}}", "proof": {{JsonSerializer.Serialize(receipt.Proof.ToString())}} }""";

        await CheckAsync(visit, json);
        await Assertions.Expect(Verdict(visit)).ToHaveAttributeAsync("data-verdict", "good");
        await Assertions.Expect(Verdict(visit)).ToContainTextAsync("Entry 3 is in the log.");
        await Assertions.Expect(Verdict(visit)).ToContainTextAsync("No witness that you trust cosigned");
        await visit.KeepAsync("proof", whole: true);
        await visit.CheckAsync();

        // One bit of the entry, and one character of the signature.
        var altered = receipt.Entry.ToArray();
        altered[^1] ^= 1;
        await CheckAsync(visit, json.Replace(Convert.ToBase64String(receipt.Entry.Span), Convert.ToBase64String(altered), StringComparison.Ordinal));
        await Assertions.Expect(Verdict(visit)).ToHaveAttributeAsync("data-verdict", "bad");
        var at = json.LastIndexOf("log ", StringComparison.Ordinal) + 14;
        await CheckAsync(visit, json[..at] + (json[at] == 'A' ? 'B' : 'A') + json[(at + 1)..]);
        await Assertions.Expect(Verdict(visit)).ToHaveAttributeAsync("data-verdict", "bad");
        await CheckAsync(visit, "nothing that proves");
        await Assertions.Expect(Verdict(visit)).ToContainTextAsync("no receipt, no proof and no checkpoint");
    }

    [Fact]
    public async Task The_browser_remembers_the_log_and_sees_that_it_only_grew_or_that_it_did_not()
    {
        await using var node = await RealNode.StartAsync();
        await node.MoveMoneyAsync(3);
        await using var visit = await browser.VisitAsync(node.Address);
        await visit.SignInAsync("alice");
        await visit.GoAsync("/console/proof");
        await Assertions.Expect(History(visit)).ToContainTextAsync("has not seen this log before");
        var old = await FetchAsync(node, "log/checkpoint");

        await node.MoveMoneyAsync(300);
        await visit.GoAsync("/console/proof");
        await Assertions.Expect(History(visit)).ToContainTextAsync("are all still there, unchanged");
        await Assertions.Expect(Tiles(visit)).ToContainTextAsync("From the tiles alone");
        await visit.KeepAsync("proof-history", whole: true);
        await visit.CheckAsync();

        // A node that goes back to what it signed before is caught, and the browser does not forget it.
        await visit.Page.RouteAsync("**/console/log/checkpoint", route => route.FulfillAsync(new RouteFulfillOptions { Body = old }));
        await visit.GoAsync("/console/proof");
        await Assertions.Expect(History(visit)).ToHaveAttributeAsync("data-verdict", "bad");
        await visit.Page.UnrouteAllAsync();
        await visit.GoAsync("/console/proof");
        await Assertions.Expect(History(visit)).ToContainTextAsync("this browser saw a contradiction");
    }

    [Fact]
    public async Task A_balance_and_the_sum_of_a_book_are_proven_from_where_they_stand()
    {
        await using var node = await RealNode.StartAsync();
        await node.MoveMoneyAsync(8);
        await using var visit = await browser.VisitAsync(node.Address);
        await visit.SignInAsync("alice");
        await visit.GoAsync("/console/ledger/accounts/mira");
        await Assertions.Expect(visit.Page.Locator("#balance")).ToContainTextAsync("EUR 10.00");
        await visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Prove the balance" }).ClickAsync();
        await Assertions.Expect(Verdict(visit)).ToContainTextAsync("a balance of 1,000, in minor units");
        await Assertions.Expect(Verdict(visit)).ToHaveAttributeAsync("data-verdict", "good");
        await visit.KeepAsync("proof-balance", whole: true);
        await visit.GoAsync("/console/ledger");
        await visit.Page.Locator("#books").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Prove it" }).First.ClickAsync();
        await Assertions.Expect(Verdict(visit)).ToContainTextAsync("its debits and credits are both 1,000");
    }

    private static ILocator Verdict(Visit visit) => visit.Page.Locator("[data-findings]");

    private static ILocator History(Visit visit) => visit.Page.Locator("[data-history]");

    private static ILocator Tiles(Visit visit) => visit.Page.Locator("[data-tile-findings]");

    private static async Task CheckAsync(Visit visit, string evidence)
    {
        if (!visit.Page.Url.EndsWith("/console/proof", StringComparison.Ordinal)) await visit.GoAsync("/console/proof");
        await visit.Page.Locator("[data-proof][data-ready]").WaitForAsync();
        await visit.Page.Locator("#evidence").FillAsync(evidence);
        await visit.Page.Locator("form[data-check] button.primary").ClickAsync();
    }

    private static async Task<string> FetchAsync(RealNode node, string path)
    {
        using var http = new HttpClient { BaseAddress = node.Address };
        return await http.GetStringAsync(path, TestContext.Current.CancellationToken);
    }
}
