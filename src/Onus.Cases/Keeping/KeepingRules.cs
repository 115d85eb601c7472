using Onus.Core.Formats;

namespace Onus.Cases.Keeping;

/// <summary>What stands against destroying something that is kept.</summary>
internal static class KeepingRules
{
    /// <summary>Why its destruction cannot be ordered, whoever orders it and whatever the case; null where it can.</summary>
    public static CaseOutcome? WhyNotOrder(KeptRecord kept, IReadOnlyCollection<ulong> holds)
    {
        if (kept.Order is not null) return CaseOutcome.AlreadyOrdered;
        if (holds.Count > 0) return CaseOutcome.OnHold;
        return kept.IsRetentionOver || kept.IsPermitted ? null : CaseOutcome.RetentionNotOver;
    }
}
