namespace Onus.Messages.Tests;

/// <summary>Versions that have no schema here are read by the same rules of usage, whatever they call things.</summary>
public sealed class VersionTests
{
    [Fact]
    public void Version_2_of_a_statement_has_its_status_as_a_text_and_its_amounts_a_level_deeper()
    {
        var file = Files.Read("""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
              <GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-24T18:00:00</CreDtTm></GrpHdr>
              <Stmt><Id>S</Id><CreDtTm>2026-11-24T18:00:00</CreDtTm>
                <Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
                <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-24</Dt></Dt></Bal>
                <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">15.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2026-11-24</Dt></Dt></Bal>
                <Ntry><Amt Ccy="EUR">25.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts><BookgDt><DtTm>2026-11-24T10:00:00+01:00</DtTm></BookgDt>
                  <NtryDtls><TxDtls><Refs><EndToEndId>E</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">25.00</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls></Ntry>
                <Ntry><Amt Ccy="EUR">7.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts></Ntry>
              </Stmt></BkToCstmrStmt></Document>
            """);
        Assert.Equal("", file.Text);
        var entry = Assert.IsType<StatementEntry>(file.Results[0].Accepted);
        Assert.Equal((EntryStatus.Booked, EntrySide.Debit, true, new DateOnly(2026, 11, 24)),
            (entry.Status, entry.Side, entry.IsReversal, entry.Booked));
        Assert.Equal((entry.Amount, "E"), (entry.Details[0].Amount, entry.Details[0].Ids.EndToEnd));
        Assert.Equal(EntryStatus.Pending, ((StatementEntry)file.Results[1].Accepted!).Status);
    }

    [Fact]
    public void A_notification_is_read_as_entries()
    {
        var file = Files.Read("""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
              <GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-24T18:00:00Z</CreDtTm></GrpHdr>
              <Ntfctn><Id>N</Id><Acct><Id><Othr><Id>77</Id></Othr></Id></Acct>
                <Ntry><NtryRef>1</NtryRef><Amt Ccy="JPY">500</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts></Ntry>
                <Ntry><NtryRef>1</NtryRef><Amt Ccy="JPY">500.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts></Ntry>
              </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
            """);
        Assert.Equal(("N", "77", "JPY 500"), file.Results[0].Accepted is StatementEntry e
            ? (e.StatementId, e.Account.Other, e.Amount.ToString()) : default);
        Assert.Equal([IsoRule.AmountDecimals, IsoRule.TransactionIdDuplicate],
            file.Results[1].Refusals.Select(r => r.Rule));
    }

    [Fact]
    public void Version_2_of_a_transfer_calls_its_codes_bic_and_takes_its_day_from_the_head()
    {
        var file = Files.Read("""
            <a:Document xmlns:a="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.02"><a:FIToFICstmrCdtTrf>
              <a:GrpHdr><a:MsgId>M</a:MsgId><a:CreDtTm>2026-11-24T18:00:00Z</a:CreDtTm><a:NbOfTxs>1</a:NbOfTxs>
                <a:TtlIntrBkSttlmAmt Ccy="EUR">5</a:TtlIntrBkSttlmAmt><a:IntrBkSttlmDt>2026-11-25</a:IntrBkSttlmDt></a:GrpHdr>
              <a:CdtTrfTxInf><a:PmtId><a:EndToEndId>NOTPROVIDED</a:EndToEndId><a:TxId>T</a:TxId></a:PmtId><a:IntrBkSttlmAmt Ccy="EUR">5.00</a:IntrBkSttlmAmt>
                <a:Dbtr><a:Nm>A</a:Nm></a:Dbtr><a:DbtrAgt><a:FinInstnId><a:BIC>DEUTDEFF</a:BIC></a:FinInstnId></a:DbtrAgt>
                <a:CdtrAgt><a:FinInstnId/></a:CdtrAgt><a:Cdtr><a:Nm>B</a:Nm></a:Cdtr>
                <b:Dbtr xmlns:b="urn:other"><b:Nm>Not this one</b:Nm></b:Dbtr></a:CdtTrfTxInf>
            </a:FIToFICstmrCdtTrf></a:Document>
            """);
        Assert.Equal("", file.Text);
        var transfer = Assert.IsType<CreditTransfer>(file.Results[0].Accepted);
        Assert.Equal((new DateOnly(2026, 11, 25), "DEUTDEFF", "A"),
            (transfer.Settlement, transfer.DebtorAgent.Bic.ToString(), transfer.Debtor.Name));
    }

    [Fact]
    public void Every_family_is_found_by_the_namespace_of_each_of_its_versions()
    {
        foreach (var shape in MessageType.Shapes)
        {
            for (var version = shape.FirstVersion; version <= shape.LastVersion; version++)
            {
                var type = new MessageType(shape.Family, version);
                Assert.True(MessageType.TryFind(type.Namespace, out var found));
                Assert.Equal(type, found);
            }

            Assert.False(MessageType.TryFind(new MessageType(shape.Family, shape.LastVersion + 1).Namespace, out _));
        }

        Assert.False(MessageType.TryFind("urn:iso:std:iso:20022:tech:xsd:pacs.008.002.08", out _));
        Assert.False(MessageType.TryFind("urn:iso:std:iso:20022:tech:xsd:pacs.008.001.8", out _));
    }
}
