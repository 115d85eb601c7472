using System.Text;
using Onus.Client.Contracts;
using Onus.Core.Formats;
using Onus.Log.Policy;
using Onus.Log.Proofs;

namespace Onus.Server.Tests.Money;

public sealed class StatementTests
{
    [Fact]
    public async Task A_statement_has_every_entry_once_with_the_balance_after_it_on_pages_of_any_size()
    {
        await using var money = await MoneyNode.StartAsync();
        for (var i = 1; i <= 7; i++) (await money.PayAsync("outside", "mei/wallet", $"{i}.00")).As<TransferAnswer>();
        await money.PostAsync("/v1/accounts/mei%2Fwallet/close", null);
        foreach (var size in new[] { 1, 3, 100 })
        {
            var (rows, cursor) = (new List<EntryView>(), (string?)null);
            do
            {
                var page = (await money.GetAsync($"/v1/accounts/mei%2Fwallet/entries?limit={size}{(cursor is null ? "" : $"&cursor={cursor}")}")).As<Page<EntryView>>();
                Assert.True(page.Items.Count <= size);
                rows.AddRange(page.Items);
                cursor = page.Next;
            }
            while (cursor is not null);
            Assert.Equal(["28.00", "28.00", "21.00", "15.00", "10.00", "6.00", "3.00", "1.00", "0.00"], rows.Select(r => r.After!.Balance));
            Assert.Equal(["AccountClosed", "Transfer"], rows.Take(2).Select(r => r.Kind));
            Assert.Equal("AccountOpened", rows[^1].Kind);
            Assert.All(rows, r => Assert.True(r.Command.IsVersion7));
        }

        (await money.GetAsync("/v1/accounts/mei%2Fwallet/entries?cursor=x")).Refusal(400);
    }

    [Fact]
    public async Task Entries_are_found_by_all_filters_together()
    {
        await using var money = await MoneyNode.StartAsync();
        (await money.TransferAsync(new TransferRequest { Debit = "outside", Credit = "shop", Amount = "1.00", Code = 3 })).As<TransferAnswer>();
        (await money.TransferAsync(new TransferRequest { Debit = "outside", Credit = "shop", Amount = "5.00", Code = 3 })).As<TransferAnswer>();
        (await money.TransferAsync(new TransferRequest { Act = "Hold", Debit = "outside", Credit = "shop", Amount = "7.00", Code = 3 })).As<TransferAnswer>();
        (await money.PayAsync("outside", "mei/wallet", "5.00")).As<TransferAnswer>();
        async Task<int> CountAsync(string query) => (await money.GetAsync($"/v1/entries?{query}")).As<Page<EntryView>>().Items.Count;
        Assert.Equal(4, await CountAsync(""));
        Assert.Equal(3, await CountAsync("account=shop"));
        Assert.Equal(1, await CountAsync("account=shop&code=3&act=Post&atLeast=2.00"));
        Assert.Equal(1, await CountAsync("account=shop&hold=Open"));
        Assert.Equal(1, await CountAsync("account=shop&atMost=1.00"));
        Assert.Equal(0, await CountAsync("account=shop&until=2020-01-01T00:00:00Z"));
        var first = (await money.GetAsync("/v1/entries?account=shop&limit=2")).As<Page<EntryView>>();
        Assert.Equal(1, await CountAsync($"account=shop&limit=2&cursor={first.Next}"));
        foreach (var bad in new[] { "atLeast=1", "act=Steal", "hold=Stuck", "from=now", "reference=x", "code=-1", "cursor=zz", $"cursor={first.Next}" })
            (await money.GetAsync($"/v1/entries?{bad}")).Refusal(400);
        (await money.GetAsync("/v1/entries?account=nobody")).Refusal(404);
    }

    [Theory]
    [InlineData("balance", LedgerProofKind.Balance)]
    [InlineData("statement", LedgerProofKind.Statement)]
    public async Task An_account_is_proven(string kind, LedgerProofKind expected)
    {
        await using var money = await MoneyNode.StartAsync();
        (await money.PayAsync("outside", "shop", "1.00")).As<TransferAnswer>();
        var bytes = await money.Node.Alice.GetByteArrayAsync($"/v1/accounts/shop/proof?kind={kind}", TestContext.Current.CancellationToken);
        Assert.True(LedgerProof.TryParse(bytes, out var proof, out _));
        Assert.Equal((expected, StateProofOutcome.Proven, (ulong?)null), (proof.Kind, proof.VerifyState(), proof.FirstNotInLog()));
        (await money.GetAsync("/v1/accounts/shop/proof?kind=x")).Refusal(400);
        (await money.GetAsync("/v1/accounts/nobody/proof")).Refusal(404);
    }

    [Fact]
    public async Task A_receipt_verifies_in_every_form()
    {
        await using var money = await MoneyNode.StartAsync();
        var paid = (await money.PayAsync("outside", "shop", "1.00")).As<TransferAnswer>();
        var view = (await money.GetAsync($"/v1/receipts/{paid.Id}")).As<ReceiptView>();
        var entry = Convert.FromBase64String(view.Entry);
        Assert.Equal(paid.Index, view.Index);
        var policy = TrustPolicy.OfLog(Onus.Log.Notes.NoteVerifiers.Standard, money.Node.Node.LogKey);
        Assert.True(TlogProof.Parse(Encoding.UTF8.GetBytes(view.Proof)).Verify(entry, policy).IsVerified);
        var text = await money.Node.Alice.GetByteArrayAsync($"/v1/receipts/{paid.Id}?format=tlog", TestContext.Current.CancellationToken);
        Assert.True(TlogProof.Parse(text).Verify(entry, policy).IsVerified);
        var cose = await money.Node.Alice.GetByteArrayAsync($"/v1/receipts/{paid.Id}?format=cose", TestContext.Current.CancellationToken);
        Assert.True(CoseReceipt.Parse(cose).Verify(entry, money.Node.Node.LogKey).IsVerified);
        (await money.GetAsync($"/v1/receipts/{paid.Id}?format=pdf")).Refusal(400);
        (await money.GetAsync($"/v1/receipts/{money.Node.Node.Ids.Next()}")).Refusal(404);
        (await money.GetAsync("/v1/receipts/x")).Refusal(400);
    }
}
