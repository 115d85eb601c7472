using System.Text.Json;
using Onus.Client.Contracts;
using Onus.Log.Exhibits;

namespace Onus.Server.Tests.Cases;

/// <summary>A confidential step shows two faces: nothing that anybody can ask for tells the merchant that it was reported.</summary>
public sealed class TwoFacesTests(RemittanceStage stage) : IClassFixture<RemittanceStage>
{
    private const string Officer = "merchant-onboarding: compliance-officer", Chief = "merchant-onboarding: chief-compliance";

    // What only the sealed face says: the step, its title, its report, the rule, who decided and who approved.
    private static readonly string[] Secrets = ["refuse-and-report", "Suspicion", "suspicious", "camlmac", "aml-35", "compliance-pair", "without reasons"];

    private readonly CaseStage _stage = stage.Stage;

    [Fact]
    public async Task Only_those_whom_it_names_and_auditors_are_shown_what_a_confidential_step_did()
    {
        var act = await ReportAsync();
        foreach (var who in (string[])[Officer, Chief, "alice"])
        {
            var items = (await _stage.GetAsync(who, $"/v1/cases/{act.Case}/timeline")).As<Page<TimelineItem>>().Items;
            var told = items.Single(i => i.Entry == act.Written.Index);
            Assert.False(told.IsConfidential);
            Assert.Contains("refuse-and-report", told.Headline, StringComparison.Ordinal);
            Assert.Contains((await _stage.CaseAsync(who, act.Case)).Duties, d => d.Kind == "Report");
        }
    }

    [Fact]
    public async Task Everybody_else_is_shown_the_state_its_meaning_and_the_time_on_every_route()
    {
        var act = await ReportAsync();
        var due = (await _stage.GetAsync(Officer, $"/v1/reports?case={act.Case}")).As<Page<DutyView>>().Items.Single();
        (await _stage.PostAsync(Officer, $"/v1/duties/{due.Entry}.{due.Place}/file", new DischargeRequest("QQ=="))).As<Written>();
        var onboarding = "merchant-onboarding: onboarding-desk";
        foreach (var who in (string[])["Blue Kiln", onboarding])
        {
            var item = (await _stage.GetAsync(who, $"/v1/cases/{act.Case}/timeline")).As<Page<TimelineItem>>().Items.Single(i => i.Entry == act.Written.Index);
            Assert.True(item.IsConfidential);
            Assert.Contains("refused", item.Headline, StringComparison.Ordinal);
            Assert.Empty(item.Deciders.Concat(item.Step).Concat(item.Because).Concat(item.Duties));
            Assert.Empty(item.Facts);
            var detail = await _stage.CaseAsync(who, act.Case);
            Assert.Equal("refused", detail.Row.State);
            Assert.Null(detail.Row.Due);
            Assert.Null(detail.Row.Silence);
            Assert.Empty(detail.Next);
            foreach (var path in Paths(act)) AssertSilent((await _stage.GetAsync(who, path)).Text, $"{path} to {who}");
            using var json = JsonDocument.Parse((await _stage.GetAsync(who, $"/v1/decisions/{act.Written.Index}")).Text);
            Assert.True(json.RootElement.GetProperty("confidential").GetBoolean());
            (await _stage.PostAsync(who, $"/v1/decisions/{act.Written.Index}/replay")).Refusal(403);
        }
    }

    [Fact]
    public async Task A_confidential_decision_is_decided_again_for_those_whom_it_names()
    {
        var act = await ReportAsync();
        var again = (await _stage.PostAsync(Officer, $"/v1/decisions/{act.Written.Index}/replay")).As<ReplayAnswer>();
        Assert.True(again.IsSame, again.Difference);
    }

    [Theory]
    [InlineData("Blue Kiln", ExhibitFace.Public)]
    [InlineData("merchant-onboarding: onboarding-desk", ExhibitFace.Public)]
    [InlineData(Officer, ExhibitFace.Full)]
    public async Task An_exhibit_shows_each_reader_the_face_that_the_case_shows_them(string who, ExhibitFace face)
    {
        var act = await ReportAsync();
        var client = _stage.Node.ClientFor(await _stage.ActorAsync(who), "read");
        var bytes = await client.GetByteArrayAsync(new Uri($"/v1/cases/{act.Case}/exhibit", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(StoredZip.TryRead(bytes, out var members, out var error), error);
        var check = new ExhibitCheck(members);
        Assert.Empty(check.Faults);
        Assert.Equal(face, check.Manifest!.Face);
        Assert.Equal(face == ExhibitFace.Public, check.Sealed.Contains(act.Written.Index));
    }

    private static string[] Paths(CaseAnswer act) =>
    [
        "/v1/cases?limit=1000", "/v1/queue?limit=1000", $"/v1/cases/{act.Case}", $"/v1/cases/{act.Case}/timeline?limit=1000", $"/v1/cases/{act.Case}/options",
        $"/v1/decisions?case={act.Case}&limit=1000", "/v1/decisions?limit=1000", $"/v1/decisions/{act.Written.Index}", "/v1/reports?limit=1000",
        "/v1/notices?limit=1000", $"/v1/notices?case={act.Case}", "/v1/exposures", "/v1/search?q=" + act.Case,
    ];

    private static void AssertSilent(string text, string where)
    {
        foreach (var secret in Secrets) Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{where} says {secret}");
    }

    private async Task<CaseAnswer> ReportAsync()
    {
        var opened = await _stage.ApplyAsync();
        var filed = (await _stage.PostAsync("Lantern Pay", $"/v1/cases/{opened.Case}/evidence", new FileEvidenceRequest(
            "institution", [CaseStage.File("due-diligence", "a visit")]))).As<CaseAnswer>();
        var request = new TakeStepRequest("refuse-and-report", "compliance-officer");
        (await _stage.PostAsync(Officer, $"/v1/cases/{opened.Case}/approvals", request, head: filed.Head)).As<CaseAnswer>();
        return (await _stage.PostAsync(Chief, $"/v1/cases/{opened.Case}/steps", request with { As = "chief-compliance" }, head: filed.Head)).As<CaseAnswer>();
    }
}
