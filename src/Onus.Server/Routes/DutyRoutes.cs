using Onus.Cases;
using Onus.Cases.Duties;
using Onus.Client.Contracts;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Server.Cases;
using Onus.Server.Views;

namespace Onus.Server.Routes;

/// <summary>Reports and notices: what is owed, that it was done, and what regulators say.</summary>
internal static class DutyRoutes
{
    // So many duties are looked at for one page: one that is not for the caller is passed over.
    private const int Budget = 10_000;

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/reports", ReportsAsync).RequireScope(Scopes.Read, Scopes.AnyRegulator).WithTags("Reports").WithName("listReports");
        v1.MapGet("/notices", NoticesAsync).WithTags("Reports").WithName("listNotices");
        v1.MapGet("/regulators", RegulatorsAsync).RequireScope(Scopes.Read, Scopes.AnyRegulator).WithTags("Reports").WithName("listRegulators");
        v1.MapGet("/reports/{regulator}/{index}/proof", ProveAsync).RequireScope(Scopes.Read, Scopes.AnyRegulator).WithTags("Reports").WithName("proveReport");
        var duties = v1.MapGroup("/duties/{duty}").WithTags("Reports");
        duties.MapPost("/file", (HttpContext http, DutyDesk desk, string duty, DischargeRequest request) => desk.DischargeAsync(http, duty, DutyDeed.Filed, request)).WithName("fileReport");
        duties.MapPost("/send", (HttpContext http, DutyDesk desk, string duty, DischargeRequest request) => desk.DischargeAsync(http, duty, DutyDeed.Sent, request)).WithName("sendNotice");
        duties.MapPost("/hold", (HttpContext http, DutyDesk desk, string duty, DischargeRequest request) => desk.DischargeAsync(http, duty, DutyDeed.Held, request)).WithName("holdReview");
        duties.MapPost("/acknowledge", (HttpContext http, DutyDesk desk, string duty, DischargeRequest request) => desk.DischargeAsync(http, duty, DutyDeed.Acknowledged, request))
            .RequireScope(Scopes.Write, Scopes.AnyRegulator).WithName("acknowledgeReport");
        duties.MapPost("/statement", (HttpContext http, DutyDesk desk, string duty) => desk.StateAsync(http, duty))
            .RequireScope(Scopes.Write, Scopes.AnyRegulator).WithName("makeAcknowledgement");
    }

    private static Task<Page<DutyView>> ReportsAsync(
        HttpContext http, Node node, DutyDesk desk, string? state, string? regulator, ulong? @case, string? cursor, int? limit) =>
        ListAsync(http, node, desk, [DutyKind.Report], state, regulator, @case, cursor, limit);

    private static Task<Page<DutyView>> NoticesAsync(HttpContext http, Node node, DutyDesk desk, string? state, ulong? @case, string? cursor, int? limit) =>
        ListAsync(http, node, desk, [DutyKind.Notice, DutyKind.Warning, DutyKind.Review], state, null, @case, cursor, limit);

    private static async Task<Page<DutyView>> ListAsync(
        HttpContext http, Node node, DutyDesk desk, DutyKind[] kinds, string? state, string? regulator, ulong? @case, string? cursor, int? limit)
    {
        if (state is not (null or "Due" or "Overdue" or "Filed" or "Sent" or "Held" or "Acknowledged"))
            throw Refused.Malformed("state is Due, Overdue, Filed, Sent, Held or Acknowledged", "state");
        var (sight, most) = (await Sight.OfAsync(http, node), Paging.Limit(limit));
        DutyName? after = Paging.Pair(cursor) is var (act, ordinal) ? new DutyName(act, (int)Math.Min(ordinal, int.MaxValue)) : null;
        var filter = new DutyFilter { Regulator = regulator, Case = @case };
        var found = new List<DutyView>();
        var looked = await node.ReadAsync((cases, _) => cases.Duties.Find(filter, after, Budget).Select(duty => DutyStanding.Of(duty, cases)).ToArray());
        foreach (var standing in looked)
        {
            after = standing.Duty.Name;
            if (!kinds.Contains(standing.Duty.Kind) || (state is not null && DutyViews.StateOf(standing.Duty) != state)) continue;
            if (await desk.MaySeeAsync(standing, sight)) found.Add(desk.View(standing));
            if (found.Count > most) break;
        }

        if (found.Count > most) return Paging.Page(found, most, duty => Paging.Pair(duty.Entry, (ulong)duty.Place), duty => duty);
        return new Page<DutyView>(found, looked.Length == Budget ? Paging.Pair(after!.Value.Act, (ulong)after.Value.Ordinal) : null);
    }

    private static async Task<Page<RegulatorView>> RegulatorsAsync(HttpContext http, Node node)
    {
        var sight = await Sight.OfAsync(http, node);
        return await node.ReadAsync((cases, _) => Paging.Whole<RegulatorView>([.. Regulators(cases).Where(r => MaySeeLog(sight, r, cases)).Select(regulator =>
        {
            var reports = cases.Duties.Find(new DutyFilter { Kind = DutyKind.Report, Regulator = regulator }, null, int.MaxValue);
            ulong Count(string state) => (ulong)reports.Count(duty => DutyViews.StateOf(duty) == state);
            return new RegulatorView(
                regulator, ReportPlace.OriginOf(node.Engine.Origin, regulator), cases.Duties.NextPlace(regulator), Count("Due"), Count("Overdue"),
                Count("Filed"), Count("Acknowledged"));
        })]));
    }

    private static async Task<IResult> ProveAsync(HttpContext http, Node node, string regulator, ulong index)
    {
        var sight = await Sight.OfAsync(http, node);
        var isVisible = await node.ReadAsync((cases, _) => MaySeeLog(sight, regulator, cases));
        var proof = isVisible ? node.Engine.ProveReport(regulator, index) : null;
        return proof is null
            ? throw Refused.NotFound($"the log of {regulator} has no entry {index}, or it is not for you")
            : TypedResults.Bytes(proof.ToBytes(), "application/octet-stream", $"{regulator}-{index}.report-proof");
    }

    private static IEnumerable<string> Regulators(CasesState cases) => cases.Duties.Regulators
        .Concat(cases.Products.All.SelectMany(p => p.Product.Perimeter.Regulators).Select(r => r.Name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>A regulator's log, its size included, is seen by that regulator, by the desks of ours that report to it, and by
    /// auditors.</summary>
    private static bool MaySeeLog(Sight sight, string regulator, CasesState cases) =>
        sight.Caller.Has(Scopes.Auditor) || sight.Caller.IsRegulator(regulator)
        || cases.Products.All.Select(p => p.Product).Where(p => p.Perimeter.Regulators.Any(r => r.Name == regulator)).Any(p =>
            sight.IsRegulator(p.Name, regulator) || p.Authorities.Any(a => p.Parties[a.Of].Kind == PartyKind.Us && sight.Holds(p.Name, a.Name)));
}
