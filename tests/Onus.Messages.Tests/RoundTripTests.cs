namespace Onus.Messages.Tests;

/// <summary>What is written is read back as it was, and the schemas of ISO 20022 accept it.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Transfers_come_back_as_they_were_written()
    {
        var transfers = new MessageGenerator(42).Transfers(300, Made.Day);
        var file = Files.Read(
            Made.Text(s => CreditTransferWriter.Write(s, MessageMarket.Germany.Draft("M", Made.Day), transfers)));
        Assert.Equal("", file.Text);
        // The head of the message names both institutions for all transfers.
        var expected = transfers.Select(t =>
            t with { InstructingAgent = MessageMarket.Germany.Sender, InstructedAgent = MessageMarket.Germany.Receiver });
        Assert.Equal(expected, file.Results.Select(r => r.Accepted));
        Assert.Equal(300, file.Messages[0].StatedCount);
        Assert.Equal(file.Messages[0].StatedSum, file.Messages[0].FoundSum);
    }

    [Fact]
    public void Every_field_of_a_transfer_comes_back()
    {
        var full = new MessageGenerator(1).Transfers(1, Made.Day)[0] with
        {
            Instructed = new Core.Money(Core.Currency.Of("JPY"), 15_000),
            AcceptedAt = new IsoDateTime(new DateTime(2026, 11, 24, 8, 0, 0, 250), -330),
            InstructingAgent = new IsoAgent { MemberId = "MEMBER", Name = "A <bank> & sons", Country = "AT" },
            InstructedAgent = MessageMarket.Germany.Receiver,
            UltimateDebtor = new IsoParty { Name = "Firm", Lei = LeiOf("506700GE1G29325QX363"), OtherId = "77" },
            UltimateCreditor = new IsoParty { Name = "Person 😀", OtherId = "PASS-1" },
            Purpose = "Own purpose",
            Remittance = "first line\nsecond line",
            CreditorReference = "RF18539007547034",
        };
        var file = Files.Read(
            Made.Text(s => CreditTransferWriter.Write(s, MessageMarket.Germany.Draft("M", Made.Day), [full])));
        Assert.Equal("", file.Text);
        Assert.Equal(full, file.Results[0].Accepted);
    }

    [Fact]
    public void Recalls_their_outcomes_and_returns_come_back()
    {
        var recalls = Files.Read(Made.Camt056());
        Assert.Equal("", recalls.Text);
        Assert.Equivalent(
            Made.Recalls().Select(r =>
                r with { Assigner = MessageMarket.Germany.Sender, Assignee = MessageMarket.Germany.Receiver }),
            recalls.Results.Select(r => r.Accepted), strict: true);

        var outcomes = Files.Read(Made.Camt029());
        Assert.Equal("", outcomes.Text);
        var second = Assert.IsType<RecallOutcome>(outcomes.Results[1].Accepted);
        Assert.Equal(("RJCR", "CUST", "the customer says no"),
            (second.Status, second.Reasons[0].Code, second.Reasons[0].Text));
        Assert.Equal(Made.Recalls()[1].CaseId, second.CaseId);

        var returns = Files.Read(Made.Pacs004());
        Assert.Equal("", returns.Text);
        var first = Assert.IsType<PaymentReturn>(returns.Results[0].Accepted);
        Assert.Equal("closed\nlong ago", first.Reasons[0].Text);
        Assert.Equal(first.OriginalAmount, first.Returned);
    }

    [Fact]
    public void A_statement_comes_back_and_its_entries_lead_from_balance_to_balance()
    {
        var file = Files.Read(Made.Camt053());
        Assert.Equal("", file.Text);
        Assert.Equivalent(Made.Statement(40).Entries, file.Results.Select(r => r.Accepted), strict: true);
    }

    [Fact]
    public void An_answer_says_of_each_transaction_what_became_of_it()
    {
        // One of the creditors' institutions gets a country that does not exist.
        var transfers = new MessageGenerator(7).Transfers(8, Made.Day).ToList();
        var bad = Files.Read(
            Made.Text(s => CreditTransferWriter.Write(s, MessageMarket.Germany.Draft("M", Made.Day), transfers))
            .Replace("E2E-000003", "E2E 000003 is far too long to be an identification", StringComparison.Ordinal));
        var report = StatusReport.Answer(bad.Messages[0], bad.Results, "ACSP")!;
        var answer = Files.Read(
            Made.Text(s => StatusReportWriter.Write(s, MessageMarket.Germany.Draft("A", Made.Day), report)));
        Assert.Equal("", answer.Text);
        var statuses = answer.Results.Select(r => Assert.IsType<PaymentStatus>(r.Accepted)).ToList();
        Assert.Equal([.. Enumerable.Range(0, 8).Select(i => i == 2 ? "RJCT" : "ACSP")], statuses.Select(s => s.Status));
        Assert.Equal("CH16", Assert.Single(statuses[2].Reasons).Code);
        Assert.Equal(transfers[2].Ids with { EndToEnd = null }, statuses[2].Ids);
        Assert.Equal(new OriginalMessage("M", "pacs.008.001.08", bad.Messages[0].Made), statuses[0].Original);
        Assert.Equal(("PART", "PART"), (report.GroupStatus, answer.Messages[0].GroupStatus));
        Assert.Equal(report.Original, answer.Messages[0].Original);
    }

    [Fact]
    public void A_message_that_is_wrong_as_a_whole_is_rejected_as_a_whole()
    {
        var bad = Files.Read(Made.Pacs008().Replace("<NbOfTxs>3<", "<NbOfTxs>4<", StringComparison.Ordinal));
        var report = StatusReport.Answer(bad.Messages[0], bad.Results)!;
        Assert.Equal(("RJCT", "AM18"), (report.GroupStatus, report.Reasons[0].Code));
        Assert.All(report.Transactions, t => Assert.Equal("RJCT", t.Status));
    }

    [Fact]
    public void The_schemas_accept_everything_that_is_written()
    {
        foreach (var (name, xml) in Made.All.Where(m => m.Name != "camt.053.001.08"))
            Assert.Equal("", Oracle.SchemaFaults(name, xml));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes() => Assert.Equal(Made.Pacs008(50, 3), Made.Pacs008(50, 3));

    [Fact]
    public void Another_seed_gives_another_message() => Assert.NotEqual(Made.Pacs008(50, 3), Made.Pacs008(50, 4));

    private static Lei LeiOf(string text)
    {
        Assert.Null(Lei.TryRead(text, out var lei));
        return lei;
    }
}
