using System.Collections.Immutable;
using System.Globalization;
using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Server.Cases;
using Onus.Server.Views;

namespace Onus.Server.Routes;

/// <summary><c>/v1/cases</c> and <c>/v1/queue</c>: cases listed, opened, and read.</summary>
internal static class CaseRoutes
{
    public static void Map(RouteGroupBuilder v1)
    {
        var cases = v1.MapGroup("/cases").WithTags("Cases");
        cases.MapGet("", ListAsync).WithName("listCases");
        cases.MapPost("", OpenAsync).WithName("openCase").Produces<CaseAnswer>(201);
        cases.MapGet("/{case}", GetAsync).WithName("getCase");
        cases.MapGet("/{case}/timeline", TimelineAsync).WithName("getTimeline");
        cases.MapGet("/{case}/options", OptionsAsync).WithName("getOptions");
        cases.MapPost("/{case}/claim", ClaimAsync).WithName("claimCase");
        cases.MapDelete("/{case}/claim", ReleaseAsync).WithName("releaseCase");
        v1.MapGet("/queue", QueueAsync).WithTags("Cases").WithName("getQueue");
    }

    private static async Task<Page<CaseRow>> ListAsync(
        HttpContext http, Node node, CaseBoard board, CaseViews views, string? product, string? state, ulong? party, bool? open, string? dueBefore,
        string? cursor, int? limit)
    {
        var (sight, most, before, due) = (await Sight.OfAsync(http, node), Paging.Limit(limit), Paging.Number(cursor), Paging.Time(dueBefore, "dueBefore"));
        return await board.ReadAsync(cases =>
        {
            var found = new List<CaseLine>();
            var lines = cases.Lines;
            for (var i = (long)Math.Min((ulong)lines.Length, before ?? ulong.MaxValue) - 1; i >= 0 && found.Count <= most; i--)
            {
                var line = lines[(int)i];
                var p = line.Product.Product;
                if ((product is null || p.Name == product) && (state is null || p.States[line.State].Name == state)
                    && (party is not { } actor || line.Parties.Contains(actor)) && (open is null || line.IsOpen == open)
                    && (due is null || line.Due is { } next && next.At < due && sight.SeesWhy(line)) && sight.MaySee(line)) found.Add(line);
            }

            return Paging.Page(found, most, line => line.Number.ToString(CultureInfo.InvariantCulture), line => views.Row(line, sight));
        });
    }

    private static async Task<Page<CaseRow>> QueueAsync(HttpContext http, Node node, CaseBoard board, CaseViews views, string? cursor, int? limit)
    {
        var (sight, most) = (await Sight.OfAsync(http, node), Paging.Limit(limit));
        (LogTime, uint)? after = Paging.Pair(cursor) is var (due, number) ? (new LogTime(due), (uint)Math.Min(number, uint.MaxValue)) : null;
        return await board.ReadAsync(cases =>
        {
            var found = cases.ByDue(after).Where(line => sight.HasTurn(line.Product.Product, line.State, line.Parties)).Take(most + 1).ToList();
            return Paging.Page(found, most, line => Paging.Pair(line.Due!.Value.At.Nanoseconds, line.Number), line => views.Row(line, sight));
        });
    }

    private static async Task<IResult> OpenAsync(HttpContext http, Node node, CaseDesk desk, ActorNames names, OpenCaseRequest request)
    {
        var head = Commands.Head(http, node);
        var enacted = await node.ReadAsync((cases, _) => cases.Products.InEffect(request.Product, node.LogNow))
            ?? throw new Refused(422, "Product not in effect", $"no version of {request.Product} is in effect") { Outcome = "ProductNotInEffect", Pointer = "/product" };
        var product = enacted.Product;
        ulong[] parties = [.. product.Parties.Select((party, place) => enacted.Parties[place] is not 0 and var bound ? bound : request.Parties.GetValueOrDefault(party.Name))];
        var subject = desk.Deposits.SubjectOf(product, parties, head.Actor, names);
        var accounts = ImmutableArray.CreateBuilder<AccountInput>(request.Accounts.Count);
        foreach (var (name, account) in request.Accounts)
            accounts.Add(new AccountInput(name, await desk.AccountAsync(account, $"/accounts/{name.Replace("/", "~1", StringComparison.Ordinal)}")));
        var command = new OpenCase(
            head, request.Product, request.As, [.. request.Parties.Select(p => new PartyInput(p.Key, p.Value))], accounts.DrainToImmutable(),
            await desk.Deposits.FactsAsync(head.Id, product, subject, request.Facts),
            await desk.Deposits.EvidenceAsync(head.Id, subject, request.Evidence));
        var answer = await desk.SendAsync(http, command, enacted);
        return TypedResults.Created($"/v1/cases/{answer.Case}", answer);
    }

    private static async Task<CaseDetail> GetAsync(
        HttpContext http, Node node, CaseDesk desk, CaseViews views, LogPages log, ProductTexts products, ulong @case)
    {
        var (line, sight) = await desk.FindAsync(http, @case);
        var file = await CaseFile.ReadAsync(node, log, @case) ?? throw CaseDesk.NoCase(@case);
        Commands.SayHead(http, line.Head);
        return views.Detail(line, file, CaseSecrets.Of(line, sight, log, products), sight);
    }

    private static async Task<Page<TimelineItem>> TimelineAsync(
        HttpContext http, CaseDesk desk, TimelineViews views, LogPages log, ProductTexts products, ulong @case, string? cursor, int? limit)
    {
        var (line, sight) = await desk.FindAsync(http, @case);
        var (most, after) = (Paging.Limit(limit), Paging.Number(cursor));
        var found = CaseMoments.Of(log, line.Last, products.Of)
            .Where(moment => after is null || moment.Envelope.Index > after)
            .Select(moment => moment.FaceFor(secrecy => sight.IsNamed(secrecy, line.Parties))).OfType<CaseMoment>()
            .Take(most + 1).ToList();
        return Paging.Page(found, most, moment => moment.Envelope.Index.ToString(CultureInfo.InvariantCulture), views.Item);
    }

    private static async Task<Page<StepOption>> OptionsAsync(HttpContext http, CaseDesk desk, TimelineViews views, ulong @case)
    {
        var (line, sight) = await desk.FindAsync(http, @case);
        var options = await desk.OptionsAsync(line, sight);
        Commands.SayHead(http, line.Head);
        return Paging.Whole<StepOption>([.. options.Select(option => views.Option(option, line.Product.Product))]);
    }

    private static async Task<ClaimView> ClaimAsync(HttpContext http, Node node, CaseDesk desk, ActorNames names, ulong @case)
    {
        var (line, sight) = await desk.FindAsync(http, @case);
        if (!sight.HasTurn(line.Product.Product, line.State, line.Parties))
            throw new Refused(403, "Not yours to work on", "a case is claimed by those who own its state or may decide a step of it");
        var claim = node.Claims.Take(@case, sight.Caller.Actor);
        if (claim.Actor != sight.Caller.Actor)
            throw new Refused(409, "Claimed by another", $"{names.In($"actor {claim.Actor}")} works on it until {claim.Until}");
        return new ClaimView(claim.Actor, names.Of(claim.Actor), claim.Until);
    }

    private static async Task<IResult> ReleaseAsync(HttpContext http, Node node, CaseDesk desk, ulong @case)
    {
        var (_, sight) = await desk.FindAsync(http, @case);
        node.Claims.Release(@case, sight.Caller.Actor);
        return TypedResults.NoContent();
    }
}
