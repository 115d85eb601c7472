using System.Xml;

namespace Onus.Messages.Tests;

/// <summary>The same files read a second way, whole and by XPath: both find the same.</summary>
public sealed class XPathTests
{
    [Fact]
    public void Transfers_are_what_xpath_finds()
    {
        string[] files = [Files.Sample("cbprplus_pacs008_2025.xml"), Files.Sample("pacs.008.min.xml"),
            Files.Sample("pacs008_credit_transfer_sample.xml"), Made.Pacs008(60)];
        foreach (var xml in files)
            Compare(xml, "CdtTrfTxInf", r => (CreditTransfer)r, new()
            {
                ["PmtId/InstrId"] = t => t.Ids.Instruction,
                ["PmtId/EndToEndId"] = t => t.Ids.EndToEnd,
                ["PmtId/TxId"] = t => t.Ids.Transaction,
                ["PmtId/UETR"] = t => t.Ids.Uetr?.ToString(),
                ["IntrBkSttlmAmt/@Ccy"] = t => t.Amount.Currency.Code,
                ["IntrBkSttlmDt"] = t =>
                    t.Settlement.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                ["ChrgBr"] = t => t.ChargeBearer,
                ["Dbtr/Nm"] = t => t.Debtor.Name,
                ["Dbtr/PstlAdr/TwnNm"] = t => t.Debtor.Town,
                ["Dbtr/PstlAdr/Ctry"] = t => t.Debtor.Country,
                ["Dbtr/Id/OrgId/LEI"] = t => t.Debtor.Lei?.Value,
                ["DbtrAcct/Id/IBAN"] = t => t.DebtorAccount?.Iban?.Value,
                ["DbtrAcct/Id/Othr/Id"] = t => t.DebtorAccount?.Other,
                ["DbtrAgt/FinInstnId/BICFI"] = t => t.DebtorAgent.Bic?.Value,
                ["CdtrAgt/FinInstnId/BICFI"] = t => t.CreditorAgent.Bic?.Value,
                ["Cdtr/Nm"] = t => t.Creditor.Name,
                ["Cdtr/PstlAdr/Ctry"] = t => t.Creditor.Country,
                ["CdtrAcct/Id/IBAN"] = t => t.CreditorAccount?.Iban?.Value,
                ["CdtrAcct/Id/Othr/Id"] = t => t.CreditorAccount?.Other,
                ["Purp/Cd"] = t => t.Purpose,
                ["RmtInf/Ustrd"] = t => t.Remittance,
            });
    }

    [Fact]
    public void Amounts_are_the_numbers_that_xpath_finds()
    {
        var document = Load(Made.Pacs008(60));
        var amounts = document.SelectNodes("//*[local-name()='IntrBkSttlmAmt']")!.Cast<XmlNode>()
            .Select(n => decimal.Parse(n.InnerText, System.Globalization.CultureInfo.InvariantCulture) * 100);
        Assert.Equal(amounts,
            Files.Read(Made.Pacs008(60)).Results.Select(r =>
            (decimal)(ulong)((CreditTransfer)r.Accepted!).Amount.Minor));
    }

    [Fact]
    public void Recalls_are_what_xpath_finds() => Compare(Made.Camt056(20), "TxInf", r => (RecallRequest)r, new()
    {
        ["CxlId"] = t => t.RecallId,
        ["Case/Id"] = t => t.CaseId,
        ["OrgnlGrpInf/OrgnlMsgId"] = t => t.Original?.MessageId,
        ["OrgnlEndToEndId"] = t => t.Ids.EndToEnd,
        ["OrgnlIntrBkSttlmDt"] = t =>
            t.Settlement?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["CxlRsnInf/Rsn/Cd"] = t => t.Reasons[0].Code,
    });

    [Fact]
    public void Entries_are_what_xpath_finds() => Compare(Made.Camt053(), "Ntry", r => (StatementEntry)r, new()
    {
        ["NtryRef"] = e => e.Reference,
        ["AcctSvcrRef"] = e => e.ServicerReference,
        ["Sts/Cd"] = e => e.Status == EntryStatus.Booked ? "BOOK" : null,
        ["CdtDbtInd"] = e => e.Side == EntrySide.Credit ? "CRDT" : "DBIT",
        ["BookgDt/Dt"] = e => e.Booked?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["NtryDtls/TxDtls/Refs/EndToEndId"] = e => e.Details[0].Ids.EndToEnd,
    });

    private static void Compare<T>(string xml, string element, Func<IsoTransaction, T> cast, Dictionary<string, Func<T,
        string?>> fields)
    {
        var nodes = Load(xml).SelectNodes($"//*[local-name()='{element}']")!.Cast<XmlNode>().ToList();
        var records = Files.Read(xml).Results.Select(r => cast(r.Accepted!)).ToList();
        Assert.Equal(nodes.Count, records.Count);
        for (var i = 0; i < nodes.Count; i++)
            foreach (var (path, ours) in fields)
            {
                var query = string.Join('/', path.Split('/').Select(p => p[0] == '@' ? p : $"*[local-name()='{p}']"));
                Assert.Equal((path, nodes[i].SelectSingleNode(query)?.InnerText), (path, ours(records[i])));
            }
    }

    private static XmlDocument Load(string xml)
    {
        var document = new XmlDocument { XmlResolver = null };
        document.LoadXml(xml);
        return document;
    }
}
