using System.Collections.Immutable;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Asks a question inside a state.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Case">The entry that opened the case.</param>
/// <param name="Request">The request's name.</param>
/// <param name="Facts">The facts that belong to this instance.</param>
/// <param name="Evidence">Evidence that the actor files with it.</param>
public sealed record AskRequest(
    CommandHead Head,
    ulong Case,
    string Request,
    ImmutableArray<FactInput> Facts,
    ImmutableArray<EvidenceInput> Evidence) : CaseCommand(Head)
{
    internal override CaseOutcome Check()
    {
        if (Case == 0) return CaseOutcome.CaseMustNotBeZero;
        return IsName(Request) ? CheckItems(Facts, Evidence) : CaseOutcome.NameOutOfRange;
    }
}
