using System.Collections.Immutable;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Takes a step that people decide, or appeals.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Case">The entry that opened the case.</param>
/// <param name="Step">The step's name.</param>
/// <param name="As">The party or authority that the actor decides as; of a quorum, the actor's own authority in it; of an
/// outside authority whose act is recorded, the authority that records it.</param>
/// <param name="HeadSeen">The head of the case that the actor was shown.</param>
/// <param name="Evidence">Evidence that the actor files with it.</param>
/// <param name="Signature">The actor's signature over the decision's statement; empty without one.</param>
public sealed record TakeStep(
    CommandHead Head,
    ulong Case,
    string Step,
    string As,
    ulong HeadSeen,
    ImmutableArray<EvidenceInput> Evidence,
    ReadOnlyMemory<byte> Signature) : CaseCommand(Head)
{
    internal override CaseOutcome Check()
    {
        if (Case == 0) return CaseOutcome.CaseMustNotBeZero;
        if (!IsName(Step) || !IsName(As)) return CaseOutcome.NameOutOfRange;
        if (CheckItems([], Evidence) is var wrong and not CaseOutcome.Accepted) return wrong;
        return Signature.Length > MostSignature ? CaseOutcome.SignatureOutOfRange : CaseOutcome.Accepted;
    }
}
