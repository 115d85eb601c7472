namespace Onus.Messages;

/// <summary>Writes camt.029.001.09.</summary>
public static class ResolutionWriter
{
    /// <summary>The outcome of a recall.</summary>
    /// <param name="recall">The recall.</param>
    /// <param name="statusId">The id of the outcome.</param>
    /// <param name="status">ACCR accepted, RJCR refused, PDCR pending.</param>
    /// <param name="reasons">Why; a refusal has a reason of ExternalPaymentCancellationRejection1Code, such as CUST,
    /// ARDT, NOAS or LEGL.</param>
    public static RecallOutcome Of(RecallRequest recall, string statusId, string status,
        params IReadOnlyList<IsoReason> reasons) => new()
    {
        StatusId = statusId,
        CaseId = recall.CaseId,
        Original = recall.Original,
        Ids = recall.Ids,
        Status = status,
        Reasons = reasons,
    };

    /// <summary>Writes a message with outcomes in it: CNCL where all are accepted, RJCR where none is, PECR in
    /// between.</summary>
    /// <param name="stream">Where it is written.</param>
    /// <param name="draft">Its head; it goes to who recalled.</param>
    /// <param name="outcomes">The outcomes.</param>
    public static void Write(Stream stream, MessageDraft draft, IReadOnlyList<RecallOutcome> outcomes)
    {
        using var xml = new IsoXml(stream, "camt.029.001.09");
        xml.Open("RsltnOfInvstgtn");
        RecallWriter.WriteAssignment(xml, draft);
        xml.Within("Sts", () => xml.Text("Conf", Confirmation(outcomes)));
        xml.Open("CxlDtls");
        foreach (var outcome in outcomes)
        {
            xml.Open("TxInfAndSts");
            xml.Text("CxlStsId", outcome.StatusId);
            if (outcome.CaseId is not null) RecallWriter.WriteCase(xml, "RslvdCase", outcome.CaseId, draft.To);
            xml.Original("OrgnlGrpInf", outcome.Original);
            xml.Ids(outcome.Ids, "Orgnl");
            xml.Text("TxCxlSts", outcome.Status);
            xml.Reasons("CxlStsRsnInf", outcome.Reasons);
            xml.Close();
        }

        xml.Close();
        xml.Close();
    }

    private static string Confirmation(IReadOnlyList<RecallOutcome> outcomes)
    {
        if (outcomes.Any(o => o.Status == "PDCR")) return "PDCR";
        if (outcomes.All(o => o.Status == "RJCR")) return "RJCR";
        return outcomes.All(o => o.Status == "ACCR") ? "CNCL" : "PECR";
    }
}
