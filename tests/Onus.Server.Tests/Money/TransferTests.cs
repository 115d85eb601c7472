using Onus.Client.Contracts;

namespace Onus.Server.Tests.Money;

public sealed class TransferTests
{
    [Fact]
    public async Task A_transfer_is_answered_with_the_sums_after_it_and_again_with_the_same()
    {
        await using var money = await MoneyNode.StartAsync();
        var id = money.Node.Node.Ids.Next();
        var first = (await money.PayAsync("outside", "mei/wallet", "12.34", id)).As<TransferAnswer>();
        Assert.Equal(("Accepted", "12.34", "-12.34", "12.34"), (first.Outcome, first.Amount, first.Debit!.Balance, first.Credit!.Balance));
        (await money.PayAsync("outside", "mei/wallet", "1.00")).As<TransferAnswer>();
        var again = (await money.PayAsync("outside", "mei/wallet", "12.34", id)).As<TransferAnswer>();
        Assert.Equal(first with { Outcome = "Exists" }, again);
        (await money.PayAsync("outside", "mei/wallet", "12.35", id)).Refusal(409, "ExistsWithDifferentAmount");
        Assert.Equal("13.34", (await money.AccountAsync("mei/wallet")).Balances.Balance);
        var entry = (await money.GetAsync($"/v1/transfers/{id}")).As<EntryView>();
        Assert.Equal((first.Index, "Transfer", "Post", "CNY", id), (entry.Index, entry.Kind, entry.Act, entry.Unit, entry.Command));
        Assert.Equal([("outside", "Debit", "12.34"), ("mei/wallet", "Credit", "12.34")], entry.Lines.Select(l => (l.Name!, l.Side, l.Amount)));
    }

    [Fact]
    public async Task The_id_may_come_in_the_header_or_the_body_but_not_as_two()
    {
        await using var money = await MoneyNode.StartAsync();
        var ids = money.Node.Node.Ids;
        var (one, other) = (ids.Next(), ids.Next());
        var request = new TransferRequest { Id = one, Debit = "outside", Credit = "shop", Amount = "1" };
        (await money.TransferAsync(request, other)).Refusal(400);
        Assert.Equal(one, (await money.TransferAsync(request, one)).As<TransferAnswer>().Id);
        Assert.Equal("Exists", (await money.TransferAsync(request with { Id = null }, one)).As<TransferAnswer>().Outcome);
        Assert.True((await money.TransferAsync(request with { Id = null })).As<TransferAnswer>().Id.IsVersion7);
    }

    [Fact]
    public async Task Spending_more_than_the_balance_is_refused_with_an_entry()
    {
        await using var money = await MoneyNode.StartAsync();
        var id = money.Node.Node.Ids.Next();
        var problem = (await money.PayAsync("mei/wallet", "shop", "0.01", id)).Refusal(422, "ExceedsDebitLimit");
        Assert.NotNull(problem.Evidence);
        var known = (await money.GetAsync($"/v1/transfers/{id}")).Refusal(404, "ExceedsDebitLimit");
        Assert.Equal(problem.Evidence, known.Evidence);
    }

    [Fact]
    public async Task A_hold_is_captured_in_parts_and_the_rest_voided()
    {
        await using var money = await MoneyNode.StartAsync();
        (await money.PayAsync("outside", "mei/wallet", "10.00")).As<TransferAnswer>();
        var hold = (await money.TransferAsync(new TransferRequest { Act = "Hold", Debit = "mei/wallet", Credit = "shop", Amount = "8.00", TimeoutSeconds = 3_600 })).As<TransferAnswer>();
        Assert.Equal("8.00", hold.Debit!.DebitsPending);
        Assert.Equal("Open", (await money.GetAsync($"/v1/transfers/{hold.Id}")).As<EntryView>().Hold);
        (await money.PayAsync("mei/wallet", "shop", "3.00")).Refusal(422, "ExceedsDebitLimit");
        var part = (await money.TransferAsync(new TransferRequest { Act = "Capture", Target = hold.Id, Amount = "5.00", KeepRest = true })).As<TransferAnswer>();
        Assert.Equal(("5.00", "3.00", "5.00"), (part.Amount, part.Debit!.DebitsPending, part.Credit!.Balance));
        var rest = (await money.TransferAsync(new TransferRequest { Act = "Void", Target = hold.Id })).As<TransferAnswer>();
        Assert.Equal(("3.00", "0.00", "5.00"), (rest.Amount, rest.Debit!.DebitsPending, rest.Debit.Balance));
        Assert.Equal("Voided", (await money.GetAsync($"/v1/transfers/{hold.Id}")).As<EntryView>().Hold);
        (await money.TransferAsync(new TransferRequest { Act = "Capture", Target = hold.Id })).Refusal(422, "HoldResolved");
    }

    [Fact]
    public async Task A_capture_of_the_whole_needs_no_amount_and_no_accounts()
    {
        await using var money = await MoneyNode.StartAsync();
        var hold = (await money.TransferAsync(new TransferRequest { Act = "Hold", Debit = "outside", Credit = "shop", Amount = "8.00" })).As<TransferAnswer>();
        var whole = (await money.TransferAsync(new TransferRequest { Act = "Capture", Target = hold.Id })).As<TransferAnswer>();
        Assert.Equal(("8.00", "8.00"), (whole.Amount, whole.Credit!.Balance));
    }

    [Fact]
    public async Task A_batch_answers_each_transfer_and_a_chain_is_all_or_nothing()
    {
        await using var money = await MoneyNode.StartAsync();
        TransferRequest Pay(string from, string to, string amount, bool linked = false) => new() { Debit = from, Credit = to, Amount = amount, Linked = linked };
        var batch = new TransferBatchRequest(
        [
            Pay("outside", "mei/wallet", "5.00"),
            Pay("mei/wallet", "shop", "1.00", linked: true), Pay("mei/wallet", "shop", "9.00"),
            Pay("mei/wallet", "shop", "2.00", linked: true), Pay("shop", "outside", "2.00"),
        ]);
        var answers = (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/transfers/batch", batch)).As<TransferBatchAnswer>().Answers;
        Assert.Equal(["Accepted", "LinkedFailed", "ExceedsDebitLimit", "Accepted", "Accepted"], answers.Select(a => a.Outcome));
        Assert.Equal("3.00", answers[^1].Debit is { } ? (await money.AccountAsync("mei/wallet")).Balances.Balance : "");
        Assert.Null(answers[1].Amount);
        var bad = (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/transfers/batch", new TransferBatchRequest([Pay("outside", "shop", "1"), Pay("outside", "shop", "x")]))).Refusal(400);
        Assert.Equal("/transfers/1/amount", bad.Pointer);
        Assert.Empty((await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/transfers/batch", new TransferBatchRequest([]))).As<TransferBatchAnswer>().Answers);
        (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/transfers/batch", """{"transfers":[null]}""")).Refusal(400);
        var large = new TransferBatchRequest([.. Enumerable.Repeat(Pay("outside", "shop", "0.01"), 8_193)]);
        (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/transfers/batch", large)).Refusal(413);
    }

    [Fact]
    public async Task Postings_balance_or_name_the_line_at_fault()
    {
        await using var money = await MoneyNode.StartAsync();
        await money.PostAsync("/v1/postings", new PostingsRequest(
            [new("outside", "Debit", "3.00"), new("shop", "Credit", "1.00"), new("mei/wallet", "Credit", "2.00")]) { Code = 5 });
        Assert.Equal("2.00", (await money.AccountAsync("mei/wallet")).Balances.Balance);
        (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/postings", new PostingsRequest([new("outside", "Debit", "3.00"), new("shop", "Credit", "1.00")])))
            .Refusal(422);
        var unknown = (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/postings", new PostingsRequest([new("outside", "Debit", "3.00"), new("nobody", "Credit", "3.00")])))
            .Refusal(422, "AccountNotFound");
        Assert.Equal("/lines/1", unknown.Pointer);
        (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/postings", new PostingsRequest([new("outside", "Left", "3.00"), new("shop", "Credit", "3.00")]))).Refusal(400);
        (await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/postings", new PostingsRequest([]))).Refusal(400, "TooFewLines");
    }

    [Fact]
    public async Task The_trace_of_a_request_is_kept_in_the_entry_and_answered()
    {
        await using var money = await MoneyNode.StartAsync();
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var id = money.Node.Node.Ids.Next();
        var reply = await TestNode.SendAsync(money.Node.Alice, HttpMethod.Post, "/v1/transfers",
            new TransferRequest { Debit = "outside", Credit = "shop", Amount = "1" }, id, ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"));
        Assert.StartsWith($"00-{Trace}-", reply.Headers["traceparent"], StringComparison.Ordinal);
        var entry = money.Node.Node.Engine.Log.ReadEntry(reply.As<TransferAnswer>().Index);
        Assert.True(Core.Formats.TransferLayout.TryRead(entry.Span, out var transfer));
        Assert.Equal(UInt128.Parse(Trace, System.Globalization.NumberStyles.HexNumber, null), transfer.Trace.Value);
        var made = await money.PayAsync("outside", "shop", "1");
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-01$", made.Headers["traceparent"]);
    }
}
