using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Approves a step, or the grant of a request, that a quorum decides, of the case as the actor saw it.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Case">The entry that opened the case.</param>
/// <param name="Step">The step's or request's name.</param>
/// <param name="As">The actor's authority in the quorum.</param>
/// <param name="HeadSeen">The head of the case that the actor was shown.</param>
/// <param name="Signature">The actor's signature over the decision's statement; empty without one.</param>
public sealed record ApproveStep(
    CommandHead Head,
    ulong Case,
    string Step,
    string As,
    ulong HeadSeen,
    ReadOnlyMemory<byte> Signature) : CaseCommand(Head)
{
    internal override CaseOutcome Check()
    {
        if (Case == 0) return CaseOutcome.CaseMustNotBeZero;
        if (!IsName(Step) || !IsName(As)) return CaseOutcome.NameOutOfRange;
        return Signature.Length > MostSignature ? CaseOutcome.SignatureOutOfRange : CaseOutcome.Accepted;
    }
}
