using Onus.Client.Contracts;

namespace Onus.Server.Tests.Cases;

public sealed class ProductRouteTests(RemittanceStage stage) : IClassFixture<RemittanceStage>
{
    private readonly CaseStage _stage = stage.Stage;

    [Fact]
    public async Task Enacted_products_are_listed_with_what_they_govern_and_read_in_every_form()
    {
        await _stage.RemitAsync();
        var row = (await _stage.GetAsync("alice", "/v1/products")).As<Page<ProductVersion>>().Items.Single(p => p.Name == "remittance");
        Assert.True(row.IsInEffect);
        Assert.True(row.OpenCases > 0);
        var view = (await _stage.GetAsync("alice", "/v1/products/remittance")).As<ProductView>();
        Assert.Equal("CNY", view.Currency);
        Assert.Equal(["sender"], view.Openers);
        Assert.Contains("amount", view.OpeningFacts);
        Assert.DoesNotContain("sent-this-year", view.Facts.Select(f => f.Name));
        Assert.Equal(2, view.Steps.Single(s => s.Name == "clear").Quorum);
        Assert.NotEmpty(view.Steps.Single(s => s.Name == "clear").Posts);
        Assert.Equal(CaseStage.TextOf("remittance"), (await _stage.GetAsync("alice", "/v1/products/remittance/source?version=1")).Text);
        Assert.StartsWith("<svg", (await _stage.GetAsync("alice", "/v1/products/remittance/map.svg")).Text, StringComparison.Ordinal);
        Assert.Contains("<html", (await _stage.GetAsync("alice", "/v1/products/remittance/document")).Text, StringComparison.OrdinalIgnoreCase);
        (await _stage.GetAsync("alice", "/v1/products/nothing")).Refusal(404);
        (await _stage.GetAsync("alice", "/v1/products/remittance?version=9")).Refusal(404);
    }

    [Fact]
    public async Task Checking_and_comparing_write_nothing()
    {
        var size = _stage.Node.Node.Engine.Log.Head.Size;
        var text = CaseStage.TextOf("remittance");
        var good = (await _stage.PostAsync("alice", "/v1/products/check", new ProductText(text))).As<CheckAnswer>();
        Assert.True(good.Succeeded, string.Join("; ", good.Diagnostics.Select(d => d.Message)));
        Assert.NotNull(good.MapSvg);
        var bad = (await _stage.PostAsync("alice", "/v1/products/check", new ProductText(text.Replace("needs         source-proof", "needs  nonsense", StringComparison.Ordinal)))).As<CheckAnswer>();
        Assert.False(bad.Succeeded);
        Assert.Contains(bad.Diagnostics, d => d is { Code: "ONUS0101", Severity: "Error", Line: > 1 });
        (await _stage.PostAsync("alice", "/v1/products/check", new ProductText("not a product at all"))).As<CheckAnswer>();
        var changed = new ProductText(text.Replace("execution-window = 1 business day", "execution-window = 2 business days", StringComparison.Ordinal));
        var diff = (await _stage.PostAsync("alice", "/v1/products/diff", new DiffRequest(null, changed, "remittance"))).As<DiffAnswer>();
        Assert.Contains(diff.Changes, c => c.Name == "execution-window");
        (await _stage.PostAsync("alice", "/v1/products/diff", new DiffRequest())).Refusal(400);
        (await _stage.PostAsync("alice", "/v1/products/diff", new DiffRequest(null, new ProductText("nothing"), "remittance"))).Refusal(422);
        Assert.Equal(size, _stage.Node.Node.Engine.Log.Head.Size);
    }

    [Fact]
    public async Task A_text_with_faults_or_of_an_old_version_is_not_enacted()
    {
        var text = CaseStage.TextOf("remittance");
        (await _stage.PostAsync("alice", "/v1/products", new EnactRequest(new ProductText("product x")))).Refusal(422, "ProductMalformed");
        (await _stage.PostAsync("alice", "/v1/products", new EnactRequest(new ProductText(text)))).Refusal(422, "VersionNotHigher");
        var next = new EnactRequest(new ProductText(text.Replace("version       1", "version       2", StringComparison.Ordinal)));
        Assert.Contains("institution", (await _stage.PostAsync("alice", "/v1/products", next)).Refusal(422, "PartyMisbound").Detail, StringComparison.Ordinal);
        next.Parties = new Dictionary<string, ulong> { ["nobody"] = 1 };
        (await _stage.PostAsync("alice", "/v1/products", next)).Refusal(400);
    }

    [Fact]
    public async Task Shadows_are_reported_for_whoever_has_to_do_with_the_product()
    {
        Assert.NotNull((await _stage.GetAsync("alice", "/v1/shadows/remittance?every=Month")).As<Page<ShadowPeriodView>>());
        (await _stage.GetAsync("alice", "/v1/shadows/remittance?every=Year")).Refusal(400);
        await _stage.ActorAsync("Nosy");
        (await _stage.GetAsync("Nosy", "/v1/shadows/remittance")).Refusal(404);
    }
}
