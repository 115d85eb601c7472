namespace Onus.Cases.Explaining;

/// <summary>Says what a command asks for, and as whom.</summary>
internal static class CommandWords
{
    /// <summary>What is asked, as the subject of a sentence.</summary>
    public static string Asked(CaseCommand? command) => command switch
    {
        OpenCase open => $"opening a case of {open.Product}",
        TakeStep take => take.Step,
        GiveFacts give => "giving " + string.Join(", ", give.Facts.Select(f => f.Fact)),
        FileEvidence file => "filing " + string.Join(", ", file.Evidence.Select(e => e.Kind)),
        AskRequest ask => $"asking for {ask.Request}",
        AnswerRequest answer => $"{(answer.Grant ? "granting" : "refusing")} the request of entry {answer.Request}",
        ApproveStep approve => $"approving {approve.Step}",
        WithdrawApproval withdraw => $"withdrawing the approval of entry {withdraw.Approval}",
        DischargeDuty duty => $"saying that duty {duty.Duty.Ordinal} of entry {duty.Duty.Act} was {duty.Deed.ToString().ToLowerInvariant()}",
        OrderDestruction => "ordering a destruction",
        SetLegalHold => "setting a legal hold",
        LiftLegalHold => "lifting a legal hold",
        _ => "the command",
    };

    /// <summary>As whom: <c>" as institution"</c>; nothing where the command names nobody.</summary>
    public static string As(CaseCommand? command)
    {
        var name = command switch
        {
            OpenCase open => open.As,
            TakeStep take => take.As,
            GiveFacts give => give.As,
            FileEvidence file => file.As,
            AnswerRequest answer => answer.As,
            ApproveStep approve => approve.As,
            _ => "",
        };
        return name.Length == 0 ? "" : " as " + name;
    }

    /// <summary>The step that a command is about; null for none.</summary>
    public static string? StepOf(CaseCommand? command) => command switch
    {
        TakeStep take => take.Step,
        ApproveStep approve => approve.Step,
        AskRequest ask => ask.Request,
        _ => null,
    };
}
