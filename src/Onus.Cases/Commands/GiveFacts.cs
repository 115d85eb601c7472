using System.Collections.Immutable;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Gives or changes facts that may come later.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Case">The entry that opened the case.</param>
/// <param name="As">The party or authority that asserts them.</param>
/// <param name="Facts">The facts.</param>
public sealed record GiveFacts(CommandHead Head, ulong Case, string As, ImmutableArray<FactInput> Facts) : CaseCommand(Head)
{
    internal override CaseOutcome Check()
    {
        if (Case == 0) return CaseOutcome.CaseMustNotBeZero;
        return IsName(As) ? CheckItems(Facts, []) : CaseOutcome.NameOutOfRange;
    }
}
