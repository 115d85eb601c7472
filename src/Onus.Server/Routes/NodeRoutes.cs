using System.Reflection;
using Onus.Cases;
using Onus.Cases.Runtime;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Notes;
using Onus.Server.Cases;
using Onus.Server.Views;

namespace Onus.Server.Routes;

/// <summary><c>/v1/node</c> and <c>/v1/search</c>: the node in short, and anything by what it is called.</summary>
internal static class NodeRoutes
{
    private const ulong Hour = 3_600 * LogTime.NanosecondsPerSecond;

    private static readonly string Version =
        typeof(NodeRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/node", NodeAsync).RequireScope(Scopes.Read, Scopes.AnyRegulator).WithTags("Node").WithName("getNode");
        v1.MapGet("/search", SearchAsync).WithTags("Node").WithName("search");
    }

    private static async Task<NodeView> NodeAsync(Node node, CaseBoard board)
    {
        var now = node.Now;
        var (states, due, open) = await board.ReadAsync(cases => Count(cases, now));
        var (isFounded, accounts, opened, flight, duties) = await node.ReadAsync((cases, ledger) => (
            cases.Charter.IsFounded, ledger.Books.Aggregate(0UL, (sum, book) => sum + book.Accounts), cases.Count.Opened,
            ledger.Books.Where(book => book.Purpose == BookPurpose.Money).ToArray(), Duties(cases)));
        var head = node.Engine.Log.Head;
        var checkpoint = SignedCheckpoint.Parse(head.Checkpoint.Span);
        return new NodeView(
            node.Engine.Origin, node.LogKey.ToString(), head.Size, checkpoint.ToString(), now, Version, isFounded,
            [.. checkpoint.Note.Signatures.Select(s => s.Name).Where(name => name != node.Engine.Origin).Distinct()], accounts, opened, open,
            [.. flight.GroupBy(book => (book.Unit, book.Digits)).OrderBy(g => g.Key.Unit, StringComparer.Ordinal).Select(g => new AmountView(
                g.Key.Unit, Amounts.Text(g.Aggregate(UInt128.Zero, (sum, book) => sum + book.Totals.DebitsPending), g.Key.Digits)))],
            states, due, duties);
    }

    private static (IReadOnlyList<StateCount> States, DueSoon Due, ulong Open) Count(CaseBoard cases, LogTime now)
    {
        var states = new Dictionary<(string Product, string State), (CaseLine Line, ulong Count, UInt128 Stake)>();
        ulong hour = 0, day = 0, week = 0, later = 0, open = 0;
        foreach (var line in cases.Lines)
        {
            if (!line.IsOpen) continue;
            open++;
            var key = (line.Product.Product.Name, line.Product.Product.States[line.State].Name);
            var known = states.GetValueOrDefault(key);
            states[key] = (line, known.Count + 1, known.Stake + line.Stake);
            if (line.Due is not { } due) continue;
            if (due.At <= now.Plus(Hour)) hour++;
            else if (due.At <= now.Plus(24 * Hour)) day++;
            else if (due.At <= now.Plus(7 * 24 * Hour)) week++;
            else later++;
        }

        return ([.. states.OrderBy(s => s.Key.Product, StringComparer.Ordinal).ThenBy(s => s.Key.State, StringComparer.Ordinal).Select(s =>
        {
            var product = s.Value.Line.Product.Product;
            return new StateCount(
                s.Key.Product, s.Key.State, product.States[s.Value.Line.State].Title, s.Value.Count,
                Amounts.Text(s.Value.Stake, CaseTables.CurrencyOf(product).MinorDigits), product.Stake is null ? null : s.Value.Line.Currency.Code);
        })], new DueSoon(hour, day, week, later), open);
    }

    private static DutyCount[] Duties(CasesState cases) => [.. cases.Duties.InOrder
        .GroupBy(duty => (Kind: DutyViews.KindOf(duty.Kind), State: DutyViews.StateOf(duty)))
        .OrderBy(g => g.Key.Kind, StringComparer.Ordinal).ThenBy(g => g.Key.State, StringComparer.Ordinal)
        .Select(g => new DutyCount(g.Key.Kind, g.Key.State, (ulong)g.Count()))];

    private static async Task<Page<SearchHit>> SearchAsync(HttpContext http, Node node, NodeSearch search, string q) =>
        Paging.Whole(await search.FindAsync(await Sight.OfAsync(http, node), q));
}
