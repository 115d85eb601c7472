using Onus.Core.Formats;

namespace Onus.Cases.Duties;

/// <summary>Which deeds a duty takes where it stands.</summary>
internal static class DutyDeeds
{
    /// <summary>Why the deed is none for this duty now; null where it is.</summary>
    /// <remarks>An attempt can fail after it seemed to succeed: a message bounces, a regulator refuses what was filed. Only
    /// what is acknowledged is settled.</remarks>
    public static CaseOutcome? WhyNot(DutyRecord duty, DutyDeed deed)
    {
        if (!Fits(duty.Kind, deed)) return CaseOutcome.DeedDoesNotFit;
        return deed switch
        {
            DutyDeed.Failed => duty.State == DutyState.Acknowledged ? CaseOutcome.DutyIsDone : null,
            DutyDeed.Acknowledged => duty.State switch
            {
                DutyState.Acknowledged => CaseOutcome.DutyIsDone,
                DutyState.Done => null,
                _ => CaseOutcome.NotFiled,
            },
            _ => duty.IsOwed ? null : CaseOutcome.DutyIsDone,
        };
    }

    private static bool Fits(DutyKind kind, DutyDeed deed) => kind switch
    {
        DutyKind.Report => deed is DutyDeed.Filed or DutyDeed.Acknowledged or DutyDeed.Failed,
        DutyKind.Review => deed is DutyDeed.Held,
        _ => deed is DutyDeed.Sent or DutyDeed.Failed,
    };
}
