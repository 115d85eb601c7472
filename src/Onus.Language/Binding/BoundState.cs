using System.Collections.Immutable;

namespace Onus.Language.Binding;

/// <summary>What a state means in law.</summary>
internal sealed record BoundLegal : BoundSection
{
    /// <summary>The party that the meaning is adverse to.</summary>
    public BoundParty? Against { get; init; }

    /// <summary>A clock over all states of this meaning together.</summary>
    public BoundClock? Clock { get; init; }
}

/// <summary>What a state means for the money.</summary>
internal sealed record BoundFunds : BoundSection
{
    public ImmutableArray<BoundHolding> Holdings { get; init; } = [];
}

/// <summary>How much of the stake an account holds for the case, or is short of.</summary>
internal sealed record BoundHolding(bool Short, BoundShare Share, BoundAccount Account, TextSpan Span);

/// <summary>A clock and what happens when it has run out.</summary>
/// <param name="Limit">How long.</param>
/// <param name="After">The instant fact it counts from; null for entry into the state.</param>
/// <param name="Then">The fallback; null where it did not resolve.</param>
/// <param name="Span">The clause.</param>
/// <param name="ThenSpan">The place of the fallback's name.</param>
internal sealed record BoundClock(BoundQuantity Limit, FactRef? After, StepRef? Then, TextSpan Span, TextSpan ThenSpan);

/// <summary>Where a case can be.</summary>
internal sealed record BoundState : BoundSection
{
    public bool Starts { get; init; }

    /// <summary>Who may open a case here.</summary>
    public ImmutableArray<BoundActor> OpenedBy { get; init; } = [];

    public bool Final { get; init; }

    public BoundLegal? Legal { get; init; }

    public TextSpan LegalSpan { get; init; }

    public BoundFunds? Funds { get; init; }

    public TextSpan FundsSpan { get; init; }

    public BoundActor? Owner { get; init; }

    public TextSpan OwnerSpan { get; init; }

    /// <summary>Who is liable for how much; null where missing.</summary>
    public BoundList<BoundBearer>? Liable { get; init; }

    public BoundClock? Clock { get; init; }
}
