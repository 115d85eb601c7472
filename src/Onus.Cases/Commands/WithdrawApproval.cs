using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Takes an approval of one's own back.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Case">The entry that opened the case.</param>
/// <param name="Approval">The entry of the approval.</param>
public sealed record WithdrawApproval(CommandHead Head, ulong Case, ulong Approval) : CaseCommand(Head)
{
    internal override CaseOutcome Check() => Case == 0 || Approval == 0 ? CaseOutcome.CaseMustNotBeZero : CaseOutcome.Accepted;
}
