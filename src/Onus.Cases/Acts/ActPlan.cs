using System.Collections.Immutable;

namespace Onus.Cases.Acts;

/// <summary>Why a step fired.</summary>
public enum FiringCause : byte
{
    /// <summary>A person or a party asked for it.</summary>
    Asked,

    /// <summary>Its guard holds.</summary>
    Rule,

    /// <summary>The state's clock ran out.</summary>
    Clock,

    /// <summary>The clock of the legal meaning ran out.</summary>
    Law,

    /// <summary>The step before it could not be paid for.</summary>
    Unfunded,

    /// <summary>A cap stopped the step before it.</summary>
    Cap,

    /// <summary>A request was granted.</summary>
    Granted,
}

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

/// <summary>A step that fires in an act.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Cause">Why.</param>
/// <param name="From">The state it left, or was granted in.</param>
/// <param name="To">The state it entered; the same for a request.</param>
public readonly record struct Firing(int Step, FiringCause Cause, int From, int To);

/// <summary>Liability that an act moves; a discharge or a final <c>leaves</c> moves it to nobody.</summary>
/// <param name="From">The party that was liable; -1 at opening.</param>
/// <param name="To">The party that is liable now; -1 when it ends.</param>
/// <param name="Amount">Minor units.</param>
public readonly record struct LiabilityMove(int From, int To, UInt128 Amount);

/// <summary>A cap that stopped a step, for the record.</summary>
public readonly record struct CapStop(int Cap, int Step);

/// <summary>Where a shadow would have decided otherwise.</summary>
/// <param name="Shadow">Which shadow.</param>
/// <param name="State">In which state.</param>
/// <param name="Live">The step that fired, or -1 for none.</param>
/// <param name="Instead">The step that would have, or -1 for none.</param>
public readonly record struct ShadowVerdict(int Shadow, int State, int Live, int Instead);

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
