using Onus.Client.Contracts;

namespace Onus.Server.Tests.Cases;

public sealed class CaseRouteTests(RemittanceStage remittances) : IClassFixture<RemittanceStage>
{
    private readonly CaseStage _stage = remittances.Stage;

    [Fact]
    public async Task A_case_is_opened_from_words_and_shown_as_it_stands()
    {
        var opened = await _stage.RemitAsync();
        var detail = await _stage.CaseAsync("Bai", opened.Case);
        Assert.Equal("remittance", detail.Row.Product);
        Assert.Equal("20000.00", detail.Row.Stake);
        Assert.Equal("CNY", detail.Row.Currency);
        Assert.Equal(opened.State, detail.Row.State);
        Assert.Equal("CNY 20,000.00", detail.Facts.Single(f => f.Fact == "amount").Value);
        Assert.Contains(detail.Parties, p => p is { Party: "sender", Name: "Bai" });
        Assert.Equal("20000.00", detail.Row.Liable.Aggregate(0m, (sum, l) => sum + decimal.Parse(l.Amount, System.Globalization.CultureInfo.InvariantCulture)).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
        Assert.NotEmpty(detail.Next);
    }

    [Fact]
    public async Task The_head_of_a_case_is_its_etag()
    {
        var opened = await _stage.RemitAsync();
        var reply = await _stage.GetAsync("Bai", $"/v1/cases/{opened.Case}");
        Assert.Equal($"\"{opened.Head}\"", reply.Headers["ETag"]);
    }

    [Fact]
    public async Task A_case_is_nothing_to_whom_it_does_not_concern()
    {
        var opened = await _stage.RemitAsync();
        await _stage.ActorAsync("A stranger");
        var refusal = (await _stage.GetAsync("A stranger", $"/v1/cases/{opened.Case}")).Refusal(404);
        Assert.Equal(refusal.Detail, (await _stage.GetAsync("A stranger", "/v1/cases/999999")).Refusal(404).Detail!.Replace("999999", $"{opened.Case}", StringComparison.Ordinal));
        Assert.DoesNotContain((await _stage.GetAsync("A stranger", "/v1/cases?limit=1000")).As<Page<CaseRow>>().Items, row => row.Case == opened.Case);
    }

    [Fact]
    public async Task The_same_key_with_the_same_content_opens_one_case()
    {
        var id = _stage.Node.Node.Ids.Next();
        var parties = new Dictionary<string, ulong> { ["sender"] = await _stage.ActorAsync("Bai"), ["receiver"] = await _stage.ActorAsync("Northern University") };
        var request = new OpenCaseRequest("remittance", "sender")
        {
            Parties = parties,
            Accounts = new Dictionary<string, string>
            {
                ["sender/account"] = await _stage.AccountAsync("sender/account", "Bai"), ["receiver/bank"] = await _stage.AccountAsync("receiver/bank", "Northern University"),
            },
            Facts = new Dictionary<string, FactValue>
            {
                ["amount"] = new("300.00"), ["usd-equivalent"] = new("42.00"), ["identified"] = new("yes"), ["screening"] = new("clear"), ["payee-account"] = new("one payee"),
            },
            Evidence = [CaseStage.File("identity-card", "a card")],
        };
        var first = (await _stage.PostAsync("Bai", "/v1/cases", request, id)).As<CaseAnswer>();
        var again = (await _stage.PostAsync("Bai", "/v1/cases", request, id)).As<CaseAnswer>();
        Assert.Equal("Accepted", first.Written.Outcome);
        Assert.Equal("Exists", again.Written.Outcome);
        Assert.Equal(first.Case, again.Case);
        request.Evidence = [CaseStage.File("identity-card", "another card")];
        (await _stage.PostAsync("Bai", "/v1/cases", request, id)).Refusal(409, "ExistsWithDifferentContent");
    }

    [Theory]
    [InlineData("amount", "1,00", "an amount of CNY")]
    [InlineData("screening", "maybe", "one of clear, pattern, listed, unscored")]
    [InlineData("identified", "ja", "yes or no")]
    [InlineData("colour", "red", "has no fact colour")]
    public async Task A_fact_that_is_none_is_refused_with_how_to_write_it(string fact, string value, string says)
    {
        var facts = new Dictionary<string, string>
        {
            ["amount"] = "300.00", ["usd-equivalent"] = "42.00", ["identified"] = "yes", ["screening"] = "clear", ["payee-account"] = "p", [fact] = value,
        };
        var refusal = (await _stage.OpenAsync("remittance", "sender", new() { ["sender"] = "Bai", ["receiver"] = "Northern University" }, facts)).Refusal(400);
        Assert.Contains(says, refusal.Detail, StringComparison.Ordinal);
        Assert.Equal("/facts/" + fact, refusal.Pointer);
    }

    [Fact]
    public async Task A_fact_that_is_missing_is_refused_by_the_log_with_its_name()
    {
        var facts = new Dictionary<string, string> { ["amount"] = "300.00", ["usd-equivalent"] = "42.00", ["identified"] = "yes", ["payee-account"] = "p" };
        var refusal = (await _stage.OpenAsync("remittance", "sender", new() { ["sender"] = "Bai", ["receiver"] = "Northern University" }, facts)).Refusal(422, "FactMissing");
        Assert.Contains("screening", refusal.Detail, StringComparison.Ordinal);
        Assert.NotNull(refusal.Evidence);
    }

    [Fact]
    public async Task Cases_are_listed_by_what_is_asked_newest_first_page_by_page()
    {
        for (var i = 0; i < 3; i++) await _stage.RemitAsync(sender: "Many");
        var party = await _stage.ActorAsync("Many");
        var first = (await _stage.GetAsync("Many", $"/v1/cases?party={party}&open=true&limit=2")).As<Page<CaseRow>>();
        Assert.Equal(2, first.Items.Count);
        Assert.True(first.Items[0].Case > first.Items[1].Case);
        var second = (await _stage.GetAsync("Many", $"/v1/cases?party={party}&open=true&limit=2&cursor={first.Next}")).As<Page<CaseRow>>();
        Assert.Null(second.Next);
        Assert.Single(second.Items);
        Assert.Empty((await _stage.GetAsync("Many", $"/v1/cases?party={party}&state=refused")).As<Page<CaseRow>>().Items);
        Assert.Empty((await _stage.GetAsync("Many", $"/v1/cases?product=chargeback")).As<Page<CaseRow>>().Items);
        (await _stage.GetAsync("Many", "/v1/cases?limit=0")).Refusal(400);
        (await _stage.GetAsync("Many", "/v1/cases?cursor=x")).Refusal(400);
        (await _stage.GetAsync("Many", "/v1/cases?dueBefore=soon")).Refusal(400);
    }

    [Fact]
    public async Task A_queue_has_the_cases_of_ones_own_desk_the_soonest_first()
    {
        var opened = await _stage.RemitAsync(screening: "pattern");
        var queue = (await _stage.GetAsync("remittance: compliance-officer", "/v1/queue?limit=1000")).As<Page<CaseRow>>().Items;
        Assert.Contains(queue, row => row.Case == opened.Case);
        Assert.Equal(queue.Select(row => row.Due), queue.Select(row => row.Due).Order());
        Assert.DoesNotContain((await _stage.GetAsync("Bai", "/v1/queue?limit=1000")).As<Page<CaseRow>>().Items, row => row.Case == opened.Case);
    }

    [Fact]
    public async Task Options_say_what_a_step_would_do_and_why_another_is_not_possible()
    {
        var opened = await _stage.ApplyAsync("80000.00", "Slow Papers");
        var refused = await _stage.ApplyAsync();
        Assert.Equal("in-review", refused.State);
        var options = (await _stage.GetAsync("merchant-onboarding: compliance-officer", $"/v1/cases/{refused.Case}/options")).As<Page<StepOption>>().Items;
        var refuse = options.Single(o => o.Step == "refuse");
        Assert.Equal(("Take", null), (refuse.Verb, refuse.WhyNot));
        Assert.Equal("Application refused", refuse.To);
        Assert.NotEmpty(refuse.Duties);
        Assert.Contains("business-licence", options.Single(o => o.Step == "accept").WhyNot, StringComparison.Ordinal);
        Assert.Empty((await _stage.GetAsync("Slow Papers", $"/v1/cases/{opened.Case}/options")).As<Page<StepOption>>().Items);
        Assert.Equal(refused.Head, (await _stage.CaseAsync("alice", refused.Case)).Row.Head);
    }

    [Fact]
    public async Task A_timeline_tells_every_entry_once_page_by_page()
    {
        var opened = await _stage.RemitAsync(screening: "pattern");
        (await _stage.PostAsync("Bai", $"/v1/cases/{opened.Case}/evidence", new FileEvidenceRequest("sender", [CaseStage.File("source-proof", "a payslip")]))).As<CaseAnswer>();
        (await _stage.PostAsync("remittance: payments-desk", $"/v1/cases/{opened.Case}/steps", new TakeStepRequest("refuse", "payments-desk"), head: opened.Head)).Refusal(409, "StaleHead");
        var whole = (await _stage.GetAsync("alice", $"/v1/cases/{opened.Case}/timeline")).As<Page<TimelineItem>>().Items;
        Assert.Equal(3, whole.Count);
        Assert.Contains("opened", whole[0].Headline, StringComparison.Ordinal);
        Assert.Contains(whole[0].Deciders, d => d.Contains("(Bai)", StringComparison.Ordinal));
        Assert.NotEmpty(whole[0].Because);
        Assert.Equal("stale_head", whole[^1].Refusal);
        var first = (await _stage.GetAsync("alice", $"/v1/cases/{opened.Case}/timeline?limit=2")).As<Page<TimelineItem>>();
        var second = (await _stage.GetAsync("alice", $"/v1/cases/{opened.Case}/timeline?limit=2&cursor={first.Next}")).As<Page<TimelineItem>>();
        Assert.Equal(whole.Select(i => i.Entry), first.Items.Concat(second.Items).Select(i => i.Entry));
    }

    [Fact]
    public async Task A_claim_keeps_two_people_from_one_case_and_ends_by_itself()
    {
        var opened = await _stage.RemitAsync(screening: "pattern");
        var path = $"/v1/cases/{opened.Case}/claim";
        (await _stage.PostAsync("remittance: compliance-officer", path)).As<ClaimView>();
        (await _stage.PostAsync("remittance: chief-compliance", path)).Refusal(409);
        (await _stage.PostAsync("Bai", path)).Refusal(403);
        Assert.NotNull((await _stage.CaseAsync("alice", opened.Case)).Row.Claim);
        Assert.Equal(204, (await _stage.SendAsync("remittance: compliance-officer", HttpMethod.Delete, path)).Status);
        (await _stage.PostAsync("remittance: chief-compliance", path)).As<ClaimView>();
    }

    [Fact]
    public async Task A_request_without_actor_or_scope_is_turned_away()
    {
        (await TestNode.SendAsync(_stage.Node.Anybody, HttpMethod.Get, "/v1/cases")).Refusal(401);
        await _stage.ActorAsync("Bai");
        (await _stage.PostAsync(_stage.With("Bai", "read"), "/v1/cases", new OpenCaseRequest("remittance", "sender"))).Refusal(403);
    }
}

/// <summary>A stage with remittances.</summary>
public sealed class RemittanceStage : IAsyncLifetime
{
    public CaseStage Stage { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Stage.InitializeAsync();
        await Stage.EnactAsync("remittance");
        await Stage.EnactAsync("merchant-onboarding");
        await Stage.EnactAsync("scam-hold");
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();
}
