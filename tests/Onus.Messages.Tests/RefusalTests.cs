using System.Text;

namespace Onus.Messages.Tests;

/// <summary>One bad input for each rule: it is refused by that rule, in its place, and good neighbours are not
/// lost.</summary>
public sealed class RefusalTests
{
    private const string Payment = "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]";

    /// <summary>A change to the second of three transfers, the rule that it breaks, and where below the
    /// transfer.</summary>
    private static readonly (IsoRule Rule, string From, string To, string Place)[] Transfers =
    [
        (IsoRule.ElementMissing, "<ChrgBr>SHAR</ChrgBr>", "", "/ChrgBr"),
        (IsoRule.ElementUnexpected, "<ChrgBr>", "<Strange/><ChrgBr>", "/Strange"),
        (IsoRule.AttributeForm, "<ChrgBr>", "<ChrgBr x='y'>", "/ChrgBr"),
        (IsoRule.ValueForm, "<ChrgBr>SHAR", "<ChrgBr>MINE", "/ChrgBr"),
        (IsoRule.TextBlank, "<InstrId>INS-000002", "<InstrId> ", "/PmtId/InstrId"),
        (IsoRule.AmountForm, "<IntrBkSttlmAmt Ccy=\"EUR\">", "<IntrBkSttlmAmt Ccy=\"EUR\">-", "/IntrBkSttlmAmt"),
        (IsoRule.AmountZero, "<IntrBkSttlmAmt Ccy=\"EUR\">{}", "<IntrBkSttlmAmt Ccy=\"EUR\">0.00", "/IntrBkSttlmAmt"),
        (IsoRule.AmountDecimals, "<IntrBkSttlmAmt Ccy=\"EUR\">{}", "<IntrBkSttlmAmt Ccy=\"EUR\">1.001",
            "/IntrBkSttlmAmt"),
        (IsoRule.CurrencyUnknown, "<IntrBkSttlmAmt Ccy=\"EUR\">", "<IntrBkSttlmAmt Ccy=\"DEM\">", "/IntrBkSttlmAmt"),
        (IsoRule.CurrencyDiffers, "<IntrBkSttlmAmt Ccy=\"EUR\">", "<IntrBkSttlmAmt Ccy=\"USD\">", "/IntrBkSttlmAmt"),
        (IsoRule.IbanForm, "<IBAN>DE", "<IBAN>de", "/DbtrAcct/Id/IBAN"),
        (IsoRule.IbanCountry, "<IBAN>DE", "<IBAN>US", "/DbtrAcct/Id/IBAN"),
        (IsoRule.IbanLength, "<IBAN>DE", "<IBAN>FR", "/DbtrAcct/Id/IBAN"),
        (IsoRule.IbanCheckDigits, "<IBAN>DE", "<IBAN>GB", "/DbtrAcct/Id/IBAN"),
        (IsoRule.BicForm, "<BICFI>ONUSDEK0", "<BICFI>ONUSDEK", "/DbtrAgt/FinInstnId/BICFI"),
        (IsoRule.BicCountry, "<BICFI>ONUSDEK0", "<BICFI>ONUSQQK0", "/DbtrAgt/FinInstnId/BICFI"),
        (IsoRule.LeiForm, "<BICFI>ONUSDEK0</BICFI>", "<BICFI>ONUSDEK0</BICFI><LEI>1</LEI>", "/DbtrAgt/FinInstnId/LEI"),
        (IsoRule.LeiCheckDigits, "<BICFI>ONUSDEK0</BICFI>", "<BICFI>ONUSDEK0</BICFI><LEI>506700GE1G29325QX364</LEI>",
            "/DbtrAgt/FinInstnId/LEI"),
        (IsoRule.UetrForm, "<UETR>", "<UETR>0", "/PmtId/UETR"),
        (IsoRule.CountryUnknown, "<Ctry>DE", "<Ctry>QQ", "/Dbtr/PstlAdr/Ctry"),
        (IsoRule.DateForm, "<IntrBkSttlmDt>2026-11-24", "<IntrBkSttlmDt>2026-11-31", "/IntrBkSttlmDt"),
        (IsoRule.DateTimeForm, "<ChrgBr>", "<AccptncDtTm>2026-11-24T25:00:00</AccptncDtTm><ChrgBr>", "/AccptncDtTm"),
        (IsoRule.DateOutOfWindow, "<IntrBkSttlmDt>2026", "<IntrBkSttlmDt>2036", "/IntrBkSttlmDt"),
        (IsoRule.TransactionIdDuplicate, "<TxId>TX-000002", "<TxId>TX-000001", "/PmtId/TxId"),
        (IsoRule.UetrDuplicate, "<UETR>{}", "<UETR>{first}", "/PmtId/UETR"),
        (IsoRule.TransactionTooLarge, "<ChrgBr>", "{many}<ChrgBr>", ""),
    ];

    /// <summary>A change to a whole message, and the rule that it breaks.</summary>
    private static readonly (IsoRule Rule, string From, string To)[] Messages =
    [
        (IsoRule.MessageUnknown, "pacs.008.001.08", "pacs.009.001.08"),
        (IsoRule.RootUnexpected, "FIToFICstmrCdtTrf", "FIToFICstmrCdtTrfV02"),
        (IsoRule.CountDiffers, "<NbOfTxs>3", "<NbOfTxs>5"),
        (IsoRule.ControlSumDiffers, "<CtrlSum>", "<CtrlSum>9"),
        (IsoRule.TotalDiffers, "<TtlIntrBkSttlmAmt Ccy=\"EUR\">", "<TtlIntrBkSttlmAmt Ccy=\"EUR\">9"),
        (IsoRule.HeaderTooLarge, "<SttlmInf>", "{many}<SttlmInf>"),
    ];

    /// <summary>A change to a file, and the rule that ends the reading.</summary>
    private static readonly (IsoRule Rule, string From, string To)[] FileChanges =
    [
        (IsoRule.XmlMalformed, "</ChrgBr>", "</ChargeBearer>"),
        (IsoRule.EncodingNotUtf8, "encoding=\"utf-8\"", "encoding=\"iso-8859-1\""),
        (IsoRule.DocumentTypeForbidden, "<Document",
            "<!DOCTYPE Document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Document"),
        (IsoRule.TooDeep, "<ChrgBr>", "{deep}<ChrgBr>"),
        (IsoRule.PieceTooLong, "<InstrId>", "<InstrId>{long}"),
        (IsoRule.TooManyAttributes, "<ChrgBr>", "<ChrgBr {attributes}>"),
        (IsoRule.TooManyNames, "<SttlmInf>", "{names}<SttlmInf>"),
        (IsoRule.MessageMissing, "Document", "Paper"),
    ];

    public static TheoryData<IsoRule> TransferRules => [.. Transfers.Select(t => t.Rule)];

    public static TheoryData<IsoRule> MessageRules => [.. Messages.Select(t => t.Rule)];

    public static TheoryData<IsoRule> FileRules => [.. FileChanges.Select(t => t.Rule)];

    [Theory]
    [MemberData(nameof(TransferRules))]
    public void A_bad_transfer_is_refused_in_its_place_and_its_neighbours_are_not(IsoRule rule)
    {
        var (_, from, to, place) = Transfers.First(t => t.Rule == rule);
        var file = Files.Read(ChangeSecond(Made.Pacs008(), from, to), new ReadLimits { MaxElements = 200 });
        Assert.Null(file.FileRefusal);
        Assert.Equal(3, file.Results.Count);
        Assert.True(file.Results[0].Accepted is not null && file.Results[2].Accepted is not null, file.Text);
        var refusal = Assert.Single(file.Results[1].Refusals);
        Assert.Equal((rule, Payment + place), (refusal.Rule, refusal.Path));
        Assert.Equal(Payment, file.Results[1].Path);
        Assert.Equal((2L, 1L, 3L), (file.Messages[0].Accepted, file.Messages[0].Refused, file.Messages[0].Read));
        Assert.Equal(KeyValuePair.Create(rule, 1L), Assert.Single(file.Messages[0].RefusedByRule));
    }

    [Theory]
    [MemberData(nameof(MessageRules))]
    public void A_message_that_is_wrong_as_a_whole_says_so(IsoRule rule)
    {
        var (_, from, to) = Messages.First(t => t.Rule == rule);
        var file = Files.Read(Fill(Made.Pacs008().Replace(from, to, StringComparison.Ordinal)),
            new ReadLimits { MaxElements = 200 });
        Assert.Null(file.FileRefusal);
        Assert.Contains(rule, file.Messages[0].Refusals.Select(r => r.Rule));
        Assert.Equal(rule is IsoRule.MessageUnknown or IsoRule.RootUnexpected ? 0 : 3, file.Messages[0].Accepted);
    }

    [Theory]
    [MemberData(nameof(FileRules))]
    public void A_file_that_cannot_be_read_on_says_where(IsoRule rule)
    {
        var (_, from, to) = FileChanges.First(t => t.Rule == rule);
        var file = Files.Read(Fill(Made.Pacs008().Replace(from, to, StringComparison.Ordinal)));
        Assert.Equal(rule, file.FileRefusal?.Rule);
        Assert.True(file.FileRefusal!.Line > 0, file.Text);
        Assert.DoesNotContain(file.Messages, m => m.IsComplete && m.Refusals.Count == 0);
    }

    [Fact]
    public void What_stood_before_the_place_where_a_file_breaks_stays_read()
    {
        var whole = Made.Pacs008();
        var file = Files.Read(whole[..whole.IndexOf("TX-000003", StringComparison.Ordinal)]);
        Assert.Equal(IsoRule.XmlMalformed, file.FileRefusal!.Rule);
        Assert.Equal(2, file.Results.Count(r => r.Accepted is not null));
        Assert.False(file.Messages[0].IsComplete);
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_end_the_reading()
    {
        var bytes = Encoding.UTF8.GetBytes(Made.Pacs008());
        bytes[bytes.AsSpan().IndexOf("E2E-000002"u8)] = 0xFF;
        Assert.Equal(IsoRule.EncodingNotUtf8, Files.Read(bytes).FileRefusal!.Rule);
        Assert.Equal(IsoRule.EncodingNotUtf8,
            Files.Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Made.Pacs008())]).FileRefusal!.Rule);
    }

    [Theory]
    [InlineData("<InstrId>", "<InstrId><![CDATA[{angles}]]>", true)]
    [InlineData("<InstrId>", "<InstrId><![CDATA[<<]]]]>", false)]
    [InlineData("<ChrgBr>", "<!--{long}--><ChrgBr>", true)]
    [InlineData("<ChrgBr>", "<ChrgBr x='{long}'>", true)]
    [InlineData("<ChrgBr>", "<{long}/><ChrgBr>", true)]
    [InlineData("<ChrgBr>", "<?x {long}?><ChrgBr>", true)]
    public void No_piece_of_a_file_is_kept_that_is_longer_than_allowed(string from, string to, bool isTooLong)
    {
        var xml = Fill(Made.Pacs008().Replace(from, to, StringComparison.Ordinal)).Replace("{angles}",
            new string('<', 70_000), StringComparison.Ordinal);
        Assert.Equal(isTooLong ? IsoRule.PieceTooLong : null, Files.Read(xml).FileRefusal?.Rule);
    }

    [Fact]
    public void Text_in_many_small_pieces_is_bounded_too()
    {
        var pieces = string.Concat(Enumerable.Repeat($"<!-- -->{new string('x', 1_000)}", 100));
        var file = Files.Read(ChangeSecond(Made.Pacs008(), "<InstrId>", $"<InstrId>{pieces}"));
        Assert.Equal(IsoRule.TransactionTooLarge, Assert.Single(file.Results[1].Refusals).Rule);
        Assert.NotNull(file.Results[2].Accepted);
    }

    [Fact]
    public void More_transactions_or_messages_than_allowed_end_the_reading()
    {
        Assert.Equal(IsoRule.TooManyTransactions,
            Files.Read(Made.Pacs008(), new ReadLimits { MaxTransactions = 2 }).FileRefusal!.Rule);
        var two = $"<Two>{Bare(Made.Pacs008(3))}{Bare(Made.Camt056())}</Two>";
        Assert.Equal(IsoRule.TooManyTransactions,
            Files.Read(two, new ReadLimits { MaxMessages = 1 }).FileRefusal!.Rule);
        Assert.Equal(6, Files.Read(two).Results.Count(r => r.Accepted is not null));
    }

    [Fact]
    public void A_message_that_comes_twice_is_noticed_with_all_its_transfers()
    {
        var file = Files.Read($"<Two>{Bare(Made.Pacs008())}{Bare(Made.Pacs008())}</Two>");
        Assert.Equal(IsoRule.MessageIdDuplicate, Assert.Single(file.Messages[1].Refusals).Rule);
        Assert.Equal((0L, 3L), (file.Messages[1].Accepted, file.Messages[1].Refused));
        Assert.All(file.Results.Skip(3),
            r => Assert.Equal([IsoRule.UetrDuplicate, IsoRule.TransactionIdDuplicate], r.Refusals.Select(f => f.Rule)));
    }

    [Fact]
    public void A_recall_or_a_return_without_transactions_is_not_passed_over()
    {
        Assert.Contains(IsoRule.TransactionsMissing,
            Files.Read(WithoutTransactions(Made.Camt056())).Messages[0].Refusals.Select(r => r.Rule));
        Assert.Contains(IsoRule.TransactionsMissing,
            Files.Read(WithoutTransactions(Made.Pacs004())).Messages[0].Refusals.Select(r => r.Rule));

        static string WithoutTransactions(string xml) =>
            xml[..xml.IndexOf("<TxInf>",
                StringComparison.Ordinal)] + xml[(xml.LastIndexOf("</TxInf>", StringComparison.Ordinal) + 8)..];
    }

    [Fact]
    public void A_business_header_that_names_another_message_is_noticed()
    {
        var sample = Files.Sample("pacs.008.min.xml").Replace("<MsgDefIdr>pacs.008.001.08",
            "<MsgDefIdr>pacs.008.001.10", StringComparison.Ordinal);
        var refusal = Assert.Single(Files.Read(sample).Messages[0].Refusals);
        Assert.Equal((IsoRule.HeaderDiffers, "/AppHdr/MsgDefIdr"), (refusal.Rule, refusal.Path));
    }

    [Fact]
    public void What_is_wrong_with_a_payment_block_refuses_its_orders_and_no_others()
    {
        var sample = Files.Sample("pain.001.min.xml");
        var start = sample.IndexOf("<PmtInf>", StringComparison.Ordinal);
        var end = sample.IndexOf("</PmtInf>", StringComparison.Ordinal) + "</PmtInf>".Length;
        var block = sample[start..end];
        var second = block.Replace("GB98", "GB99", StringComparison.Ordinal)
            .Replace("a288-8e5408438cfc", "a288-8e5408438cfd", StringComparison.Ordinal);
        var file = Files.Read(
            $"{sample[..start]}{block}{second}{sample[end..]}".Replace("<NbOfTxs>1", "<NbOfTxs>2",
            StringComparison.Ordinal));
        Assert.NotNull(file.Results[0].Accepted);
        var refusal = Assert.Single(file.Results[1].Refusals);
        Assert.Equal((IsoRule.IbanCheckDigits, "/Document/CstmrCdtTrfInitn/PmtInf[2]/DbtrAcct/Id/IBAN"),
            (refusal.Rule, refusal.Path));
        Assert.Empty(file.Messages[0].Refusals);
    }

    [Fact]
    public void A_statement_whose_entries_do_not_lead_to_its_balance_is_noticed()
    {
        var xml = Made.Camt053();
        var first = xml.IndexOf("<CdtDbtInd>", xml.IndexOf("<Ntry>", StringComparison.Ordinal),
            StringComparison.Ordinal);
        var other = xml.AsSpan(first + 11, 4) is "CRDT" ? "DBIT" : "CRDT";
        var file = Files.Read($"{xml[..(first + 11)]}{other}{xml[(first + 15)..]}");
        var refusal = Assert.Single(file.Messages[0].Refusals);
        Assert.Equal((IsoRule.BalanceDiffers, "/Document/BkToCstmrStmt/Stmt[1]/Bal[2]/Amt"),
            (refusal.Rule, refusal.Path));
    }

    [Fact]
    public void Details_that_do_not_add_up_refuse_their_entry()
    {
        var xml = Made.Camt053();
        var start = xml.IndexOf("<TxDtls>", StringComparison.Ordinal);
        var end = xml.IndexOf("</TxDtls>", StringComparison.Ordinal) + "</TxDtls>".Length;
        var file = Files.Read(xml.Insert(end, xml[start..end]));
        Assert.Equal(IsoRule.DetailsDiffer, Assert.Single(file.Results[0].Refusals).Rule);
        Assert.All(file.Results.Skip(1), r => Assert.NotNull(r.Accepted));
    }

    [Fact]
    public void Every_rule_has_a_bad_input_in_this_file()
    {
        IsoRule[] others =
        [
            IsoRule.TooManyTransactions, IsoRule.TransactionsMissing, IsoRule.HeaderDiffers, IsoRule.MessageIdDuplicate,
                IsoRule.BalanceDiffers, IsoRule.DetailsDiffer,
        ];
        Assert.Equal(Enum.GetValues<IsoRule>().Order(),
            Transfers.Select(t =>
                t.Rule).Concat(Messages.Select(m => m.Rule)).Concat(FileChanges.Select(f => f.Rule)).Concat(
                others).Order());
    }

    [Fact]
    public void No_refusal_repeats_an_account_number_or_a_name()
    {
        var xml = Made.Pacs008();
        foreach (var (_, from, to, _) in Transfers)
        {
            var file = Files.Read(ChangeSecond(xml, from, to), new ReadLimits { MaxElements = 200 });
            Assert.DoesNotMatch("[0-9]{10}",
                string.Join(' ', file.Refusals.Where(r =>
                r.Rule is >= IsoRule.IbanForm and <= IsoRule.IbanCheckDigits).Select(r => r.Detail)));
        }
    }

    private static string Bare(string xml) => xml[xml.IndexOf("<Document", StringComparison.Ordinal)..];

    private static string ChangeSecond(string xml, string from, string to)
    {
        var start = xml.IndexOf("<CdtTrfTxInf>", xml.IndexOf("</CdtTrfTxInf>", StringComparison.Ordinal),
            StringComparison.Ordinal);
        var end = xml.IndexOf("</CdtTrfTxInf>", start, StringComparison.Ordinal);
        var one = xml[start..end];
        // {} is the text of the element, {first} that of the first transfer's.
        if (from.EndsWith("{}", StringComparison.Ordinal)) from = from[..^2] + TextAfter(one, from[..^2]);
        if (to.Contains("{first}", StringComparison.Ordinal))
            to = to.Replace("{first}", TextAfter(xml, "<UETR>"), StringComparison.Ordinal);
        var place = one.IndexOf(from, StringComparison.Ordinal);
        Assert.True(place >= 0, $"{from} is not there");
        return Fill($"{xml[..start]}{one[..place]}{to}{one[(place + from.Length)..]}{xml[end..]}");
    }

    private static string TextAfter(string xml, string tag)
    {
        var from = xml.IndexOf(tag, StringComparison.Ordinal) + tag.Length;
        return xml[from..xml.IndexOf('<', from)];
    }

    private static string Fill(string xml) => xml
        .Replace("{many}", string.Concat(Enumerable.Repeat("<Many/>", 250)), StringComparison.Ordinal)
        .Replace("{deep}", string.Concat(Enumerable.Repeat("<Deep>", 40)) + string.Concat(
            Enumerable.Repeat("</Deep>", 40)), StringComparison.Ordinal)
        .Replace("{long}", new string('x', 70_000), StringComparison.Ordinal)
        .Replace("{names}", string.Concat(Enumerable.Range(0, 9_000).Select(i => $"<N{i}/>")), StringComparison.Ordinal)
        .Replace("{attributes}", string.Join(' ', Enumerable.Range(0, 20).Select(i => $"a{i}='1'")),
            StringComparison.Ordinal);
}
