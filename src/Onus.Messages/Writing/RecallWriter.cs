namespace Onus.Messages;

/// <summary>Writes camt.056.001.08.</summary>
public static class RecallWriter
{
    /// <summary>The recall of a transfer.</summary>
    public static RecallRequest Of(CreditTransfer transfer, OriginalMessage original, string recallId, string caseId,
        IsoReason reason) => new()
    {
        RecallId = recallId,
        CaseId = caseId,
        Original = original,
        Ids = transfer.Ids,
        Amount = transfer.Amount,
        Settlement = transfer.Settlement,
        Reasons = [reason],
    };

    /// <summary>Writes a message with recalls in it; its sender is who wants the money back.</summary>
    public static void Write(Stream stream, MessageDraft draft, IReadOnlyList<RecallRequest> recalls)
    {
        using var xml = new IsoXml(stream, "camt.056.001.08");
        xml.Open("FIToFIPmtCxlReq");
        WriteAssignment(xml, draft);
        xml.Within("CtrlData", () => xml.Text("NbOfTxs", recalls.Count));
        xml.Open("Undrlyg");
        foreach (var recall in recalls)
        {
            xml.Open("TxInf");
            xml.Text("CxlId", recall.RecallId);
            if (recall.CaseId is not null) WriteCase(xml, "Case", recall.CaseId, recall.Assigner ?? draft.From);
            xml.Original("OrgnlGrpInf", recall.Original);
            xml.Ids(recall.Ids, "Orgnl");
            xml.Amount("OrgnlIntrBkSttlmAmt", recall.Amount);
            xml.Date("OrgnlIntrBkSttlmDt", recall.Settlement);
            xml.Reasons("CxlRsnInf", recall.Reasons);
            xml.Close();
        }

        xml.Close();
        xml.Close();
    }

    internal static void WriteAssignment(IsoXml xml, MessageDraft draft)
    {
        xml.Open("Assgnmt");
        xml.Text("Id", draft.Id);
        xml.Within("Assgnr", () => xml.Agent("Agt", draft.From ?? new IsoAgent()));
        xml.Within("Assgne", () => xml.Agent("Agt", draft.To ?? new IsoAgent()));
        xml.Time("CreDtTm", draft.Made);
        xml.Close();
    }

    internal static void WriteCase(IsoXml xml, string name, string id, IsoAgent? creator)
    {
        xml.Open(name);
        xml.Text("Id", id);
        xml.Within("Cretr", () => xml.Agent("Agt", creator ?? new IsoAgent()));
        xml.Close();
    }
}
