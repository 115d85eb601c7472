using System.Security.Cryptography;
using NSec.Cryptography;
using Onus.Client.Contracts;
using Onus.Log.Proofs;

namespace Onus.Server.Tests.Cases;

public sealed class CaseDecisionTests(RemittanceStage stage) : IClassFixture<RemittanceStage>
{
    private const string Officer = "merchant-onboarding: compliance-officer", Chief = "merchant-onboarding: chief-compliance";

    private readonly CaseStage _stage = stage.Stage;

    [Fact]
    public async Task A_decision_on_a_stale_head_is_refused_with_the_new_one()
    {
        var opened = await _stage.ApplyAsync();
        var path = $"/v1/cases/{opened.Case}/steps";
        var refusal = (await _stage.PostAsync(Officer, path, new TakeStepRequest("refuse", "compliance-officer"), head: opened.Head - 1)).Refusal(409, "StaleHead");
        Assert.Equal(opened.Head, refusal.Head);
        Assert.NotNull(refusal.Evidence);
        (await _stage.PostAsync(Officer, path, new TakeStepRequest("refuse", "compliance-officer"))).Refusal(428);
        var taken = (await _stage.PostAsync(Officer, path, new TakeStepRequest("refuse", "compliance-officer"), head: opened.Head)).As<CaseAnswer>();
        Assert.Equal("refused", taken.State);
        Assert.True(taken.Head > opened.Head);
    }

    [Fact]
    public async Task Every_refusal_of_a_step_says_its_class_and_stands_in_the_log()
    {
        var opened = await _stage.ApplyAsync();
        var path = $"/v1/cases/{opened.Case}/steps";
        (await _stage.PostAsync(Officer, path, new TakeStepRequest("fly", "compliance-officer"), head: opened.Head)).Refusal(422, "StepNotFound");
        (await _stage.PostAsync("Blue Kiln", path, new TakeStepRequest("refuse", "compliance-officer"), head: opened.Head)).Refusal(403, "NotAuthorized");
        (await _stage.PostAsync(Officer, path, new TakeStepRequest("sign", "compliance-officer"), head: opened.Head)).Refusal(422, "NotInThisState");
        var missing = (await _stage.PostAsync(Officer, path, new TakeStepRequest("accept", "compliance-officer"), head: opened.Head)).Refusal(422, "EvidenceMissing");
        Assert.Contains("business-licence", missing.Detail, StringComparison.Ordinal);
        (await _stage.PostAsync(Officer, path, new TakeStepRequest("refuse", ""), head: opened.Head)).Refusal(400);
        (await _stage.PostAsync(Officer, path, new TakeStepRequest("refuse", "compliance-officer") { Facts = new Dictionary<string, FactValue> { ["x"] = new("1") } }, head: opened.Head)).Refusal(400);
        var id = _stage.Node.Node.Ids.Next();
        var first = (await _stage.PostAsync(Officer, path, new TakeStepRequest("fly", "compliance-officer"), id, opened.Head)).Refusal(422, "StepNotFound");
        Assert.Equal(first.Evidence, (await _stage.PostAsync(Officer, path, new TakeStepRequest("fly", "compliance-officer"), id, opened.Head)).Refusal(422, "IdAlreadyRefused").Evidence);
    }

    [Fact]
    public async Task Two_people_sign_and_each_signature_is_proven_by_the_verifiers_check()
    {
        var opened = await FileAllAsync(await _stage.ApplyAsync());
        using var ed25519 = new NSecKey();
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var officerKey = await AddKeyAsync(Officer, "Ed25519", ed25519.Public);
        var point = p256.ExportParameters(false).Q;
        var chiefKey = await AddKeyAsync(Chief, "EcdsaP256", [4, .. point.X!, .. point.Y!]);

        var unsigned = (await _stage.PostAsync(Officer, Path(opened, "approvals"), new TakeStepRequest("accept-high", "compliance-officer"), head: opened.Head))
            .Refusal(422, "SignatureMissing");
        Assert.NotNull(unsigned.Evidence);
        var approval = await StateAsync(Officer, opened, "compliance-officer");
        Assert.Contains("I approve", approval.Words, StringComparison.Ordinal);
        var approved = (await SignAsync(Officer, "approvals", opened, "compliance-officer", approval, officerKey, ed25519.Sign)).As<CaseAnswer>();
        Assert.Equal(opened.Head, approved.Head);

        var statement = await StateAsync(Chief, opened, "chief-compliance");
        Assert.Contains("I decide", statement.Words, StringComparison.Ordinal);
        var bad = (await SignAsync(Chief, "steps", opened, "chief-compliance", statement, chiefKey, bytes => new byte[64])).Refusal(422, "SignatureInvalid");
        Assert.NotNull(bad.Evidence);
        statement = await StateAsync(Chief, opened, "chief-compliance");
        var taken = (await SignAsync(Chief, "steps", opened, "chief-compliance", statement, chiefKey, bytes => p256.SignData(bytes, HashAlgorithmName.SHA256))).As<CaseAnswer>();
        Assert.Equal("to-sign", taken.State);

        await AssertProvenAsync(approved.Written.Index, approval, Officer, officerKey, opened);
        await AssertProvenAsync(taken.Written.Index, statement, Chief, chiefKey, opened);
    }

    [Fact]
    public async Task A_ticket_is_good_for_one_decision_of_one_person_only()
    {
        var opened = await FileAllAsync(await _stage.ApplyAsync());
        using var key = new NSecKey();
        var entry = await AddKeyAsync("merchant-onboarding: legal-desk", "Ed25519", key.Public);
        var statement = await StateAsync(Officer, opened, "compliance-officer");
        (await _stage.PostAsync("merchant-onboarding: legal-desk", Path(opened, "approvals"), Signed("compliance-officer", statement, entry, key.Sign), statement.Command, opened.Head))
            .Refusal(422, "SignatureInvalid");
        (await _stage.PostAsync(Officer, Path(opened, "approvals"), Signed("compliance-officer", statement with { Ticket = "AAAA" }, entry, key.Sign), statement.Command, opened.Head)).Refusal(422);
        (await _stage.PostAsync(Officer, Path(opened, "approvals"), Signed("compliance-officer", statement, entry, key.Sign), _stage.Node.Node.Ids.Next(), opened.Head)).Refusal(422);
        _stage.Clock.Pass(TimeSpan.FromMinutes(31));
        (await _stage.PostAsync(Officer, Path(opened, "approvals"), Signed("compliance-officer", statement, entry, key.Sign), statement.Command, opened.Head)).Refusal(422);
    }

    [Fact]
    public async Task A_quorum_needs_two_people_and_an_approval_can_be_taken_back()
    {
        var opened = await FileAllAsync(await _stage.ApplyAsync());
        var request = new TakeStepRequest("refuse-and-report", "compliance-officer");
        (await _stage.PostAsync(Officer, Path(opened, "steps"), request, head: opened.Head)).Refusal(422, "QuorumNotMet");
        var option = (await _stage.GetAsync(Officer, Path(opened, "options"))).As<Page<StepOption>>().Items.Single(o => o.Step == "refuse-and-report");
        Assert.Equal(("Approve", null), (option.Verb, option.WhyNot));
        var approved = (await _stage.PostAsync(Officer, Path(opened, "approvals"), request, head: opened.Head)).As<CaseAnswer>();
        (await _stage.PostAsync(Officer, Path(opened, "approvals"), request, head: opened.Head)).Refusal(422, "ApprovalTwice");
        Assert.Single((await _stage.CaseAsync(Chief, opened.Case)).Approvals);
        Assert.Empty((await _stage.CaseAsync("Blue Kiln", opened.Case)).Approvals);
        Assert.Equal("Take", (await _stage.GetAsync(Chief, Path(opened, "options"))).As<Page<StepOption>>().Items.Single(o => o.Step == "refuse-and-report").Verb);
        (await _stage.SendAsync(Chief, HttpMethod.Delete, Path(opened, $"approvals/{approved.Written.Index}"))).Refusal(422, "ApprovalNotOpen");
        (await _stage.SendAsync(Officer, HttpMethod.Delete, Path(opened, $"approvals/{approved.Written.Index}"))).As<CaseAnswer>();
        (await _stage.PostAsync(Chief, Path(opened, "steps"), request with { As = "chief-compliance" }, head: opened.Head)).Refusal(422, "QuorumNotMet");
    }

    [Fact]
    public async Task A_party_appeals_and_the_case_goes_to_another_desk()
    {
        var opened = await _stage.ApplyAsync();
        var refused = (await _stage.PostAsync(Officer, Path(opened, "steps"), new TakeStepRequest("refuse", "compliance-officer"), head: opened.Head)).As<CaseAnswer>();
        var option = (await _stage.GetAsync("Blue Kiln", Path(opened, "options"))).As<Page<StepOption>>().Items.Single();
        var appealed = (await _stage.PostAsync("Blue Kiln", Path(opened, "steps"), new TakeStepRequest(option.Step, option.As[0]), head: refused.Head)).As<CaseAnswer>();
        Assert.Equal("objected", appealed.State);
        Assert.Contains((await _stage.GetAsync("merchant-onboarding: complaint-head", "/v1/queue?limit=1000")).As<Page<CaseRow>>().Items, row => row.Case == opened.Case);
    }

    [Fact]
    public async Task Silence_decides_when_the_clock_runs_out_and_the_decision_is_explained_and_decided_again()
    {
        var opened = await _stage.ApplyAsync("80000.00", "Never Papers");
        _stage.Clock.Pass(TimeSpan.FromDays(31));
        var detail = await _stage.CaseAsync("Never Papers", opened.Case);
        Assert.Equal("dropped", detail.Row.State);
        Assert.NotNull(detail.Row.ClosedAt);
        var decisions = (await _stage.GetAsync("Never Papers", $"/v1/decisions?case={opened.Case}")).As<Page<DecisionRow>>().Items;
        Assert.Equal(2, decisions.Count);
        var explained = (await _stage.GetAsync("Never Papers", $"/v1/decisions/{decisions[0].Entry}"));
        Assert.Equal(200, explained.Status);
        Assert.Contains("onus-explanation/1", explained.Text, StringComparison.Ordinal);
        Assert.Contains("give-up", explained.Text, StringComparison.Ordinal);
        foreach (var row in decisions)
        {
            var again = (await _stage.PostAsync("Never Papers", $"/v1/decisions/{row.Entry}/replay")).As<ReplayAnswer>();
            Assert.True(again.IsSame, again.Difference);
            Assert.Equal(again.Recorded, again.Replayed);
        }

        await _stage.ActorAsync("A stranger to it");
        (await _stage.GetAsync("A stranger to it", $"/v1/decisions/{decisions[0].Entry}")).Refusal(404);
        (await _stage.GetAsync("alice", "/v1/decisions/999999")).Refusal(404);
    }

    [Fact]
    public async Task Refusals_are_found_by_their_outcome()
    {
        var opened = await _stage.ApplyAsync();
        (await _stage.PostAsync(Officer, Path(opened, "steps"), new TakeStepRequest("fly", "compliance-officer"), head: opened.Head)).Refusal(422);
        var found = (await _stage.GetAsync("alice", $"/v1/decisions?outcome=StepNotFound&case={opened.Case}")).As<Page<DecisionRow>>().Items;
        Assert.Equal("step_not_found", Assert.Single(found).Refusal);
        Assert.NotEmpty((await _stage.GetAsync("alice", "/v1/decisions?refused=true&product=merchant-onboarding&limit=5")).As<Page<DecisionRow>>().Items);
        (await _stage.GetAsync("alice", "/v1/decisions?from=yesterday")).Refusal(400);
    }

    private static string Path(CaseAnswer opened, string rest) => $"/v1/cases/{opened.Case}/{rest}";

    private async Task<CaseAnswer> FileAllAsync(CaseAnswer opened)
    {
        (await _stage.PostAsync("Blue Kiln", Path(opened, "evidence"), new FileEvidenceRequest(
            "merchant", [CaseStage.File("business-licence", "a licence"), CaseStage.File("ownership-record", "owners")]))).As<CaseAnswer>();
        return (await _stage.PostAsync("Lantern Pay", Path(opened, "evidence"), new FileEvidenceRequest("institution", [CaseStage.File("due-diligence", "a visit")]))).As<CaseAnswer>();
    }

    private async Task<ulong> AddKeyAsync(string who, string algorithm, byte[] key) =>
        (await _stage.PostAsync("alice", $"/v1/actors/{await _stage.ActorAsync(who)}/keys", new AddKeyRequest(algorithm, Convert.ToBase64String(key))))
            .As<CharterAnswer>().Written.Index;

    private async Task<StatementView> StateAsync(string who, CaseAnswer opened, string name) =>
        (await _stage.PostAsync(who, Path(opened, "statements"), new TakeStepRequest("accept-high", name), head: opened.Head)).As<StatementView>();

    private Task<Reply> SignAsync(string who, string how, CaseAnswer opened, string name, StatementView statement, ulong key, Func<byte[], byte[]> sign) =>
        _stage.PostAsync(who, Path(opened, how), Signed(name, statement, key, sign), statement.Command, opened.Head);

    private static TakeStepRequest Signed(string name, StatementView statement, ulong key, Func<byte[], byte[]> sign) => new("accept-high", name)
    {
        Signed = new StatementSignature(key, Convert.ToBase64String(sign(Convert.FromBase64String(statement.Bytes))), statement.Ticket),
    };

    private async Task AssertProvenAsync(ulong entry, StatementView statement, string who, ulong key, CaseAnswer opened)
    {
        var enacted = await _stage.ReadAsync((cases, _) => cases.TryGetCase(opened.Case, out var summary) ? summary.Product.Entry : 0);
        var proof = DecisionProof.Of(
            Convert.FromBase64String(statement.Bytes), entry, [opened.Case, enacted, await _stage.ActorAsync(who), key], _stage.Node.Node.Engine.Log);
        Assert.Equal(DecisionVerdict.Signed, new DecisionCheck(proof).Verdict);
    }

    private sealed class NSecKey : IDisposable
    {
        private readonly Key _key = Key.Create(SignatureAlgorithm.Ed25519);

        public byte[] Public => _key.PublicKey.Export(KeyBlobFormat.RawPublicKey);

        public byte[] Sign(byte[] bytes) => SignatureAlgorithm.Ed25519.Sign(_key, bytes);

        public void Dispose() => _key.Dispose();
    }
}
