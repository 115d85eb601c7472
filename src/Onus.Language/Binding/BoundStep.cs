using System.Collections.Immutable;

namespace Onus.Language.Binding;

/// <summary>The kinds of act.</summary>
internal enum StepKind : byte
{
    Step,

    /// <summary>A step that the affected party takes.</summary>
    Appeal,

    /// <summary>A question inside a state that does not change it.</summary>
    Request,
}

/// <summary>One decision: a step, an appeal or a request.</summary>
internal sealed record BoundStep : BoundSection
{
    public required StepKind Kind { get; init; }

    /// <summary>Who appeals or asks.</summary>
    public BoundActor? By { get; init; }

    /// <summary>The states it leaves; for a request those it can be asked in.</summary>
    public ImmutableArray<StateRef> From { get; init; } = [];

    public TextSpan FromSpan { get; init; }

    /// <summary>The state it enters; null for requests.</summary>
    public StateRef? To { get; init; }

    public TextSpan ToSpan { get; init; }

    /// <summary>Who decides; an appeal is decided by the party that takes it.</summary>
    public BoundDecision? Decision { get; init; }

    public BoundCondition? When { get; init; }

    /// <summary>How often in one case; <c>once</c> is 1.</summary>
    public BoundQuantity? AtMost { get; init; }

    public ImmutableArray<BoundEvidence> Needs { get; init; } = [];

    public TextSpan NeedsSpan { get; init; }

    public ImmutableArray<BoundSource> Because { get; init; } = [];

    public TextSpan BecauseSpan { get; init; }

    /// <summary>The place of <c>in own favour</c>; null where it is not said.</summary>
    public TextSpan? InOwnFavour { get; init; }

    public ImmutableArray<BoundList<BoundMove>> Shifts { get; init; } = [];

    public ImmutableArray<BoundList<BoundPosting>> Posts { get; init; } = [];

    public BoundList<BoundBearer>? Discharges { get; init; }

    public BoundList<BoundBearer>? Leaves { get; init; }

    public ImmutableArray<BoundNotice> Tells { get; init; } = [];

    public ImmutableArray<BoundReport> Reports { get; init; } = [];

    /// <summary>What happens instead when the money is not there.</summary>
    public StepRef? IfUnfunded { get; init; }

    public TextSpan IfUnfundedSpan { get; init; }

    /// <summary>The decider's own signature is required.</summary>
    public bool Signed { get; init; }

    /// <summary>The product of which a case is started.</summary>
    public string? Opens { get; init; }

    public TextSpan OpensSpan { get; init; }

    public StepRef? UndoneBy { get; init; }

    public TextSpan UndoneSpan { get; init; }

    public BoundReview? Review { get; init; }

    /// <summary>When a request must be answered, and what silence means.</summary>
    public BoundAnswer? Answer { get; init; }
}

/// <summary>Who decides a step.</summary>
/// <param name="By">A rule, the clock alone, or a person.</param>
/// <param name="Actor">The authority or party; null for a rule or the clock.</param>
/// <param name="RecordedBy">Who enters the act of an authority that holds no key here.</param>
/// <param name="OrClock">Whether the clock may take it too.</param>
/// <param name="Span">The clause's value.</param>
internal sealed record BoundDecision(
    DeciderKind By, BoundActor? Actor, BoundActor? RecordedBy, bool OrClock, TextSpan Span)
{
    /// <summary>Whether the step can be taken because time has run out.</summary>
    public bool ByClock => By == DeciderKind.Clock || OrClock;
}

/// <summary>The kinds of decider.</summary>
internal enum DeciderKind : byte
{
    Rule,
    Clock,
    Person,
}

/// <summary>Somebody is told.</summary>
internal sealed record BoundNotice(
    ImmutableArray<BoundActor> To, BoundQuantity? Within, Reasons Reasons, BoundSource? Under, TextSpan Span);

/// <summary>Whether a notice gives the reasons.</summary>
internal enum Reasons : byte
{
    Unsaid,
    With,

    /// <summary>Withheld under a cited rule: the step is confidential.</summary>
    Without,
}

/// <summary>A duty to report to a regulator.</summary>
/// <param name="What">The kind of report.</param>
/// <param name="To">The regulator.</param>
/// <param name="Within">The deadline; null is ONUS0804.</param>
/// <param name="Span">The clause's value.</param>
internal sealed record BoundReport(string What, BoundRegulator To, BoundQuantity? Within, TextSpan Span);

/// <summary>A second look after the fact.</summary>
internal sealed record BoundReview(BoundActor By, BoundQuantity Within, TextSpan Span);

/// <summary>The clock of a request.</summary>
/// <param name="Within">How long.</param>
/// <param name="Otherwise">What silence means.</param>
/// <param name="Step">The step that silence takes, for <see cref="RequestDefault.Step"/>.</param>
/// <param name="Span">The clause.</param>
internal sealed record BoundAnswer(BoundQuantity Within, RequestDefault Otherwise, StepRef? Step, TextSpan Span);

/// <summary>What silence answers.</summary>
internal enum RequestDefault : byte
{
    Granted,
    Refused,
    Step,
}
