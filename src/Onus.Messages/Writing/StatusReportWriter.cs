namespace Onus.Messages;

/// <summary>Writes pacs.002.001.10.</summary>
public static class StatusReportWriter
{
    /// <summary>Writes a report on one message.</summary>
    public static void Write(Stream stream, MessageDraft draft, StatusReport report)
    {
        using var xml = new IsoXml(stream, "pacs.002.001.10");
        xml.Open("FIToFIPmtStsRpt");
        xml.Open("GrpHdr");
        xml.Text("MsgId", draft.Id);
        xml.Time("CreDtTm", draft.Made);
        xml.Agent("InstgAgt", draft.From);
        xml.Agent("InstdAgt", draft.To);
        xml.Close();
        xml.Open("OrgnlGrpInfAndSts");
        xml.OriginalFields(report.Original);
        xml.Text("OrgnlNbOfTxs", report.Count);
        xml.Text("GrpSts", report.GroupStatus);
        xml.Reasons("StsRsnInf", report.Reasons);
        xml.Close();
        foreach (var status in report.Transactions)
        {
            xml.Open("TxInfAndSts");
            xml.Text("StsId", status.StatusId);
            xml.Original("OrgnlGrpInf", status.Original == report.Original ? null : status.Original);
            xml.Ids(status.Ids, "Orgnl");
            xml.Text("TxSts", status.Status);
            xml.Reasons("StsRsnInf", status.Reasons);
            xml.Close();
        }

        xml.Close();
    }
}
