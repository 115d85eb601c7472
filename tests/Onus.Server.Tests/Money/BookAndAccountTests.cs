using Onus.Client.Contracts;
using Onus.Core;

namespace Onus.Server.Tests.Money;

public sealed class BookAndAccountTests
{
    [Fact]
    public async Task A_book_is_opened_listed_and_proven()
    {
        await using var money = await MoneyNode.StartAsync();
        var book = (await money.GetAsync("/v1/books/cny")).As<BookView>();
        Assert.Equal(("cny", "CNY", 2, "Money", 3UL, "0.00"), (book.Name, book.Unit, book.Digits, book.Purpose, book.Accounts, book.Debits));
        Assert.Equal(Id128.OfName("cny"), book.Id);
        Assert.Equal(book.Id, Assert.Single((await money.GetAsync("/v1/books")).As<Page<BookView>>().Items).Id);
        var proof = await money.Node.Alice.GetByteArrayAsync("/v1/books/cny/proof", TestContext.Current.CancellationToken);
        Assert.True(Onus.Log.Proofs.LedgerProof.TryParse(proof, out var read, out _) && read.VerifyState() == Core.Formats.StateProofOutcome.Proven);
        (await money.GetAsync("/v1/books/none")).Refusal(404);
        (await money.GetAsync("/v1/books/none/proof")).Refusal(404);
    }

    [Fact]
    public async Task The_same_key_opens_a_book_once_and_another_content_is_told_apart()
    {
        await using var money = await MoneyNode.StartAsync();
        var id = money.Node.Node.Ids.Next();
        var first = await money.PostAsync("/v1/books", new OpenBookRequest("points", "PTS", 0), id);
        var again = await money.PostAsync("/v1/books", new OpenBookRequest("points", "PTS", 0), id);
        Assert.Equal(("Accepted", "Exists"), (first.Outcome, again.Outcome));
        Assert.Equal((first.Index, first.Time, id), (again.Index, again.Time, again.Command));
        (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/books", new OpenBookRequest("points", "PTS", 2), id))
            .Refusal(409, "ExistsWithDifferentDigits");
        (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/books", new OpenBookRequest("other", "PTS", 0), Id128.OfName("no key")))
            .Refusal(400);
    }

    [Fact]
    public async Task A_refused_command_has_its_evidence_and_its_key_stays_refused()
    {
        await using var money = await MoneyNode.StartAsync();
        var id = money.Node.Node.Ids.Next();
        var account = new OpenAccountRequest("mei/wallet", "cny");
        var problem = (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/accounts", account, id)).Refusal(422, "AccountExists");
        var again = (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/accounts", account, id)).Refusal(422, "IdAlreadyRefused");
        Assert.NotNull(problem.Evidence);
        Assert.Equal(problem.Evidence, again.Evidence);
        Assert.Contains("result-codes.md#accountexists", problem.Type, StringComparison.Ordinal);
        Assert.Equal("Account exists", problem.Title);
        Assert.Contains("Account exists", again.Detail, StringComparison.Ordinal);
        Assert.Equal(problem.Evidence, (await money.GetAsync($"/v1/receipts/{id}")).As<ReceiptView>().Index);
    }

    [Fact]
    public async Task An_account_shows_what_it_holds_and_what_it_held()
    {
        var clock = new TestClock(new DateTimeOffset(2027, 1, 4, 1, 0, 0, TimeSpan.Zero));
        await using var money = await MoneyNode.StartAsync(clock);
        clock.Pass(TimeSpan.FromMinutes(1));
        (await money.PayAsync("outside", "mei/wallet", "100.50")).As<TransferAnswer>();
        clock.Pass(TimeSpan.FromMinutes(1));
        var then = money.Node.Node.Now;
        clock.Pass(TimeSpan.FromMinutes(1));
        (await money.PayAsync("mei/wallet", "shop", "0.50")).As<TransferAnswer>();
        var account = await money.AccountAsync("mei/wallet");
        Assert.Equal(("mei/wallet", "CNY", "100.00", "0.00", null), (account.Name, account.Unit, account.Balances.Balance, account.DebitLimit, account.CreditLimit));
        Assert.Equal(3UL, account.Entries);
        Assert.Equal("-100.50", (await money.AccountAsync("outside")).Balances.Balance);
        var before = (await money.GetAsync($"/v1/accounts/{account.Id}?at={then}")).As<AccountView>();
        Assert.Equal(("100.50", 2UL), (before.Balances.Balance, before.Entries));
        (await money.GetAsync("/v1/accounts/shop?at=2020-01-01T00:00:00Z")).Refusal(404);
        (await money.GetAsync("/v1/accounts/shop?at=yesterday")).Refusal(400);
        (await money.GetAsync("/v1/accounts/nobody")).Refusal(404);
    }

    [Fact]
    public async Task Accounts_are_listed_by_all_filters_together_and_page_by_page()
    {
        await using var money = await MoneyNode.StartAsync();
        Assert.Equal("shop", Assert.Single((await money.GetAsync("/v1/accounts?code=7&book=cny&closed=false")).As<Page<AccountView>>().Items).Name);
        Assert.Empty((await money.GetAsync("/v1/accounts?code=7&closed=true")).As<Page<AccountView>>().Items);
        var (seen, cursor) = (new List<string?>(), (string?)null);
        do
        {
            var page = (await money.GetAsync($"/v1/accounts?limit=1{(cursor is null ? "" : $"&cursor={cursor}")}")).As<Page<AccountView>>();
            seen.AddRange(page.Items.Select(a => a.Name));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(["mei/wallet", "outside", "shop"], seen.Order());
        foreach (var bad in new[] { "limit=0", "limit=1001", "limit=x", "cursor=-1", "code=70000", "closed=maybe", "party=-1" })
            (await money.GetAsync($"/v1/accounts?{bad}")).Refusal(400);
        (await money.GetAsync("/v1/accounts?book=none")).Refusal(404);
        (await money.GetAsync("/v1/accounts?party=999999")).Refusal(422);
    }

    [Fact]
    public async Task Limits_are_changed_and_an_account_is_closed_and_opened_again()
    {
        await using var money = await MoneyNode.StartAsync();
        (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Put, "/v1/accounts/shop/limits", new ChangeLimitsRequest("25.00", "1000.00"))).As<Written>();
        var shop = await money.AccountAsync("shop");
        Assert.Equal(("25.00", "1000.00"), (shop.DebitLimit, shop.CreditLimit));
        (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Put, "/v1/accounts/shop/limits", """{"debitLimit":"1.234","creditLimit":null}""")).Refusal(400);
        (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Put, "/v1/accounts/shop/limits", """{"debitLimit":"1"}""")).Refusal(400);
        (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Put, "/v1/accounts/none/limits", new ChangeLimitsRequest(null, null))).Refusal(404);
        (await money.PayAsync("outside", "shop", "1.00")).As<TransferAnswer>();
        (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/accounts/shop/close?ifEmpty=true")).Refusal(422, "NotEmpty");
        await money.PostAsync("/v1/accounts/shop/close", null);
        (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/accounts/shop/close")).Refusal(422, "AlreadyClosed");
        Assert.True((await money.AccountAsync("shop")).IsClosed);
        (await money.PayAsync("outside", "shop", "1.00")).Refusal(422, "CreditClosed");
        await money.PostAsync("/v1/accounts/shop/reopen", null);
        (await money.PayAsync("outside", "shop", "1.00")).As<TransferAnswer>();
        (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/accounts/none/close")).Refusal(422, "AccountNotFound");
    }
}
