using System.Globalization;
using Onus.Client.Contracts;
using Onus.Ledger;
using Onus.Server.Cases;
using Onus.Server.Views;

namespace Onus.Server.Routes;

/// <summary><c>/v1/exposures</c> and <c>/v1/caps</c>: who is liable for how much.</summary>
internal static class ExposureRoutes
{
    // So many entries of liability accounts are looked at for one page.
    private const int Budget = 100_000;

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/exposures", NowAsync).WithTags("Exposures").WithName("getExposures");
        v1.MapGet("/exposures/history", HistoryAsync).WithTags("Exposures").WithName("getExposureHistory");
        v1.MapGet("/caps", CapsAsync).WithTags("Exposures").WithName("getCaps");
    }

    private static async Task<ExposureView> NowAsync(HttpContext http, Node node, ExposureViews views, ulong? actor, string? product) =>
        await views.NowAsync(await Sight.OfAsync(http, node), actor, product);

    private static async Task<Page<CapView>> CapsAsync(HttpContext http, Node node, ExposureViews views) =>
        Paging.Whole(await views.CapsAsync(await Sight.OfAsync(http, node)));

    /// <summary>How an actor's liability moved, newest first: the histories of its liability accounts.</summary>
    private static async Task<Page<ExposureMove>> HistoryAsync(
        HttpContext http, Node node, LogPages log, ulong actor, string? cursor, int? limit)
    {
        var (sight, most, before) = (await Sight.OfAsync(http, node), Paging.Limit(limit), Paging.Number(cursor) ?? ulong.MaxValue);
        var walks = await node.ReadAsync((cases, ledger) =>
        {
            var queries = new LedgerQueries(ledger, log);
            var products = cases.Products.All.Select(p => p.Product).Where(p => p.Stake is not null)
                .Where(p => sight.SeesAll || sight.Caller.Actor == actor || p.Authorities.Any(a => sight.Holds(p.Name, a.Name)))
                .Select(p => (p.Name, p.Facts[p.Stake!.Value].Currency)).Distinct();
            return products.Select(p => (p.Name, p.Currency, Walk: queries.Walk(cases.LiabilityAccount(p.Currency, p.Name, actor)))).Where(w => w.Walk is not null).ToArray();
        });
        var found = new List<ExposureMove>();
        foreach (var (name, currency, walk) in walks)
        {
            for (var (looked, taken) = (0, 0); looked < Budget && taken <= most && walk!.MoveBack(out var line); looked++)
            {
                if (line.Step.Ordinal == 0 || line.Step.Index >= before) continue;
                taken++;
                found.Add(new ExposureMove(
                    line.Step.Index, line.Step.Time, name,
                    Amounts.Difference(line.Balances.CreditsPosted, line.Balances.DebitsPosted, currency.MinorDigits)));
            }
        }

        return Paging.Page([.. found.OrderByDescending(move => move.Entry).Take(most + 1)], most, move => move.Entry.ToString(CultureInfo.InvariantCulture), move => move);
    }
}
