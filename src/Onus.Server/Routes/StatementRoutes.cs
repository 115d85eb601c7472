using System.Globalization;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Server.Views;

namespace Onus.Server.Routes;

/// <summary>Statements and their proofs, and the search for entries that move or reserve money.</summary>
internal static class StatementRoutes
{
    // A statement is walked from its end, so a page far back costs the way to it; past this way it is asked for by its proof.
    private const int MostSteps = 2_000_000;

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/accounts/{account}/entries", StatementAsync).WithTags("Accounts").WithName("listStatement");
        v1.MapGet("/accounts/{account}/proof", ProveAsync).WithTags("Accounts").WithName("proveAccount")
            .Produces(200, contentType: "application/octet-stream");
        v1.MapGet("/entries", SearchAsync).WithTags("Entries").WithName("listEntries");
    }

    private static async Task<Page<EntryView>> StatementAsync(
        string account, HttpContext http, Node node, MoneyPowers powers, string? cursor, int? limit)
    {
        var (before, most) = (Given.Cursor(cursor), Given.Limit(limit));
        var found = await AccountRoutes.FindAsync(Given.Id(account, "account"), http, node, powers);
        var (lines, next) = Walk(found, before, most, node, http.RequestAborted);
        var rows = await node.ReadAsync((_, ledger) =>
        {
            Invariant.Holds(ledger.TryGetBook(found.Book, out var book));
            return lines.Select(line => LedgerEntry.Read(node.Engine.Log.ReadEntry(line.Step.Index)) is { } entry
                ? LedgerViews.Of(entry, HoldState.None, LedgerViews.Of(line.Balances, book.Digits), ledger, node.Names)
                : Standing(line, book, node)).ToArray();
        });
        return new Page<EntryView>([.. rows.Select(row => row.With(node.Engine.Log.ReadEntry(row.Index)))], next?.ToString(CultureInfo.InvariantCulture));
    }

    private static (List<StatementLine> Lines, ulong? Next) Walk(
        in Account account, ulong? before, int most, Node node, CancellationToken cancellation)
    {
        var walk = new AccountWalk(new LogEntries(node.Engine.Log), account);
        var lines = new List<StatementLine>(most);
        for (var steps = 0; walk.MoveBack(out var line); steps++)
        {
            if (steps % 1_024 == 0) cancellation.ThrowIfCancellationRequested();
            if (steps > MostSteps) throw new Refused(422, "Too far back", "ask for the statement's proof, which has all entries: /proof?kind=statement");
            if (line.Step.Index >= before) continue;
            if (lines.Count == most) return (lines, lines[^1].Step.Index);
            lines.Add(line);
        }

        return (lines, null);
    }

    // What opens, closes or limits the account moves nothing, and is a line of its statement all the same.
    private static EntryView Standing(in StatementLine line, Book book, Node node) => new(
        line.Step.Index, line.Step.Time, EntryHeader.KindOf(node.Engine.Log.ReadEntry(line.Step.Index).Span).ToString(), default, null, 0, [],
        book.Unit, null, null, LedgerViews.Of(line.Balances, book.Digits), null);

    private static async Task<IResult> ProveAsync(string account, HttpContext http, Node node, MoneyPowers powers, string? kind)
    {
        var found = await AccountRoutes.FindAsync(Given.Id(account, "account"), http, node, powers);
        var proof = Answers.Durable(kind switch
        {
            null or "balance" => await node.Engine.ProveBalanceAsync(found.Id),
            "statement" => await node.Engine.ProveStatementAsync(found.Id),
            _ => throw Refused.Malformed("this is balance or statement", "kind"),
        });
        return Results.Bytes(proof!.ToBytes(), "application/octet-stream", $"{kind ?? "balance"}.onus-proof");
    }

    private static async Task<Page<EntryView>> SearchAsync(HttpContext http, Node node, MoneyPowers powers, [AsParameters] EntrySearch search)
    {
        var (sight, most) = (await powers.SightAsync(Caller.Of(http)), Given.Limit(search.Limit));
        QueryCursor? cursor = null;
        if (search.Cursor is { Length: > 0 } text && (text.Length > 16_384 || !QueryCursor.TryParse(text, out cursor)))
            throw Refused.Malformed("give the cursor as the page before gave it", "cursor");
        var account = search.Account is { } name ? await AccountRoutes.FindAsync(Given.Id(name, "account"), http, node, powers) : (Account?)null;
        var filter = await FilterAsync(search, account, sight, node);
        if (sight is { } own && account is null && filter.Party != own) return new Page<EntryView>([], null);
        if (cursor is not null) await CheckAsync(cursor, filter, node);
        var page = Answers.Durable(await node.Engine.QueryAsync((queries, size) =>
        {
            var found = queries.Entries(filter, cursor, most, size);
            return (Rows: found.Rows.Select(row => (row, Hold: queries.HoldOf(row.Index).State)).ToArray(), found.Next);
        }));
        var rows = await node.ReadAsync((_, ledger) => page.Rows.Select(row => LedgerViews.Of(row.row, row.Hold, null, ledger, node.Names)).ToArray());
        return new Page<EntryView>([.. rows.Select(row => row.With(node.Engine.Log.ReadEntry(row.Index)))], page.Next?.ToString());
    }

    private static async Task<EntryFilter> FilterAsync(EntrySearch search, Account? account, Id128? sight, Node node)
    {
        var act = search.Act is { } name ? TransferReader.ActOf(name, "act") : (TransferAct?)null;
        if (account is null && (search.AtLeast ?? search.AtMost) is not null)
            throw Refused.Malformed("an amount is in the unit of an account: name one", "account");
        return await node.ReadAsync((cases, ledger) =>
        {
            var digits = account is { } known && ledger.TryGetBook(known.Book, out var book) ? book.Digits : 0;
            return new EntryFilter
            {
                Account = account?.Opened,
                Party = search.Party is { } entry
                    ? cases.Registry.TryGetActor(entry, out var actor) ? actor.Token : throw Refused.NotFound("no actor has that entry")
                    : account is null ? sight : null,
                Act = act,
                Code = Given.Code(search.Code, "code"),
                Reference = Given.Uuid(search.Reference, "reference"),
                AtLeast = Amounts.ParseOrNone(search.AtLeast, digits, "atLeast"),
                AtMost = Amounts.ParseOrNone(search.AtMost, digits, "atMost"),
                State = Given.OneOf<HoldState>(search.Hold, "hold"),
                From = Given.Time(search.From, "from"),
                Until = Given.Time(search.Until, "until"),
            };
        });
    }

    // A cursor names accounts and entries; one that somebody made up must neither show others' entries nor lead astray.
    private static async Task CheckAsync(QueryCursor cursor, EntryFilter filter, Node node)
    {
        var log = node.Engine.Log;
        var isGood = await node.ReadAsync((_, ledger) => cursor.Threads.All(thread =>
            thread.Next < log.Head.Size
            && (thread.Account == 0
                ? filter.Account is null
                : ledger.TryGetAccount(thread.Account, out var account)
                    && (filter.Account is null ? filter.Party == account.Party : filter.Account == account.Opened)
                    && AccountStep.TryRead(log.ReadEntry(thread.Next), thread.Account, out var _))));
        if (!isGood) throw Refused.Malformed("give the cursor as the page before gave it, with the same filters", "cursor");
    }
}
