using System.Net.Http.Headers;
using System.Text;
using Onus.Client.Contracts;
using Onus.Ledger;
using Onus.Messages;
using Onus.Server.Messages;

namespace Onus.Server.Tests.Messages;

public sealed class MessageTests(MessageStage stage) : IClassFixture<MessageStage>
{
    [Fact]
    public async Task Every_order_of_a_message_becomes_a_case_and_the_money_comes_from_the_sending_bank()
    {
        var (draft, transfers) = stage.Orders(30, seed: 11);
        var answer = await stage.TakeAsync(draft, transfers);
        Assert.Equal((30, 30, 0), (answer.Transactions, answer.Accepted, answer.Refused));
        foreach (var (transfer, result) in transfers.Zip(answer.Results))
        {
            var summary = await stage.Stage.ReadAsync((cases, _) => cases.TryGetCase(result.Case!.Value, out var found) ? found : null);
            Assert.Equal(transfer.Amount.Minor, summary!.Stake);
        }

        using var status = new MessageReader(new MemoryStream(Encoding.UTF8.GetBytes(answer.Answer!)));
        var statuses = status.ReadAll().Select(r => (PaymentStatus)r.Accepted!).ToList();
        Assert.Null(status.FileRefusal);
        Assert.Equal("ACTC", status.Messages[0].GroupStatus);
        Assert.Equal(transfers.Select(t => t.Ids.EndToEnd), statuses.Select(s => s.Ids.EndToEnd));
        Assert.All(statuses, s => Assert.Contains(s.Status, new[] { "ACSP", "PDNG" }));
    }

    [Fact]
    public async Task A_message_that_comes_again_takes_effect_once()
    {
        var (draft, transfers) = stage.Orders(10, seed: 12);
        var first = await stage.TakeAsync(draft, transfers);
        var size = stage.Size;
        var again = await stage.TakeAsync(draft, transfers);
        Assert.Equal(first.Results.Select(r => r.Case), again.Results.Select(r => r.Case));
        Assert.Equal(size, stage.Size);
    }

    [Fact]
    public async Task One_bad_transaction_does_not_lose_its_neighbours()
    {
        var (draft, transfers) = stage.Orders(5, seed: 13);
        var bad = $"<EndToEndId>{transfers[2].Ids.EndToEnd}</EndToEndId>";
        var answer = await stage.TakeAsync(draft, transfers, text => text.Replace(bad, "<EndToEndId> </EndToEndId>", StringComparison.Ordinal));
        Assert.Equal((5, 4, 1), (answer.Transactions, answer.Accepted, answer.Refused));
        var refused = answer.Results[2];
        Assert.Null(refused.Case);
        Assert.NotNull(refused.Rule);
        Assert.Matches("line [0-9]+, /Document/.*EndToEndId", refused.Detail);
        Assert.Contains("PART", answer.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_whose_count_is_wrong_moves_nothing()
    {
        var (draft, transfers) = stage.Orders(3, seed: 14);
        var size = stage.Size;
        var answer = await stage.TakeAsync(draft, transfers, text => text.Replace("<NbOfTxs>3<", "<NbOfTxs>4<", StringComparison.Ordinal));
        Assert.Equal((3, 0, 3), (answer.Transactions, answer.Accepted, answer.Refused));
        Assert.All(answer.Results, r => Assert.Equal("count_differs", r.Rule));
        Assert.Equal(size, stage.Size);
    }

    [Fact]
    public async Task An_order_that_no_case_takes_gives_its_money_back()
    {
        var (draft, transfers) = stage.Orders(1, seed: 15);
        var same = transfers[0] with { Creditor = transfers[0].Debtor, CreditorAccount = transfers[0].DebtorAccount, CreditorAgent = transfers[0].DebtorAgent };
        var answer = await stage.TakeAsync(draft, [same]);
        Assert.Null(Assert.Single(answer.Results).Case);
        Assert.Contains("party_twice", answer.Results[0].Rule, StringComparison.Ordinal);
        Assert.Equal([same.Amount.Minor], await PaidAsync(code: 4));
        Assert.Equal(same.Amount.Minor, (await PaidAsync(code: 8))[0]);
    }

    [Fact]
    public async Task A_recall_is_opened_by_the_bank_that_wants_the_money_back_once_the_log_lets_it()
    {
        var (draft, transfers) = stage.Orders(2, seed: 16);
        await stage.TakeAsync(draft, transfers);
        var generator = new MessageGenerator(16, MessageMarket.China);
        var original = new OriginalMessage(draft.Id, "pacs.008.001.08", draft.Made);
        var (first, second) = (stage.Draft("RECALL"), stage.Draft("RECALL"));
        var early = await stage.TakeAsync(s => RecallWriter.Write(s, first, [generator.Recall(transfers[0], original)]));
        Assert.Equal("not_authorized", Assert.Single(early.Results).Rule);

        var bank = await stage.Messages.InstitutionAsync(MessageMarket.China.Sender);
        (await stage.Stage.PostAsync("alice", "/v1/grants", new GrantRequest(bank, "recall", "sender-desk"))).As<CharterAnswer>();
        var recall = generator.Recall(transfers[0], original);
        var taken = await stage.TakeAsync(s => RecallWriter.Write(s, second, [recall]));
        var opened = Assert.Single(taken.Results).Case!.Value;
        var size = stage.Size;
        var again = await stage.TakeAsync(s => RecallWriter.Write(s, second, [recall]));
        Assert.Equal(opened, Assert.Single(again.Results).Case);
        Assert.Equal(size, stage.Size);
        var detail = await stage.Stage.CaseAsync("alice", opened);
        Assert.Equal("recall", detail.Row.Product);
        Assert.Contains(detail.Evidence, e => e.Kind == "recall-message");

        var unknown = await stage.TakeAsync(s => RecallWriter.Write(
            s, stage.Draft("RECALL"), [generator.Recall(transfers[1] with { Ids = new TransactionIds { EndToEnd = "NEVER-SENT" } }, original)]));
        Assert.Equal("payment_unknown", Assert.Single(unknown.Results).Rule);
    }

    [Fact]
    public async Task Every_difference_of_a_statement_becomes_a_case_and_what_matches_becomes_none()
    {
        // A day of its own, so that the statement is held against these orders alone.
        stage.Stage.Clock.Pass(TimeSpan.FromDays(20));
        var (draft, transfers) = stage.Orders(20, seed: 17);
        await stage.TakeAsync(draft, transfers);
        var movements = transfers.Select((t, i) => new ExpectedMovement((ulong)i, t.Amount, EntrySide.Credit, stage.Today, t.Ids.EndToEnd)).ToList();
        var head = stage.Draft("STATEMENT");
        var statement = new MessageGenerator(17, MessageMarket.China).Statement(head.Id, movements, new Onus.Core.Money(MessageMarket.China.Currency, 100_000_000_000), stage.Today);
        using var file = new MemoryStream();
        StatementWriter.Write(file, head, statement);
        file.Position = 0;
        var officer = await stage.Stage.ActorAsync("reconciliation-break: recon-desk");
        var desk = new StatementDesk(stage.Stage.Node.Node, MessageStage.Settings, officer);
        var answer = Assert.Single(await desk.TakeAsync(file));

        // Of twenty movements one is missing, one has another amount, one is booked twice; one comes late, which is no difference.
        Assert.Equal(3, answer.Refused);
        Assert.All(answer.Results, r => Assert.NotNull(r.Case));
        Assert.Equal(["AmountDiffers", "OnlyInLedger", "OnlyInStatement"], answer.Results.Select(r => r.Rule).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_is_no_onboarder_sends_no_orders_of_others()
    {
        await stage.Stage.ActorAsync("Somebody");
        using var content = new StringContent("<x/>", Encoding.UTF8, new MediaTypeHeaderValue("application/xml"));
        var client = stage.Stage.Node.ClientFor(await stage.Stage.ActorAsync("Somebody"), "read", "write");
        using var response = await client.PostAsync(new Uri("/v1/messages", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(403, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_node_without_settings_for_messages_says_so()
    {
        using var content = new StringContent("<x/>", Encoding.UTF8, new MediaTypeHeaderValue("application/xml"));
        var client = stage.Stage.Node.ClientFor(stage.Desk, "read", "write");
        using var response = await client.PostAsync(new Uri("/v1/messages", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)response.StatusCode);
        Assert.Contains("settings", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_breaks_off_is_refused_whole()
    {
        var (draft, transfers) = stage.Orders(3, seed: 18);
        var size = stage.Size;
        var refused = await Assert.ThrowsAsync<Refused>(() => stage.TakeAsync(draft, transfers, text => text[..(text.Length / 2)]));
        Assert.Contains("xml_malformed", refused.Message, StringComparison.Ordinal);
        Assert.Equal(size, stage.Size);
    }

    // Code 8 brings the money of a message in, code 4 takes it back.
    private async Task<IReadOnlyList<UInt128>> PaidAsync(ushort code) => (await stage.Stage.Node.Node.Engine.QueryAsync((queries, size) =>
        queries.Entries(new EntryFilter { Code = code }, null, 1_000, size).Rows.Select(r => r.Transfer!.Value.Amount).ToList())).Result;
}
