using Onus.Client.Contracts;
using Onus.Core.Formats;
using Onus.Server.Cases;

namespace Onus.Server.Tests.Cases;

public sealed class CaseMatterTests(RemittanceStage stage) : IClassFixture<RemittanceStage>
{
    private const string Desk = "scam-hold: elder-desk";

    private readonly CaseStage _stage = stage.Stage;

    [Fact]
    public async Task A_personal_fact_is_a_range_to_all_but_those_who_may_see_it()
    {
        var opened = await ScamAsync();
        string Age(CaseDetail detail) => detail.Facts.Single(f => f.Fact == "holder-age").Value;
        Assert.Equal("78", Age(await _stage.CaseAsync("Wen", opened.Case)));
        Assert.Equal("78", Age(await _stage.CaseAsync(Desk, opened.Case)));
        Assert.NotEqual("78", Age(await _stage.CaseAsync("alice", opened.Case)));
        var log = _stage.Node.Node.Engine.Log;
        Assert.True(ActEntry.TryRead(log.ReadEntry(opened.Case), out var act));
        var given = act!.Facts.Single(f => f.Commitment is not null);
        Assert.NotEqual(78, given.Value);
    }

    [Fact]
    public async Task Evidence_is_read_by_its_filer_and_the_desks_and_by_nobody_else()
    {
        var opened = await _stage.ApplyAsync();
        var filed = (await _stage.PostAsync("Blue Kiln", $"/v1/cases/{opened.Case}/evidence", new FileEvidenceRequest(
            "merchant", [CaseStage.File("business-licence", "the licence itself", "text/plain", "licence.txt")]))).As<CaseAnswer>();
        var evidence = (await _stage.CaseAsync("Blue Kiln", opened.Case)).Evidence.Single(e => e.Entry == filed.Written.Index);
        Assert.Equal(("Kept", true), (evidence.Standing, evidence.MayRead));
        var path = $"/v1/cases/{opened.Case}/evidence/{evidence.Commitment}";
        var read = await _stage.GetAsync("merchant-onboarding: compliance-officer", path);
        Assert.Equal("the licence itself", read.Text);
        Assert.Equal("text/plain", read.Headers["Content-Type"]);
        Assert.Contains("licence.txt", read.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal("the licence itself", (await _stage.GetAsync("Blue Kiln", path)).Text);
        Assert.False((await _stage.CaseAsync("alice", opened.Case)).Evidence.Single(e => e.Commitment == evidence.Commitment).MayRead);
        (await _stage.GetAsync("alice", path)).Refusal(403);
        (await _stage.GetAsync("Blue Kiln", $"/v1/cases/{opened.Case}/evidence/{new string('0', 64)}")).Refusal(404);
        (await _stage.GetAsync("Blue Kiln", $"/v1/cases/{opened.Case}/evidence/xyz")).Refusal(400);
    }

    [Fact]
    public async Task A_page_that_somebody_files_is_never_served_as_one()
    {
        var opened = await _stage.ApplyAsync();
        (await _stage.PostAsync("Blue Kiln", $"/v1/cases/{opened.Case}/evidence", new FileEvidenceRequest(
            "merchant", [CaseStage.File("business-licence", "<script>alert(1)</script>", "text/html")]))).As<CaseAnswer>();
        var evidence = (await _stage.CaseAsync("Blue Kiln", opened.Case)).Evidence[0];
        var read = await _stage.GetAsync("Blue Kiln", $"/v1/cases/{opened.Case}/evidence/{evidence.Commitment}");
        Assert.Equal("application/octet-stream", read.Headers["Content-Type"]);
        Assert.Equal("nosniff", read.Headers["X-Content-Type-Options"]);
    }

    [Fact]
    public async Task Malformed_evidence_and_evidence_of_others_is_refused()
    {
        var opened = await _stage.ApplyAsync();
        var path = $"/v1/cases/{opened.Case}/evidence";
        (await _stage.PostAsync("Blue Kiln", path, new FileEvidenceRequest("merchant", [new EvidenceFile("business-licence", "%%%")]))).Refusal(400);
        (await _stage.PostAsync("Blue Kiln", path, new FileEvidenceRequest("merchant", []))).Refusal(400);
        (await _stage.PostAsync("Blue Kiln", path, new FileEvidenceRequest("merchant", [CaseStage.File("due-diligence", "not mine")]))).Refusal(422, "EvidenceNotYours");
        (await _stage.PostAsync("Blue Kiln", path, new FileEvidenceRequest("merchant", [CaseStage.File("a-song", "la")]))).Refusal(422, "EvidenceNotFound");
    }

    [Fact]
    public async Task Destroyed_evidence_is_gone_with_the_entry_that_destroyed_it()
    {
        var opened = await _stage.ApplyAsync("80000.00", "Forget Me");
        (await _stage.PostAsync("Forget Me", $"/v1/cases/{opened.Case}/evidence", new FileEvidenceRequest(
            "merchant", [CaseStage.File("business-licence", "a licence of Forget Me")]))).As<CaseAnswer>();
        var evidence = (await _stage.CaseAsync("Forget Me", opened.Case)).Evidence[0];
        var path = $"/v1/cases/{opened.Case}/evidence/{evidence.Commitment}";
        (await _stage.PostAsync("alice", path + "/destruction")).Refusal(422, "RetentionNotOver");
        (await _stage.PostAsync("Forget Me", path + "/destruction")).Refusal(403, "NotAuthorized");

        _stage.Clock.Pass(TimeSpan.FromDays(31));
        Assert.NotNull((await _stage.CaseAsync("Forget Me", opened.Case)).Row.ClosedAt);
        _stage.Clock.Pass(TimeSpan.FromDays(3_660));
        Assert.Equal("Destroyable", (await _stage.CaseAsync("Forget Me", opened.Case)).Evidence[0].Standing);
        var hold = (await _stage.PostAsync("alice", $"/v1/cases/{opened.Case}/holds")).As<CaseAnswer>();
        (await _stage.PostAsync("alice", path + "/destruction")).Refusal(422, "OnHold");
        (await _stage.SendAsync("alice", HttpMethod.Delete, $"/v1/cases/{opened.Case}/holds/{hold.Written.Index}")).As<CaseAnswer>();
        var ordered = (await _stage.PostAsync("alice", path + "/destruction")).As<CaseAnswer>();
        Assert.Equal(ordered.Written.Index, (await _stage.GetAsync("Forget Me", path)).Refusal(410, "Destroyed").Evidence);

        var destroyer = _stage.Service<Destroyer>();
        Assert.Equal(0, await destroyer.RunOnceAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Onus.Engine.Vault.VaultOutcome.Destroyed, _stage.Node.Node.Vault.Get(evidence.Commitment).Outcome);
        _stage.Clock.Pass(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await destroyer.RunOnceAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await destroyer.RunOnceAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Destroyed", (await _stage.CaseAsync("Forget Me", opened.Case)).Evidence[0].Standing);
        var gone = (await _stage.GetAsync("Forget Me", path)).Refusal(410, "Destroyed").Evidence!.Value;
        Assert.True(gone > ordered.Written.Index);
        Assert.True(Destroyed.TryRead(_stage.Node.Node.Engine.Log.ReadEntry(gone), out var destroyed));
        Assert.Equal(evidence.Commitment, destroyed!.Kept.Commitment);
    }

    [Fact]
    public async Task A_question_is_asked_and_answered_by_the_desk()
    {
        var opened = await ScamAsync();
        var path = $"/v1/cases/{opened.Case}/requests";
        var request = new TakeStepRequest("basic-payment", "holder") { Facts = new Dictionary<string, FactValue> { ["care-amount"] = new("500.00") } };
        var option = (await _stage.GetAsync("Wen", $"/v1/cases/{opened.Case}/options")).As<Page<StepOption>>().Items.Single(o => o.Step == "basic-payment");
        Assert.Equal("Ask", option.Verb);
        Assert.Contains("care-bill", option.WhyNot, StringComparison.Ordinal);
        Assert.Contains("care-amount", option.Needs);
        (await _stage.PostAsync("Wen", path, request)).Refusal(422, "EvidenceMissing");

        // The bill comes from the hospital, not from who asks.
        (await _stage.PostAsync("City Hospital", $"/v1/cases/{opened.Case}/evidence", new FileEvidenceRequest("utility", [CaseStage.File("care-bill", "a bill")]))).As<CaseAnswer>();
        var asked = await _stage.PostAsync("Wen", path, request);
        var question = asked.As<CaseAnswer>();
        var detail = await _stage.CaseAsync(Desk, opened.Case);
        var open = Assert.Single(detail.Questions);
        Assert.Equal(question.Written.Index, open.Entry);
        (await _stage.PostAsync("Wen", path, request)).Refusal(422, "RequestOpen");
        var by = open.By[0];
        var answer = await _stage.PostAsync($"scam-hold: {by}", $"/v1/cases/{opened.Case}/requests/{open.Entry}/answer", new AnswerRequestRequest(by, Grant: false), head: detail.Row.Head);
        answer.As<CaseAnswer>();
        Assert.Empty((await _stage.CaseAsync(Desk, opened.Case)).Questions);
        (await _stage.PostAsync($"scam-hold: {by}", $"/v1/cases/{opened.Case}/requests/{open.Entry}/answer", new AnswerRequestRequest(by, true), head: detail.Row.Head)).Refusal(422, "RequestNotOpen");
    }

    private async Task<CaseAnswer> ScamAsync()
    {
        await _stage.FundAsync(await _stage.AccountAsync("holder/balance", "Wen"), 10_000_000);
        return (await _stage.OpenAsync("scam-hold", "holder", new() { ["holder"] = "Wen", ["payee"] = "A voice", ["utility"] = "City Hospital" }, new()
        {
            ["amount"] = "8000.00", ["holder-age"] = "78", ["signal"] = "behaviour",
        })).As<CaseAnswer>();
    }
}
