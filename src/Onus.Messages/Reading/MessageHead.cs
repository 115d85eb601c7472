using Onus.Messages.Xml;

namespace Onus.Messages;

/// <summary>What the head of a message says for all its transactions.</summary>
internal sealed class MessageHead
{
    public DateOnly? Settlement { get; private init; }

    public DateOnly? Made { get; private init; }

    public OriginalMessage? Original { get; private init; }

    public IsoAgent? Instructing { get; private init; }

    public IsoAgent? Instructed { get; private init; }

    public string? CaseId { get; private init; }

    public required Tally Tally { get; init; }

    /// <summary>Reads the head of a message and completes its summary.</summary>
    public static MessageHead Read(Element root, MessageSummary message, FieldReader fields)
    {
        var isInvestigation = message.Type!.Value.Family is MessageFamily.Recall or MessageFamily.Resolution;
        var header = fields.Required(root, isInvestigation ? "Assgnmt" : "GrpHdr");
        message.Id = fields.Id(fields.Required(header, isInvestigation ? "Id" : "MsgId"));
        message.Made = fields.Time(fields.Required(header, "CreDtTm"));
        var instructing = fields.Agent(isInvestigation ? header["Assgnr"]["Agt"] : header["InstgAgt"]);
        var instructed = fields.Agent(isInvestigation ? header["Assgne"]["Agt"] : header["InstdAgt"]);
        message.From ??= instructing;
        message.To ??= instructed;
        var total = message.Type.Value.Family switch
        {
            MessageFamily.CreditTransfer => "TtlIntrBkSttlmAmt",
            MessageFamily.Return => "TtlRtrdIntrBkSttlmAmt",
            _ => null,
        };
        var tally = Tally.Read(isInvestigation ? root["CtrlData"] : header, "NbOfTxs", "CtrlSum", total, fields);
        message.StatedCount = tally.StatedCount;
        message.StatedSum = tally.StatedSum;
        var answered = root["OrgnlGrpInfAndSts"];
        message.Original = OriginalOf(answered, fields) ?? OriginalOf(root["OrgnlGrpInf"], fields);
        message.GroupStatus = fields.Text(answered.Exists ? answered["GrpSts"] : root["Sts"]["Conf"], 4);
        message.GroupReasons = fields.Reasons(answered, "StsRsnInf");
        return new MessageHead
        {
            Tally = tally,
            Settlement = fields.Date(header["IntrBkSttlmDt"]),
            Made = message.Made?.Date,
            Instructing = instructing,
            Instructed = instructed,
            CaseId = fields.Id(root["Case"]["Id"]) ?? fields.Id(root["RslvdCase"]["Id"]),
            Original = message.Original,
        };
    }

    /// <summary>Reads which message an answer speaks of.</summary>
    public static OriginalMessage? OriginalOf(Element group, FieldReader fields)
    {
        if (!group.Exists) return null;
        var id = fields.Id(fields.Required(group, "OrgnlMsgId"));
        var name = fields.Id(fields.Required(group, "OrgnlMsgNmId"));
        var made = fields.Time(group["OrgnlCreDtTm"]);
        return id is null || name is null ? null : new OriginalMessage(id, name, made);
    }
}
