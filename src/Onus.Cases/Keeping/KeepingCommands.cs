using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Orders that the plaintext of evidence, of a personal fact or of a document is destroyed.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Kept">The entry that brought it, and its commitment.</param>
public sealed record OrderDestruction(CommandHead Head, KeptName Kept) : CaseCommand(Head)
{
    internal override CaseOutcome Check() => CaseOutcome.Accepted;
}

/// <summary>Puts a legal hold on a case: nothing of it is destroyed until every hold is lifted.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Case">The entry that opened the case.</param>
/// <param name="Order">The commitment to the order or request that it rests on; null where there is none.</param>
public sealed record SetLegalHold(CommandHead Head, ulong Case, Hash256? Order) : CaseCommand(Head)
{
    internal override CaseOutcome Check() => Case == 0 ? CaseOutcome.CaseMustNotBeZero : CaseOutcome.Accepted;
}

/// <summary>Lifts a legal hold.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Case">The entry that opened the case.</param>
/// <param name="Hold">The entry that set it.</param>
public sealed record LiftLegalHold(CommandHead Head, ulong Case, ulong Hold) : CaseCommand(Head)
{
    internal override CaseOutcome Check() => Case == 0 ? CaseOutcome.CaseMustNotBeZero : CaseOutcome.Accepted;
}
