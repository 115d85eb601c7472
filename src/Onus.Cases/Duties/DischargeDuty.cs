using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Says that a notice was sent, a report filed or acknowledged, a review held, or that an attempt failed.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Duty">The duty.</param>
/// <param name="Deed">What was done.</param>
/// <param name="Failure">Why it failed; none where it did not.</param>
/// <param name="Document">The commitment to the document as it was sent, filed or received; it must be in the vault before.
/// A report is filed with one, and an acknowledgement that is not the regulator's own has one.</param>
/// <param name="Signature">Of an acknowledgement, the regulator's signature over an <see cref="AcknowledgementStatement"/>;
/// empty without one.</param>
public sealed record DischargeDuty(
    CommandHead Head, DutyName Duty, DutyDeed Deed, DutyFailure Failure, Hash256? Document, ReadOnlyMemory<byte> Signature)
    : CaseCommand(Head)
{
    internal override CaseOutcome Check()
    {
        if ((Deed == DutyDeed.Failed) != (Failure != DutyFailure.None)) return CaseOutcome.DeedContradictory;
        return Signature.Length > DecisionSignature.Size ? CaseOutcome.SignatureOutOfRange : CaseOutcome.Accepted;
    }
}
