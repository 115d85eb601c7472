using System.Collections.Immutable;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Files evidence; its bytes must be in the vault before.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Case">The entry that opened the case.</param>
/// <param name="As">The party or authority that files it.</param>
/// <param name="Evidence">The evidence.</param>
public sealed record FileEvidence(CommandHead Head, ulong Case, string As, ImmutableArray<EvidenceInput> Evidence) : CaseCommand(Head)
{
    internal override CaseOutcome Check()
    {
        if (Case == 0) return CaseOutcome.CaseMustNotBeZero;
        return IsName(As) ? CheckItems([], Evidence) : CaseOutcome.NameOutOfRange;
    }
}
