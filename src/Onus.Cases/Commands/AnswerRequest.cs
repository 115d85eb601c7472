using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Grants or refuses a request.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Case">The entry that opened the case.</param>
/// <param name="Request">The entry that asked.</param>
/// <param name="Grant">Whether it is granted.</param>
/// <param name="As">The party or authority that answers, as in <see cref="TakeStep"/>.</param>
/// <param name="HeadSeen">The head of the case that the actor was shown.</param>
/// <param name="Signature">The actor's signature over the decision's statement; empty without one.</param>
public sealed record AnswerRequest(
    CommandHead Head,
    ulong Case,
    ulong Request,
    bool Grant,
    string As,
    ulong HeadSeen,
    ReadOnlyMemory<byte> Signature) : CaseCommand(Head)
{
    internal override CaseOutcome Check()
    {
        if (Case == 0 || Request == 0) return CaseOutcome.CaseMustNotBeZero;
        if (!IsName(As)) return CaseOutcome.NameOutOfRange;
        return Signature.Length > MostSignature ? CaseOutcome.SignatureOutOfRange : CaseOutcome.Accepted;
    }
}
