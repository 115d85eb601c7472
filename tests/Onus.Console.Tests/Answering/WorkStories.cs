using Microsoft.Playwright;
using Onus.Console.Tests.Bench;

namespace Onus.Console.Tests.Answering;

/// <summary>What people do on the pages of those who answer and check, as they would do it.</summary>
[Collection(BrowserTests.Name)]
[Trait("Category", "Browser")]
public sealed class WorkStories(Browser browser)
{
    private const string Decider = "decided by    rule";

    [Fact]
    public async Task An_author_sees_the_fault_while_typing_mends_it_and_proposes_the_text()
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var visit = await browser.VisitAsync(server);
        await visit.SignInAsync();
        await visit.GoAsync("/console/products/chargeback/edit");
        await visit.Page.Locator("form[data-editor][data-ready]").WaitForAsync();
        var text = visit.Page.Locator("#source");
        var right = await text.InputValueAsync();
        await Assertions.Expect(visit.Page.Locator("#checked .verdict")).ToContainTextAsync("may be enacted");

        await TypeAsync(visit, right.IndexOf(Decider, StringComparison.Ordinal) + Decider.Length - 4, 4, "nobody-known");
        await Assertions.Expect(visit.Page.Locator("#checked .verdict")).ToContainTextAsync("cannot be enacted");
        await Assertions.Expect(visit.Page.Locator(".editor-paint .mark-error").First).ToBeVisibleAsync();
        await visit.Page.Locator("#checked [data-line]").First.ClickAsync();
        var marked = await text.EvaluateAsync<string>("field => field.value.slice(field.selectionStart, field.selectionEnd)");
        Assert.Contains("nobody-known", marked, StringComparison.Ordinal);
        await visit.KeepAsync("product-edit-fault");

        await TypeAsync(visit, right.IndexOf(Decider, StringComparison.Ordinal) + Decider.Length - 4, 12, "rule");
        await Assertions.Expect(visit.Page.Locator("#checked .verdict")).ToContainTextAsync("may be enacted");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Propose to enact" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".note")).ToContainTextAsync("It takes effect when a second enactor agrees");
        Assert.Contains(server.Node.Writes, w => w is { Method: "POST", Path: "/v1/products" });
        await visit.CheckAsync();
    }

    // Types over a part of the text, as somebody does who has marked it.
    private static async Task TypeAsync(Visit visit, int at, int length, string text)
    {
        await visit.Page.Locator("#source").EvaluateAsync("(field, mark) => { field.focus(); field.setSelectionRange(mark[0], mark[0] + mark[1]); }", new[] { at, length });
        await visit.Page.Keyboard.InsertTextAsync(text);
    }

    [Fact]
    public async Task Silence_is_followed_on_the_map_and_a_state_leads_to_its_cases()
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var visit = await browser.VisitAsync(server, new VisitOptions { HasScript = false });
        await visit.SignInAsync();
        await visit.GoAsync("/console/products/chargeback");
        await Assertions.Expect(visit.Page.Locator(".onus-map .m-off")).ToHaveCountAsync(0);
        await visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Complaint filed", Exact = true }).First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".silent-path .state")).ToHaveTextAsync(["Complaint filed", "Paid back, being investigated", "Loss borne by us"]);
        await Assertions.Expect(visit.Page.Locator(".onus-map .m-state.m-on")).ToHaveCountAsync(3);
        await visit.Page.Locator(".onus-map a").First.ClickAsync();
        Assert.Contains("/console/cases?product=chargeback&state=", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_is_explained_and_decided_again_to_the_same_bytes()
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var visit = await browser.VisitAsync(server);
        await visit.SignInAsync("Wei Chen");
        await visit.GoAsync("/console/decisions?refused=true");
        await visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "The claim was upheld by rule" }).First.ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("over EUR 50.00")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Decide it again" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".replay")).ToContainTextAsync("the same bytes");
        await visit.CheckAsync();
        await visit.KeepAsync("decision-replayed", whole: true);
    }

    [Fact]
    public async Task A_second_person_agrees_after_a_question_and_what_is_ones_own_cannot_be_agreed_to()
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var visit = await browser.VisitAsync(server);
        await visit.SignInAsync();
        await visit.GoAsync("/console/people");
        var rows = visit.Page.Locator("#proposals tbody tr");
        await Assertions.Expect(rows.Nth(1).GetByText("yours: another must agree")).ToBeVisibleAsync();
        await rows.Nth(0).GetByText("Agree", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await Assertions.Expect(rows.Nth(0)).ToContainTextAsync("You agree as the second person: enact version 3 of chargeback");
        Assert.Empty(server.Node.Writes);
        await rows.Nth(0).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Yes, go on" }).First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".note")).ToContainTextAsync("Written as entry");
        Assert.Equal("/v1/proposals/184001/second", server.Node.Writes.Single().Path);
    }

    [Fact]
    public async Task Money_moves_once_and_a_refusal_of_the_ledger_is_told_with_its_entry()
    {
        await using var server = await ConsoleServer.StartAsync();
        await using var visit = await browser.VisitAsync(server);
        await visit.SignInAsync();
        await visit.GoAsync("/console/ledger/transfer?debit=customer:502");
        await visit.Page.GetByLabel("To account").FillAsync("customer:503");
        await visit.Page.GetByLabel("Amount").FillAsync("999999.00");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Send" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".problem")).ToContainTextAsync("ExceedsCredits");
        await Assertions.Expect(visit.Page.GetByLabel("To account")).ToHaveValueAsync("customer:503");
        await visit.Page.GetByLabel("Amount").FillAsync("10.00");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Send" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".note")).ToContainTextAsync("Written as entry");
        var ids = server.Node.Writes.Select(w => w.Read<Onus.Client.Contracts.TransferBatchRequest>().Transfers.Single().Id).ToList();
        Assert.Equal(2, ids.Distinct().Count());
    }
}
