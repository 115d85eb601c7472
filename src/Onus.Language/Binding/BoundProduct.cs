using System.Collections.Immutable;

namespace Onus.Language.Binding;

/// <summary>A product with every name resolved and every value typed; all lists are in the order of the source.</summary>
internal sealed record BoundProduct : BoundSection
{
    public required int Version { get; init; }

    public DateOnly? InEffect { get; init; }

    public required BoundPerimeter Perimeter { get; init; }

    public ImmutableArray<BoundRule> Rules { get; init; } = [];

    public ImmutableArray<BoundPolicy> Policies { get; init; } = [];

    /// <summary>All named quantities of all rules and policies.</summary>
    public ImmutableArray<NamedQuantity> Quantities { get; init; } = [];

    public ImmutableArray<BoundParty> Parties { get; init; } = [];

    public ImmutableArray<BoundAuthority> Authorities { get; init; } = [];

    public ImmutableArray<BoundFact> Facts { get; init; } = [];

    /// <summary>The scorecards of the risk engine that facts of kind score name.</summary>
    public ImmutableArray<BoundScore> Scores { get; init; } = [];

    /// <summary>The rings of the risk engine that facts of kind link name.</summary>
    public ImmutableArray<BoundLink> Links { get; init; } = [];

    /// <summary>The money fact that somebody is answerable for; null for <c>stake none</c>.</summary>
    public FactRef? Stake { get; init; }

    /// <summary>Where the stake is declared.</summary>
    public TextSpan StakeSpan { get; init; }

    public ImmutableArray<BoundEvidence> Evidence { get; init; } = [];

    public ImmutableArray<BoundAccount> Accounts { get; init; } = [];

    public ImmutableArray<BoundLegal> Legal { get; init; } = [];

    public ImmutableArray<BoundFunds> Funds { get; init; } = [];

    public ImmutableArray<BoundState> States { get; init; } = [];

    /// <summary>Steps, appeals and requests together; they share one name space.</summary>
    public ImmutableArray<BoundStep> Steps { get; init; } = [];

    public ImmutableArray<BoundCap> Caps { get; init; } = [];

    public ImmutableArray<BoundKeep> Keeps { get; init; } = [];

    public ImmutableArray<BoundShadow> Shadows { get; init; } = [];

    public ImmutableArray<BoundExample> Examples { get; init; } = [];

    public BoundState this[StateRef state] => States[state.Index];

    public BoundStep this[StepRef step] => Steps[step.Index];

    public BoundFact this[FactRef fact] => Facts[fact.Index];

    /// <summary>The indices of all states.</summary>
    public IEnumerable<StateRef> StateRefs => Enumerable.Range(0, States.Length).Select(i => new StateRef(i));

    /// <summary>The indices of all steps, appeals and requests.</summary>
    public IEnumerable<StepRef> StepRefs => Enumerable.Range(0, Steps.Length).Select(i => new StepRef(i));

    /// <summary>The one state that starts; null where there is none or more than one.</summary>
    public StateRef? Start => StateRefs.Where(s => this[s].Starts).Take(2).ToArray() is [var only] ? only : null;

    /// <summary>The party that is the institution itself, if any.</summary>
    public BoundParty? Us => Parties.FirstOrDefault(p => p.Role == PartyRole.Us);

    /// <summary>The steps and appeals that leave this state; not the requests inside it.</summary>
    public IEnumerable<StepRef> StepsFrom(StateRef state) =>
        StepRefs.Where(s => this[s].Kind != StepKind.Request && this[s].From.Contains(state));

    /// <summary>The steps and appeals that enter this state.</summary>
    public IEnumerable<StepRef> StepsTo(StateRef state) => StepRefs.Where(s => this[s].To == state);

    /// <summary>The requests that may be asked in this state.</summary>
    public IEnumerable<StepRef> RequestsIn(StateRef state) =>
        StepRefs.Where(s => this[s].Kind == StepKind.Request && this[s].From.Contains(state));
}
