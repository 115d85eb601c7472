using System.Globalization;
using Onus.Client.Contracts;

namespace Onus.Server.Tests.Cases;

public sealed class ResponsibilityTests(RemittanceStage stage) : IClassFixture<RemittanceStage>
{
    private const string Officer = "merchant-onboarding: compliance-officer", Chief = "merchant-onboarding: chief-compliance";

    private readonly CaseStage _stage = stage.Stage;

    [Fact]
    public async Task What_is_at_stake_is_what_somebody_is_liable_for()
    {
        for (var i = 0; i < 3; i++) await _stage.RemitAsync();
        var view = (await _stage.GetAsync("alice", "/v1/exposures")).As<ExposureView>();
        var law = view.Equations.Single(e => e.Currency == "CNY");
        Assert.Equal(law.OpenStake, law.Liabilities);
        Assert.Equal(law.OpenStake, law.Claims);
        decimal Sum(IEnumerable<string> amounts) => amounts.Sum(a => decimal.Parse(a, CultureInfo.InvariantCulture));
        Assert.Equal(Sum([law.OpenStake]), Sum(view.Totals.Where(t => t.Currency == "CNY").Select(t => t.Amount)));
        Assert.Equal(Sum([law.OpenStake]), Sum(view.Lines.Where(l => l.Currency == "CNY").Select(l => l.Amount)));
        Assert.NotEqual("0.00", law.OpenStake);
    }

    [Fact]
    public async Task Exposures_are_of_the_actor_and_the_product_that_are_asked_for_and_have_a_history()
    {
        await _stage.RemitAsync(screening: "pattern", sender: "Exposed");
        var actor = await _stage.ActorAsync("Exposed");
        var own = (await _stage.GetAsync("Exposed", $"/v1/exposures?actor={actor}")).As<ExposureView>();
        Assert.All(own.Lines, line => Assert.Equal(("Exposed", "remittance"), (line.Name, line.Product)));
        Assert.NotEmpty(own.Lines);
        Assert.Empty((await _stage.GetAsync("Exposed", $"/v1/exposures?actor={actor}&product=chargeback")).As<ExposureView>().Lines);
        var history = (await _stage.GetAsync("Exposed", $"/v1/exposures/history?actor={actor}")).As<Page<ExposureMove>>().Items;
        Assert.Equal(own.Totals.Single().Amount, history[0].After);
        await _stage.ActorAsync("Nosy");
        Assert.Empty((await _stage.GetAsync("Nosy", $"/v1/exposures/history?actor={actor}")).As<Page<ExposureMove>>().Items);
        Assert.Empty((await _stage.GetAsync("Nosy", "/v1/exposures")).As<ExposureView>().Lines);
        Assert.NotNull((await _stage.GetAsync("alice", "/v1/caps")).As<Page<CapView>>());
    }

    [Fact]
    public async Task A_report_is_filed_and_the_regulator_alone_sees_and_acknowledges_it()
    {
        var opened = await _stage.ApplyAsync();
        var filed = (await _stage.PostAsync("Lantern Pay", $"/v1/cases/{opened.Case}/evidence", new FileEvidenceRequest("institution", [CaseStage.File("due-diligence", "a visit")]))).As<CaseAnswer>();
        var request = new TakeStepRequest("refuse-and-report", "compliance-officer");
        (await _stage.PostAsync(Officer, $"/v1/cases/{opened.Case}/approvals", request, head: filed.Head)).As<CaseAnswer>();
        var act = (await _stage.PostAsync(Chief, $"/v1/cases/{opened.Case}/steps", request with { As = "chief-compliance" }, head: filed.Head)).As<CaseAnswer>();
        var due = (await _stage.GetAsync(Officer, $"/v1/reports?case={opened.Case}&state=Due")).As<Page<DutyView>>().Items.Single();
        Assert.Equal(("camlmac", act.Written.Index), (due.Regulator, due.Entry));
        var path = $"/v1/duties/{due.Entry}.{due.Place}";
        (await _stage.PostAsync(Officer, path + "/file", new DischargeRequest())).Refusal(422, "DocumentMissing");
        (await _stage.PostAsync(Officer, path + "/send", new DischargeRequest("QQ=="))).Refusal(422, "DeedDoesNotFit");
        (await _stage.PostAsync("Blue Kiln", path + "/file", new DischargeRequest("QQ=="))).Refusal(404);
        var id = _stage.Node.Node.Ids.Next();
        var done = (await _stage.PostAsync(Officer, path + "/file", new DischargeRequest("QQ=="), id)).As<Written>();
        Assert.Equal("Exists", (await _stage.PostAsync(Officer, path + "/file", new DischargeRequest("QQ=="), id)).As<Written>().Outcome);
        Assert.Equal(done.Index, (await _stage.GetAsync(Officer, $"/v1/reports?case={opened.Case}&state=Filed")).As<Page<DutyView>>().Items.Single().DoneIn);

        await _stage.ActorAsync("The regulator", "Entity");
        (await _stage.PostAsync("alice", "/v1/grants", new GrantRequest(await _stage.ActorAsync("The regulator"), "merchant-onboarding", "regulator/camlmac"))).As<CharterAnswer>();
        var regulator = _stage.With("The regulator", "regulator:camlmac");
        var seen = (await _stage.GetAsync(regulator, "/v1/reports?limit=1000")).As<Page<DutyView>>().Items;
        Assert.All(seen, r => Assert.Equal("camlmac", r.Regulator));
        Assert.Contains(seen, r => r.Entry == due.Entry);
        (await _stage.GetAsync(regulator, "/v1/cases")).Refusal(403);
        Assert.Equal("camlmac", (await _stage.GetAsync(regulator, "/v1/regulators")).As<Page<RegulatorView>>().Items.Single().Regulator);
        Assert.Equal(200, (await _stage.GetAsync(regulator, $"/v1/reports/camlmac/{due.RegulatorIndex}/proof")).Status);
        (await _stage.GetAsync("Blue Kiln", $"/v1/reports/camlmac/{due.RegulatorIndex}/proof")).Refusal(404);
        (await _stage.PostAsync(regulator, path + "/file", new DischargeRequest("QQ=="))).Refusal(403);
        var acknowledged = (await _stage.PostAsync(regulator, path + "/acknowledge", new DischargeRequest())).As<Written>();
        var at = (await _stage.GetAsync(regulator, "/v1/reports?state=Acknowledged&limit=1000")).As<Page<DutyView>>().Items.Single(r => r.Entry == due.Entry);
        Assert.Equal((acknowledged.Index, done.Index), (at.AcknowledgedIn!.Value, at.DoneIn!.Value));
        (await _stage.GetAsync(Officer, "/v1/reports?state=Lost")).Refusal(400);
    }

    [Fact]
    public async Task Notices_are_sent_by_a_desk_of_ours()
    {
        var opened = await _stage.ApplyAsync();
        (await _stage.PostAsync(Officer, $"/v1/cases/{opened.Case}/steps", new TakeStepRequest("refuse", "compliance-officer"), head: opened.Head)).As<CaseAnswer>();
        var notices = (await _stage.GetAsync(Officer, $"/v1/notices?case={opened.Case}&state=Due")).As<Page<DutyView>>().Items;
        Assert.All(notices, n => Assert.Equal("merchant", n.To));
        var first = notices[0];
        (await _stage.PostAsync(Officer, $"/v1/duties/{first.Entry}.{first.Place}/send", new DischargeRequest())).As<Written>();
        Assert.Equal(notices.Count - 1, (await _stage.GetAsync(Officer, $"/v1/notices?case={opened.Case}&state=Due")).As<Page<DutyView>>().Items.Count);
        (await _stage.PostAsync(Officer, "/v1/duties/nonsense/send", new DischargeRequest())).Refusal(400);
        (await _stage.PostAsync(Officer, "/v1/duties/1.0/send", new DischargeRequest())).Refusal(404);
    }

    [Fact]
    public async Task The_node_and_the_search_say_what_there_is()
    {
        var opened = await _stage.RemitAsync();
        var node = (await _stage.GetAsync("alice", "/v1/node")).As<NodeView>();
        Assert.True(node.IsFounded);
        Assert.Equal(node.OpenCases, node.States.Aggregate(0UL, (sum, s) => sum + s.Cases));
        Assert.Equal(node.OpenCases, node.DueSoon.Hour + node.DueSoon.Day + node.DueSoon.Week + node.DueSoon.Later);
        Assert.Contains((await _stage.GetAsync("alice", $"/v1/search?q={opened.Case}")).As<Page<SearchHit>>().Items, hit => hit.What == "Case");
        Assert.Contains((await _stage.GetAsync("alice", "/v1/search?q=Bai")).As<Page<SearchHit>>().Items, hit => hit is { What: "Actor", Name: "Bai" });
        Assert.Contains((await _stage.GetAsync("alice", "/v1/search?q=remit")).As<Page<SearchHit>>().Items, hit => hit is { What: "Product", Name: "remittance" });
        Assert.Contains((await _stage.GetAsync("alice", $"/v1/search?q={opened.Written.Command}")).As<Page<SearchHit>>().Items, hit => hit.What == "Command");
        (await _stage.GetAsync("alice", "/v1/search?q=")).Refusal(400);
    }
}
