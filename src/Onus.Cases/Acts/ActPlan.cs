using System.Collections.Immutable;
using Onus.Core.Formats;

namespace Onus.Cases.Acts;

/// <summary>Everything that one act would do, or the reason why it does nothing.</summary>
internal sealed record ActPlan
{
    /// <summary>Why it does nothing; <see cref="CaseOutcome.Accepted"/> where it does something.</summary>
    public required CaseOutcome Outcome { get; init; }

    /// <summary>The cap, evidence or fact that the refusal is about; -1 for none.</summary>
    public int About { get; init; } = -1;

    /// <summary>The case afterwards; worth nothing where the plan is refused.</summary>
    public required CaseView After { get; init; }

    /// <summary>The steps that fire, in order.</summary>
    public ImmutableArray<Firing> Firings { get; init; } = [];

    /// <summary>The money, in order.</summary>
    public ImmutableArray<ActLeg> Legs { get; init; } = [];

    /// <summary>The liability, in order.</summary>
    public ImmutableArray<LiabilityMove> Moves { get; init; } = [];

    /// <summary>The caps that stopped a step.</summary>
    public ImmutableArray<CapStop> Stops { get; init; } = [];

    /// <summary>The kept facts that were read, with what they held before the act.</summary>
    public ImmutableArray<FactGiven> Used { get; init; } = [];

    /// <summary>Where shadows differ.</summary>
    public ImmutableArray<ShadowVerdict> Shadows { get; init; } = [];
}
