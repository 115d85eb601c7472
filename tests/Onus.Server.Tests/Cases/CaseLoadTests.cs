using System.Diagnostics;
using System.Globalization;
using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Ledger;

namespace Onus.Server.Tests.Cases;

/// <summary>How long lists take over many cases, and the page of a case with many entries; it prints, and asserts nothing of time.</summary>
[Trait("Category", "Slow")]
public sealed class CaseLoadTests(RemittanceStage stage, ITestOutputHelper output) : IClassFixture<RemittanceStage>
{
    private const int Cases = 10_000, Entries = 1_000;

    private readonly CaseStage _stage = stage.Stage;

    [Fact]
    public async Task Lists_of_ten_thousand_cases_and_a_case_of_a_thousand_entries_are_timed()
    {
        var merchant = await _stage.ActorAsync("Blue Kiln");
        var engine = _stage.Node.Node.Engine;
        CommandHead Head() => new(_stage.Node.Node.Ids.Next(), Id128.None, merchant);
        FactInput[] facts = [new("monthly-volume", 50_000_000), new("risk-points", 12), new("screening", 0), new("owners", 0)];
        var opened = await Task.WhenAll(Enumerable.Range(0, Cases).Select(_ => engine.SubmitAsync(new OpenCase(
            Head(), "merchant-onboarding", "merchant", [new PartyInput("merchant", merchant)], [], [.. facts], []),
            cancellation: TestContext.Current.CancellationToken)));
        var one = opened[0].Result.Case;
        for (var i = 0; i < Entries; i++)
        {
            var hash = new Hash256(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i)));
            await engine.SubmitAsync(new FileEvidence(Head(), one, "merchant", [new EvidenceInput("business-licence", hash)]), cancellation: TestContext.Current.CancellationToken);
        }

        var who = "merchant-onboarding: compliance-officer";
        await TimeAsync("first list (fills the board)", who, "/v1/cases?limit=50");
        await TimeAsync("list of cases", who, "/v1/cases?product=merchant-onboarding&open=true&limit=50");
        await TimeAsync("queue", who, "/v1/queue?limit=50");
        await TimeAsync("exposures", who, "/v1/exposures");
        await TimeAsync("node", "alice", "/v1/node");
        await TimeAsync("case of 1,000 entries", who, $"/v1/cases/{one}");
        await TimeAsync("its timeline, first page", who, $"/v1/cases/{one}/timeline?limit=50");
        await TimeAsync("its timeline, whole", who, $"/v1/cases/{one}/timeline?limit=1000");
        await TimeAsync("options", who, $"/v1/cases/{one}/options");
        await TimeAsync("decisions", who, "/v1/decisions?limit=50");
        await TimeAsync("explanation of its opening", who, $"/v1/decisions/{one}");
        Assert.Equal(50, (await _stage.GetAsync(who, "/v1/queue?limit=50")).As<Page<CaseRow>>().Items.Count);
    }

    private async Task TimeAsync(string what, string who, string path)
    {
        var times = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(200, (await _stage.GetAsync(who, path)).Status);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: first {times[0]:N1} ms, then least {times.Skip(1).Min():N1} ms"));
    }
}
