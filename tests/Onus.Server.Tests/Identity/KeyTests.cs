using Onus.Client.Contracts;
using Onus.Server.Tests.Money;

namespace Onus.Server.Tests.Identity;

public sealed class KeyTests
{
    [Fact]
    public async Task A_key_counts_until_it_expires_or_is_revoked_and_only_whole()
    {
        var clock = new TestClock(new DateTimeOffset(2027, 1, 4, 1, 0, 0, TimeSpan.Zero));
        await using var node = await TestNode.StartAsync(time: clock);
        var access = node.Node.Access;
        var (key, token) = access.Add(node.Founders[0].Actor, ["read"], TimeSpan.FromDays(1), "for a day");
        Assert.Equal(key.Id, access.Check(token)!.Id);
        Assert.Null(access.Check(token[..^1] + (token[^1] == 'A' ? 'Q' : 'A')));
        Assert.Null(access.Check(token + "A"));
        Assert.Null(access.Check(token.Replace(key.Id, "0123456789abcdef", StringComparison.Ordinal)));
        Assert.Null(access.Check(token.ToUpperInvariant()));
        Assert.Null(access.Check(""));
        clock.Pass(TimeSpan.FromDays(1));
        Assert.Null(access.Check(token));
        var (other, secret) = access.Add(node.Founders[0].Actor, ["read"], null, "");
        Assert.NotNull(access.Check(secret));
        Assert.True(access.Revoke(other.Id));
        Assert.Null(access.Check(secret));
        Assert.False(access.Revoke("0123456789abcdef"));
        Assert.DoesNotContain(secret[^20..], await File.ReadAllTextAsync(Path.Combine(node.Node.Folder, "keys", "access.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(node.Node.Folder, "keys", "access.json")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(node.Node.Folder, "keys")));
        }
    }

    [Fact]
    public async Task A_key_does_only_what_it_is_for()
    {
        await using var money = await MoneyNode.StartAsync();
        var actor = money.Node.Founders[0].Actor;
        var (reader, regulator) = (money.Node.ClientFor(actor, "read"), money.Node.ClientFor(actor, "regulator:pboc"));
        (await money.GetAsync("/v1/books", reader)).As<Page<BookView>>();
        Assert.Contains("write", (await money.TransferAsync(new TransferRequest { Debit = "outside", Credit = "shop", Amount = "1" }, client: reader)).Refusal(403).Detail, StringComparison.Ordinal);
        (await money.GetAsync("/v1/books", regulator)).Refusal(403);
        Assert.Equal(["regulator:pboc"], (await money.GetAsync("/v1/me", regulator)).As<Me>().Scopes);
        Assert.Throws<ArgumentException>(() => money.Node.Node.Access.Add(actor, ["root"], null, ""));
    }

    [Fact]
    public async Task A_key_of_nobody_writes_nothing()
    {
        await using var money = await MoneyNode.StartAsync();
        (await money.TransferAsync(new TransferRequest { Debit = "outside", Credit = "shop", Amount = "1" }, client: money.Node.ClientFor(0, "write"))).Refusal(403);
        (await money.TransferAsync(new TransferRequest { Debit = "outside", Credit = "shop", Amount = "1" }, client: money.Node.ClientFor(999_999, "write"))).Refusal(403);
        (await money.TransferAsync(new TransferRequest { Debit = "outside", Credit = "shop", Amount = "1" }, client: money.Node.Anybody)).Refusal(401);
    }

    [Fact]
    public async Task An_actor_without_an_authority_sees_its_own_accounts_and_pays_from_them_alone()
    {
        await using var money = await MoneyNode.StartAsync();
        var mei = await RegisterAsync(money, "Mei");
        await money.PostAsync("/v1/accounts", new OpenAccountRequest("mei/own", "cny") { Party = mei });
        (await money.PayAsync("outside", "mei/own", "10.00")).As<TransferAnswer>();
        (await money.PayAsync("outside", "shop", "10.00")).As<TransferAnswer>();
        var client = money.Node.ClientFor(mei, "write");

        Assert.Equal("mei/own", Assert.Single((await money.GetAsync("/v1/accounts", client)).As<Page<AccountView>>().Items).Name);
        Assert.Single((await money.GetAsync("/v1/entries", client)).As<Page<EntryView>>().Items);
        (await money.GetAsync("/v1/accounts/shop", client)).Refusal(404);
        (await money.GetAsync("/v1/accounts/shop/entries", client)).Refusal(404);
        (await money.GetAsync("/v1/accounts/shop/proof", client)).Refusal(404);
        (await money.GetAsync("/v1/entries?account=shop", client)).Refusal(404);
        Assert.Empty((await money.GetAsync($"/v1/entries?party={money.Node.Founders[0].Actor}", client)).As<Page<EntryView>>().Items);

        (await money.TransferAsync(new TransferRequest { Debit = "mei/own", Credit = "shop", Amount = "1.00" }, client: client)).As<TransferAnswer>();
        Assert.Equal("/debit", (await money.TransferAsync(new TransferRequest { Debit = "shop", Credit = "mei/own", Amount = "1.00" }, client: client)).Refusal(403).Pointer);
        (await money.TransferAsync(new TransferRequest { Act = "Void", Target = money.Node.Node.Ids.Next() }, client: client)).Refusal(403);
        (await TestNode.SendAsync(client, HttpMethod.Post, "/v1/books", new OpenBookRequest("mine", "CNY"))).Refusal(403);
        (await TestNode.SendAsync(client, HttpMethod.Post, "/v1/postings", new PostingsRequest([new("mei/own", "Debit", "1"), new("shop", "Credit", "1")]))).Refusal(403);
        (await TestNode.SendAsync(client, HttpMethod.Put, "/v1/accounts/mei%2Fown/limits", new ChangeLimitsRequest(null, null))).Refusal(403);
    }

    [Fact]
    public async Task A_receipt_is_for_whoever_sent_the_command_and_for_auditors()
    {
        await using var money = await MoneyNode.StartAsync();
        var paid = (await money.PayAsync("outside", "shop", "1.00")).As<TransferAnswer>();
        var mei = await RegisterAsync(money, "Mei");
        (await money.GetAsync($"/v1/receipts/{paid.Id}", money.Node.ClientFor(mei, "read"))).Refusal(404);
        (await money.GetAsync($"/v1/receipts/{paid.Id}", money.Node.ClientFor(mei, "auditor"))).As<ReceiptView>();
    }

    [Fact]
    public async Task A_name_is_nowhere_in_the_log()
    {
        await using var money = await MoneyNode.StartAsync();
        await RegisterAsync(money, "Qiaolian Zhao");
        var log = money.Node.Node.Engine.Log;
        Assert.DoesNotContain(log.ReadEntries(0, log.Head.Size), entry => entry.Span.IndexOf("Qiaolian"u8) >= 0 || entry.Span.IndexOf("mei/wallet"u8) >= 0);
    }

    private static async Task<ulong> RegisterAsync(MoneyNode money, string name)
    {
        var node = money.Node.Node;
        var token = node.Vault.NewSubject();
        node.Names.Set(token, name);
        var head = new Ledger.CommandHead(node.Ids.Next(), Core.Id128.None, money.Node.Founders[0].Actor);
        var answer = await node.Engine.SubmitAsync(new Onus.Cases.DoAct(head, new Core.Formats.RegisterActor(token, Core.Formats.ActorKind.Person)), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(Core.Formats.CharterOutcome.Accepted, answer.Result.Outcome);
        return answer.Result.Index;
    }
}
