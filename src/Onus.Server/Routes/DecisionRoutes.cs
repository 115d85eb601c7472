using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Server.Cases;

namespace Onus.Server.Routes;

/// <summary><c>/v1/decisions</c> and <c>/v1/shadows</c>: what was decided, why, and whether it would be decided so again.</summary>
internal static class DecisionRoutes
{
    public static void Map(RouteGroupBuilder v1)
    {
        var decisions = v1.MapGroup("/decisions").WithTags("Decisions");
        decisions.MapGet("", ListAsync).WithName("listDecisions");
        decisions.MapGet("/{entry}", ExplainAsync).WithName("explainDecision");
        decisions.MapPost("/{entry}/replay", ReplayAsync).RequireScope(Scopes.Read).WithName("replayDecision");
        v1.MapGet("/shadows/{product}", ShadowsAsync).WithTags("Decisions").WithName("getShadows");
    }

    private static async Task<Page<DecisionRow>> ListAsync(
        HttpContext http, Node node, DecisionSearch search, ulong? @case, string? product, ulong? actor, string? outcome, bool? refused, string? from,
        string? until, string? cursor, int? limit)
    {
        var filter = new DecisionFilter(@case, product, actor, outcome, refused, Paging.Time(from, "from"), Paging.Time(until, "until"));
        return await search.PageAsync(await Sight.OfAsync(http, node), filter, Paging.Number(cursor), Paging.Limit(limit));
    }

    private static async Task<IResult> ExplainAsync(
        HttpContext http, Node node, DecisionSearch search, PastCases past, LogPages log, ProductTexts products, ulong entry)
    {
        var sight = await Sight.OfAsync(http, node);
        var (line, face) = await search.FindAsync(sight, entry) ?? throw NoDecision(entry);
        if (face.IsPublicFace)
        {
            return Json(new Explanation
            {
                Entry = entry, Time = face.Envelope.Time, Kind = face.Envelope.Kind, Headline = face.Headline, Case = line?.Opened ?? 0, IsConfidential = true,
            });
        }

        var destroyed = line is null ? [] : DestroyedIn(line, log);
        var explanation = await past.ExplainAsync(entry, name => destroyed.TryGetValue(name, out var by) ? by : null) ?? throw NoDecision(entry);
        return Json(line is null ? explanation : Shown(explanation, line, sight, log, products));
    }

    private static async Task<ReplayAnswer> ReplayAsync(HttpContext http, Node node, DecisionSearch search, PastCases past, ulong entry)
    {
        var (_, face) = await search.FindAsync(await Sight.OfAsync(http, node), entry) ?? throw NoDecision(entry);
        if (face.IsPublicFace) throw new Refused(403, "Not for you", "a confidential act is decided again for those whom it names, and for auditors");
        var replayed = await past.ReplayAsync(entry);
        return new ReplayAnswer(entry, replayed.Difference is null, replayed.Recorded, replayed.Replayed, replayed.Difference);
    }

    private static async Task<Page<ShadowPeriodView>> ShadowsAsync(HttpContext http, Node node, PastCases past, string product, string? every)
    {
        if (!Enum.TryParse<ShadowEvery>(every ?? nameof(ShadowEvery.Day), out var period) || !Enum.IsDefined(period))
            throw Refused.Malformed("every is Day or Month", "every");
        var sight = await Sight.OfAsync(http, node);
        var versions = await node.ReadAsync((cases, _) => cases.Products.VersionsOf(product).Select(v => v.Product).ToArray());
        if (versions.Length == 0 || !versions.Any(p => sight.SeesAll || p.Authorities.Any(a => sight.Holds(p.Name, a.Name))))
            throw Refused.NotFound($"there is no product {product}, or its shadows are not for you");
        if (versions.All(p => p.Shadows.IsEmpty)) return Paging.Whole<ShadowPeriodView>([]);
        var report = await past.ShadowsAsync(product, period);
        return Paging.Whole<ShadowPeriodView>([.. report.Periods.Select(p => new ShadowPeriodView(
            p.First, p.Version, p.Shadow, p.Acts, p.Differing, Amount(p.Stake), p.Stake.Currency.IsKnown ? p.Stake.Currency.Code : null,
            [.. p.Differences.Select(d => new ShadowDifferenceView(d.State, d.Live, d.Instead, d.Acts, Amount(d.Stake), d.Examples))]))]);
    }

    private static string Amount(Money money) => money.Currency.IsKnown ? Amounts.Text(money.Minor, money.Currency.MinorDigits) : "0";

    private static ContentHttpResult Json(Explanation explanation) => TypedResults.Text(ExplanationJson.Write(explanation), "application/json");

    /// <summary>Without what a confidential act before it brought and this caller may not see: the facts, and the reasons that
    /// would tell them.</summary>
    private static Explanation Shown(Explanation explanation, CaseLine line, Sight sight, LogPages log, ProductTexts products)
    {
        var secrets = CaseSecrets.Of(line, sight, log, products);
        if (!secrets.HidesAny) return explanation;
        var hidden = secrets.FactsOf(line.Product.Product);
        return explanation with { Facts = [.. explanation.Facts.Where(fact => !hidden.Contains(fact.Name))], Stays = [] };
    }

    private static Dictionary<KeptName, ulong> DestroyedIn(CaseLine line, LogPages log)
    {
        var found = new Dictionary<KeptName, ulong>();
        foreach (var entry in CaseMoments.Entries(log, line.Last))
            if (Destroyed.TryRead(entry, out var destroyed)) found[destroyed!.Kept] = destroyed.Envelope.Index;
        return found;
    }

    private static Refused NoDecision(ulong entry) =>
        Refused.NotFound(string.Create(CultureInfo.InvariantCulture, $"entry {entry} is none of a case, or none that you may see"));
}
