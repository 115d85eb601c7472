using System.Globalization;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Ledger;
using Onus.Server.Views;

namespace Onus.Server.Routes;

/// <summary><c>/v1/accounts</c>: opening accounts, changing what they take, and what they hold.</summary>
internal static class AccountRoutes
{
    public static void Map(RouteGroupBuilder v1)
    {
        var accounts = v1.MapGroup("/accounts").WithTags("Accounts");
        accounts.MapGet("", ListAsync).WithName("listAccounts");
        accounts.MapPost("", OpenAsync).WithName("openAccount");
        accounts.MapGet("/{account}", OneAsync).WithName("getAccount");
        accounts.MapPut("/{account}/limits", ChangeLimitsAsync).WithName("changeLimits");
        accounts.MapPost("/{account}/close", CloseAsync).WithName("closeAccount");
        accounts.MapPost("/{account}/reopen", ReopenAsync).WithName("reopenAccount");
    }

    private static async Task<Page<AccountView>> ListAsync(
        HttpContext http, Node node, MoneyPowers powers, ulong? party, string? book, int? code, bool? closed, string? cursor, int? limit)
    {
        var (sight, after, most) = (await powers.SightAsync(Caller.Of(http)), Given.Cursor(cursor), Given.Limit(limit));
        var filter = new AccountFilter { Code = Given.Code(code, "code"), IsClosed = closed };
        var bookId = book is null ? (Id128?)null : Given.Id(book, "book");
        filter = await node.ReadAsync((cases, ledger) => filter with
        {
            Party = party is { } entry ? TokenOf(entry, cases, "party") : sight,
            Book = bookId is { } id ? ledger.TryGetBook(id, out var found) ? found.Opened : throw Refused.NotFound("no book has that name") : null,
        });
        if (sight is { } own && filter.Party != own) return new Page<AccountView>([], null);
        var page = Answers.Durable(await node.Engine.QueryAsync((queries, _) => queries.Accounts(filter, after, most)));
        var views = await node.ReadAsync((cases, ledger) => page.Rows.Select(row => LedgerViews.Of(row, ledger, cases, node.Names)).ToArray());
        return new Page<AccountView>(views, page.Next?.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<AccountView> OneAsync(string account, string? at, HttpContext http, Node node, MoneyPowers powers)
    {
        var (id, then) = (Given.Id(account, "account"), Given.Time(at, "at"));
        var found = await FindAsync(id, http, node, powers);
        var view = await node.ReadAsync((cases, ledger) => LedgerViews.Of(found, ledger, cases, node.Names));
        if (then is not { } time) return view;

        // The history is walked beside the writer: entries never change.
        var digits = await node.ReadAsync((_, ledger) => ledger.TryGetBook(found.Book, out var book) ? book.Digits : 0);
        var walk = new AccountWalk(new LogEntries(node.Engine.Log), found);
        while (walk.MoveBack(out var line))
        {
            http.RequestAborted.ThrowIfCancellationRequested();
            if (line.Step.Time > time) continue;
            return view with { Balances = LedgerViews.Of(line.Balances, digits), Head = line.Step.Index, Entries = line.Step.Ordinal + 1 };
        }

        throw Refused.NotFound($"the account was not open yet at {time}");
    }

    private static async Task<Written> OpenAsync(OpenAccountRequest request, HttpContext http, Node node, MoneyPowers powers)
    {
        await powers.DemandHouseAsync(Caller.Of(http));
        var (name, bookId, code) = (Given.Name(request.Account, "/account"), Given.Id(request.Book, "/book"), Given.Code(request.Code, "/code")!.Value);
        var (party, digits) = await node.ReadAsync((cases, ledger) => (
            request.Party is { } entry ? TokenOf(entry, cases, "/party") : Id128.None,
            ledger.TryGetBook(bookId, out var book) ? book.Digits : (byte)0));
        var head = Commands.Head(http, node);
        var answer = await node.Engine.SubmitAsync(new OpenAccount(head, Id128.OfName(name), bookId)
        {
            Party = party,
            Code = code,
            DebitLimit = Amounts.ParseOrNone(request.DebitLimit, digits, "/debitLimit"),
            CreditLimit = Amounts.ParseOrNone(request.CreditLimit, digits, "/creditLimit"),
        }, cancellation: http.RequestAborted);
        var written = Answers.Written(answer, head.Id);
        if (Given.IsName(name)) node.Names.Set(Id128.OfName(name), name, party.IsNone ? null : party);
        return written;
    }

    private static async Task<Written> ChangeLimitsAsync(
        string account, ChangeLimitsRequest request, HttpContext http, Node node, MoneyPowers powers, AccountFacts facts)
    {
        await powers.DemandHouseAsync(Caller.Of(http));
        var id = Given.Id(account, "account");
        var digits = (await facts.FindAsync(id)).Digits;
        var head = Commands.Head(http, node);
        return Answers.Written(await node.Engine.SubmitAsync(new ChangeLimits(
            head, id, Amounts.ParseOrNone(request.DebitLimit, digits, "/debitLimit"), Amounts.ParseOrNone(request.CreditLimit, digits, "/creditLimit")),
            cancellation: http.RequestAborted), head.Id);
    }

    private static async Task<Written> CloseAsync(string account, bool? ifEmpty, HttpContext http, Node node, MoneyPowers powers)
    {
        await powers.DemandHouseAsync(Caller.Of(http));
        var head = Commands.Head(http, node);
        var command = new CloseAccount(head, Given.Id(account, "account"), ifEmpty ?? false);
        return Answers.Written(await node.Engine.SubmitAsync(command, cancellation: http.RequestAborted), head.Id);
    }

    private static async Task<Written> ReopenAsync(string account, HttpContext http, Node node, MoneyPowers powers)
    {
        await powers.DemandHouseAsync(Caller.Of(http));
        var head = Commands.Head(http, node);
        var command = new ReopenAccount(head, Given.Id(account, "account"));
        return Answers.Written(await node.Engine.SubmitAsync(command, cancellation: http.RequestAborted), head.Id);
    }

    /// <summary>An account that the caller may see.</summary>
    public static async Task<Account> FindAsync(Id128 id, HttpContext http, Node node, MoneyPowers powers)
    {
        var sight = await powers.SightAsync(Caller.Of(http));
        var found = await node.ReadAsync((_, ledger) => ledger.TryGetAccount(id, out var account) ? account : (Account?)null);
        return found is { } known && (sight is null || known.Party == sight) ? known : throw Refused.NotFound("no account has that name");
    }

    private static Id128 TokenOf(ulong actor, Onus.Cases.CasesState cases, string pointer) => cases.Registry.TryGetActor(actor, out var found)
        ? found.Token
        : throw new Refused(422, "Actor not found", "no entry of that index registered an actor") { Pointer = pointer };
}
