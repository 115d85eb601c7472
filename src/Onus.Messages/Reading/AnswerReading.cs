using Onus.Core;
using Onus.Messages.Xml;

namespace Onus.Messages;

/// <summary>Reads the transactions that speak of earlier ones: pacs.002, camt.056 and camt.029.</summary>
internal static class AnswerReading
{
    /// <summary>Reads a pacs.002 transaction.</summary>
    public static PaymentStatus? Status(Element transaction, MessageHead head, FieldReader fields)
    {
        var ids = TransferReading.Ids(transaction, "Orgnl", fields);
        var id = fields.Id(transaction["StsId"]);
        var original = MessageHead.OriginalOf(transaction["OrgnlGrpInf"], fields) ?? head.Original;
        var status = fields.Text(transaction["TxSts"], 4);
        var reasons = fields.Reasons(transaction, "StsRsnInf");
        if (fields.Findings.Any) return null;
        return new PaymentStatus { StatusId = id, Ids = ids, Original = original, Status = status, Reasons = reasons };
    }

    /// <summary>Reads a camt.056 transaction.</summary>
    public static RecallRequest? Recall(Element transaction, MessageHead head, GroupHead group, FieldReader fields,
        out Money? counted)
    {
        var ids = TransferReading.Ids(transaction, "Orgnl", fields);
        var id = fields.Id(transaction["CxlId"]);
        var caseId = fields.Id(transaction["Case"]["Id"]) ?? group.CaseId ?? head.CaseId;
        var original = MessageHead.OriginalOf(transaction["OrgnlGrpInf"], fields) ?? group.Original;
        counted = fields.Amount(transaction["OrgnlIntrBkSttlmAmt"]);
        var settlement = fields.Date(transaction["OrgnlIntrBkSttlmDt"]);
        var reasons = fields.Reasons(transaction, "CxlRsnInf");
        if (fields.Findings.Any) return null;
        return new RecallRequest
        {
            RecallId = id, CaseId = caseId, Ids = ids, Original = original, Amount = counted, Settlement = settlement,
            Assigner = head.Instructing, Assignee = head.Instructed, Reasons = reasons,
        };
    }

    /// <summary>Reads a camt.029 transaction.</summary>
    public static RecallOutcome? Resolution(Element transaction, MessageHead head, GroupHead group, FieldReader fields)
    {
        var ids = TransferReading.Ids(transaction, "Orgnl", fields);
        var id = fields.Id(transaction["CxlStsId"]);
        var caseId = fields.Id(transaction["RslvdCase"]["Id"]) ?? head.CaseId;
        var original = MessageHead.OriginalOf(transaction["OrgnlGrpInf"], fields) ?? group.Original;
        var status = fields.Text(transaction["TxCxlSts"], 4);
        var reasons = fields.Reasons(transaction, "CxlStsRsnInf");
        if (fields.Findings.Any) return null;
        return new RecallOutcome { StatusId = id, CaseId = caseId, Ids = ids, Original = original, Status = status,
            Reasons = reasons };
    }
}
