using Onus.Core;

namespace Onus.Messages;

/// <summary>Writes pacs.004.001.10.</summary>
public static class ReturnWriter
{
    /// <summary>The return of a transfer, or of a part of it.</summary>
    public static PaymentReturn Of(CreditTransfer transfer, OriginalMessage original, string returnId,
        DateOnly settlement, IsoReason reason, Money? part = null) => new()
    {
        ReturnId = returnId,
        Ids = transfer.Ids,
        Original = original,
        OriginalAmount = transfer.Amount,
        Returned = part ?? transfer.Amount,
        Settlement = settlement,
        Reasons = [reason],
    };

    /// <summary>Writes a message with returns in it.</summary>
    public static void Write(Stream stream, MessageDraft draft, IReadOnlyList<PaymentReturn> returns)
    {
        using var xml = new IsoXml(stream, "pacs.004.001.10");
        xml.Open("PmtRtr");
        xml.Open("GrpHdr");
        xml.Text("MsgId", draft.Id);
        xml.Time("CreDtTm", draft.Made);
        xml.Text("NbOfTxs", returns.Count);
        CreditTransferWriter.WriteSums(xml, returns.Select(r => r.Returned), "TtlRtrdIntrBkSttlmAmt");
        xml.Within("SttlmInf", () => xml.Text("SttlmMtd", "CLRG"));
        xml.Agent("InstgAgt", draft.From);
        xml.Agent("InstdAgt", draft.To);
        xml.Close();
        foreach (var item in returns)
        {
            xml.Open("TxInf");
            xml.Text("RtrId", item.ReturnId);
            xml.Original("OrgnlGrpInf", item.Original);
            xml.Ids(item.Ids, "Orgnl");
            xml.Amount("OrgnlIntrBkSttlmAmt", item.OriginalAmount);
            xml.Amount("RtrdIntrBkSttlmAmt", item.Returned);
            xml.Date("IntrBkSttlmDt", item.Settlement);
            xml.Reasons("RtrRsnInf", item.Reasons);
            xml.Close();
        }

        xml.Close();
    }
}
