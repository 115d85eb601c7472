using System.Globalization;
using Onus.Cases;
using Onus.Core.Formats;

namespace Onus.Cli.Scenario;

/// <summary>The four stories: a dispute, a scam hold with an appeal, a remittance, and a surge of refunds.</summary>
internal sealed class ScenarioStories(ScenarioNode node, Action<string> tell)
{
    private const string Us = "Lantern Pay";

    /// <summary>The cases that were opened, by what they are about.</summary>
    public List<(string What, ulong Opened)> Opened { get; } = [];

    /// <summary>Money in the accounts that the stories use.</summary>
    public async Task FundAsync()
    {
        await node.FundAsync("institution/own-funds", Us, 1_000_000m);
        await node.FundAsync("institution/provisions", Us, 1_000_000m);
        await node.FundAsync("platform/own-funds", Us, 1_000_000m);
        await node.FundAsync("merchant/settlement", "Blue Kiln", 2_000_000m);
        await node.FundAsync("merchant/deposit", "Blue Kiln", 100_000m);
        await node.FundAsync("holder/balance", "Grandmother Wen", 20_000m);
        await node.FundAsync("sender/account", "Student Bai", 100_000m);
    }

    /// <summary>A card payment that its owner never made.</summary>
    public async Task DisputeAsync()
    {
        Head("A dispute: Mei did not make a payment of CNY 480.00");
        var opened = await OpenAsync("dispute", "chargeback", "user",
            new() { ["user"] = "Mei", ["merchant"] = "Blue Kiln", ["acquirer"] = "Harbour Acquiring" },
            Money("claim", 480m), One("route", 0), One("kind", 0), new FactInput("payment-age", 12 * 86_400));
        await ReportAsync(opened, "the rule pays Mei back at once, out of our own money");
        await WaitAsync(opened, TimeSpan.FromDays(120), "nobody finds Mei at fault");
    }

    /// <summary>An old person's payment to a stranger.</summary>
    public async Task ScamAsync()
    {
        Head("A scam hold: Grandmother Wen pays CNY 8,000.00 to somebody she met yesterday");
        var opened = await OpenAsync("scam hold", "scam-hold", "holder",
            new() { ["holder"] = "Grandmother Wen", ["payee"] = "A stranger", ["utility"] = "City Hospital" },
            Money("amount", 8_000m), await AgeAsync(node, 78), One("signal", 1));
        await StepsAsync(opened, "object", "holder");
        await StepsAsync(opened, "lift", "complaint-head");
    }

    /// <summary>A year's tuition abroad.</summary>
    public async Task RemittanceAsync()
    {
        Head("A remittance: Bai sends CNY 20,000.00 for tuition");
        var opened = await OpenAsync("remittance", "remittance", "sender",
            new() { ["sender"] = "Student Bai", ["receiver"] = "Northern University" },
            Money("amount", 20_000m), Money("usd-equivalent", 2_800m), One("identified", 1), One("screening", 0), new FactInput("payee-account", 7_001));
        await WaitAsync(opened, TimeSpan.FromDays(3), "the bank abroad confirms nothing");
    }

    /// <summary>Everybody wants their money back at once.</summary>
    public async Task SurgeAsync()
    {
        Head("A surge: the Blue Kiln sold what it cannot deliver, and refunds come in by the minute");
        for (var claim = 1; claim <= 5; claim++)
        {
            await OpenAsync($"refund {claim}", "refund-cap", "consumer", new() { ["consumer"] = $"Buyer {claim}", ["merchant"] = "Blue Kiln" },
                Money("price", 120_000m), One("returned", 1), One("trusted", 1));
        }

        await ReportAsync(Opened[^1].Opened, "the envelope is full: the last claim stays with the merchant, and a capital review is open");
        await WaitAsync(Opened[^1].Opened, TimeSpan.FromDays(30), "the merchant settles");
    }

    /// <summary>Files every report that is owed.</summary>
    public async Task FileReportsAsync()
    {
        var filed = await node.FileReportsAsync();
        tell("");
        tell($"  {filed} reports are filed; each filing stands in its regulator's own log too");
    }

    private async Task<ulong> OpenAsync(string what, string product, string opener, Dictionary<string, string> parties, params FactInput[] facts)
    {
        var result = await node.OpenAsync(product, opener, parties, facts);
        if (result.Outcome != CaseOutcome.Accepted) throw new Refusal($"the {what} does not open: {CaseWords.CodeOf(result.Outcome)}", ExitCode.Broken);
        Opened.Add((what, result.Case));
        await ReportAsync(result.Case, $"{what}: opened by entry {result.Index}");
        return result.Case;
    }

    private async Task StepsAsync(ulong opened, string step, string name)
    {
        var result = await node.TakeAsync(opened, step, name);
        var outcome = result.Outcome == CaseOutcome.Accepted ? "done" : $"refused, {CaseWords.CodeOf(result.Outcome)}";
        await ReportAsync(opened, $"{name} decides {step}: {outcome} (entry {result.Index})");
    }

    private async Task WaitAsync(ulong opened, TimeSpan span, string why)
    {
        await node.WaitAsync(span);
        await ReportAsync(opened, $"{span.TotalDays.ToString("N0", CultureInfo.InvariantCulture)} days pass: {why}");
    }

    /// <summary>What happened, where the case is, and who is liable for how much over all cases.</summary>
    private async Task ReportAsync(ulong opened, string what)
    {
        var summary = await node.CaseAsync(opened);
        var state = summary.Product.Product.States[summary.State];
        tell($"  {node.Time.Now.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm}  {what}");
        tell($"                    state {state.Name}{(summary.ClosedAt is null ? "" : ", ended")}");
        var (parties, claims) = await node.ExposureAsync();
        var sum = string.Join(" + ", parties.Select(p => $"{p.Name} {p.Yuan.ToString("N2", CultureInfo.InvariantCulture)}"));
        tell(parties.Count == 0
            ? "                    nobody is liable for anything"
            : $"                    liable: {sum} = open stake {claims.ToString("N2", CultureInfo.InvariantCulture)}");
    }

    private void Head(string title)
    {
        tell("");
        tell(title);
    }

    /// <summary>A personal fact: what the log sees is a commitment, and the range that the product's rules tell apart.</summary>
    public static async Task<FactInput> AgeAsync(ScenarioNode node, int years)
    {
        var product = await node.Read((cases, _) => cases.Products.VersionsOf("scam-hold")[^1].Product);
        var fact = product.Facts.Single(f => f.Name == "holder-age");
        return new FactInput(
            fact.Name, fact.Partition.Last(low => low <= years), Commitment.ToFact(Salt.Draw(SystemEntropy.Instance), years));
    }

    private static FactInput Money(string fact, decimal amount) => new(fact, (Int128)(amount * 100));

    private static FactInput One(string fact, int place) => new(fact, place);
}
