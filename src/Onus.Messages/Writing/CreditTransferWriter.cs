using Onus.Core;

namespace Onus.Messages;

/// <summary>Writes pacs.008.001.08.</summary>
public static class CreditTransferWriter
{
    /// <summary>Writes a message with transfers in it; the total stands there where they are all in one
    /// currency.</summary>
    public static void Write(Stream stream, MessageDraft draft, IReadOnlyList<CreditTransfer> transfers)
    {
        using var xml = new IsoXml(stream, "pacs.008.001.08");
        xml.Open("FIToFICstmrCdtTrf");
        xml.Open("GrpHdr");
        xml.Text("MsgId", draft.Id);
        xml.Time("CreDtTm", draft.Made);
        xml.Text("NbOfTxs", transfers.Count);
        WriteSums(xml, transfers.Select(t => t.Amount), "TtlIntrBkSttlmAmt");
        xml.Within("SttlmInf", () => xml.Text("SttlmMtd", "CLRG"));
        xml.Agent("InstgAgt", draft.From);
        xml.Agent("InstdAgt", draft.To);
        xml.Close();
        foreach (var transfer in transfers) Write(xml, transfer);
        xml.Close();
    }

    internal static void WriteSums(IsoXml xml, IEnumerable<Money> amounts, string total)
    {
        var all = amounts.ToList();
        if (all.Count == 0) return;
        var sum = all.Aggregate(default(IsoDecimal), (left, amount) => left + IsoDecimal.Of(amount));
        xml.Text("CtrlSum", sum.ToString());
        if (all.TrueForAll(a => a.Currency == all[0].Currency))
            xml.Amount(total, all.Aggregate((left, right) => left + right));
    }

    private static void Write(IsoXml xml, CreditTransfer transfer)
    {
        xml.Open("CdtTrfTxInf");
        xml.Open("PmtId");
        xml.Ids(transfer.Ids with { EndToEnd = transfer.Ids.EndToEnd ?? "NOTPROVIDED" }, "");
        xml.Close();
        xml.Amount("IntrBkSttlmAmt", transfer.Amount);
        xml.Date("IntrBkSttlmDt", transfer.Settlement);
        xml.Time("AccptncDtTm", transfer.AcceptedAt);
        xml.Amount("InstdAmt", transfer.Instructed);
        xml.Text("ChrgBr", transfer.ChargeBearer ?? "SHAR");
        xml.Agent("InstgAgt", transfer.InstructingAgent);
        xml.Agent("InstdAgt", transfer.InstructedAgent);
        xml.Party("UltmtDbtr", transfer.UltimateDebtor);
        xml.Party("Dbtr", transfer.Debtor);
        xml.Account("DbtrAcct", transfer.DebtorAccount);
        xml.Agent("DbtrAgt", transfer.DebtorAgent);
        xml.Agent("CdtrAgt", transfer.CreditorAgent);
        xml.Party("Cdtr", transfer.Creditor);
        xml.Account("CdtrAcct", transfer.CreditorAccount);
        xml.Party("UltmtCdtr", transfer.UltimateCreditor);
        if (transfer.Purpose is { } purpose)
            xml.Within("Purp", () => xml.Text(purpose.Length <= 4 ? "Cd" : "Prtry", purpose));
        if (transfer.Remittance is not null || transfer.CreditorReference is not null)
            xml.Within("RmtInf", () => WriteRemittance(xml, transfer.Remittance, transfer.CreditorReference));
        xml.Close();
    }

    internal static void WriteRemittance(IsoXml xml, string? text, string? reference)
    {
        foreach (var line in IsoXml.Lines(text, 140)) xml.Text("Ustrd", line);
        if (reference is not null) xml.Within("Strd", () => xml.Within("CdtrRefInf", () => xml.Text("Ref", reference)));
    }
}
