using System.Collections.Immutable;
using Onus.Core.Formats;

namespace Onus.Cases.Acts;

/// <summary>Why an act did not happen, in order of precedence.</summary>
public enum ActRefusal : byte
{
    /// <summary>It did happen.</summary>
    None,

    /// <summary>The case has ended.</summary>
    CaseClosed,

    /// <summary>The step cannot be taken in this state.</summary>
    NotInThisState,

    /// <summary>The step has fired as often as it may.</summary>
    TooOften,

    /// <summary>Evidence that the step needs is missing.</summary>
    EvidenceMissing,

    /// <summary>The guard reads a fact that nobody has given yet.</summary>
    FactUnknown,

    /// <summary>The guard does not hold.</summary>
    ConditionNotMet,

    /// <summary>A cap is reached.</summary>
    CapReached,

    /// <summary>The money is not there.</summary>
    Unfunded,
}

/// <summary>Everything that one act would do, or the reason why it does nothing.</summary>
internal sealed record ActPlan
{
    /// <summary>Why it does nothing; <see cref="ActRefusal.None"/> where it does something.</summary>
    public required ActRefusal Refusal { get; init; }

    /// <summary>The cap, evidence or fact that the refusal is about; -1 for none.</summary>
    public int About { get; init; } = -1;

    /// <summary>The case afterwards.</summary>
    public required CaseView After { get; init; }

    /// <summary>The steps that fire, in order.</summary>
    public ImmutableArray<Firing> Firings { get; init; } = [];

    /// <summary>The money, in order.</summary>
    public ImmutableArray<ActLeg> Legs { get; init; } = [];

    /// <summary>The liability, in order.</summary>
    public ImmutableArray<LiabilityMove> Moves { get; init; } = [];

    /// <summary>The caps that stopped a step.</summary>
    public ImmutableArray<CapStop> Stops { get; init; } = [];

    /// <summary>Where shadows differ.</summary>
    public ImmutableArray<ShadowVerdict> Shadows { get; init; } = [];
}
