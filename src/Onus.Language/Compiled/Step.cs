using System.Collections.Immutable;

namespace Onus.Language.Compiled;

/// <summary>What kind of act a step is.</summary>
public enum StepKind : byte
{
    /// <summary>A decision.</summary>
    Step,

    /// <summary>Taken by the affected party.</summary>
    Appeal,

    /// <summary>A question inside a state that does not change it.</summary>
    Request,
}

/// <summary>Who or what decides a step.</summary>
/// <param name="ByRule">Fires by itself when its guard holds.</param>
/// <param name="ByClock">Fires when time runs out, or by force of a shortage, a cap or the law.</param>
/// <param name="By">The person who may decide; null where nobody may.</param>
/// <param name="RecordedBy">The authority that records the act of one that holds no key here; null otherwise.</param>
public readonly record struct Decider(bool ByRule, bool ByClock, Who? By, Who? RecordedBy);

/// <summary>One decision: who may take it, when, and everything that it moves.</summary>
public sealed record Step
{
    /// <summary>The step's name.</summary>
    public required string Name { get; init; }

    /// <summary>The title in the product's own language.</summary>
    public required string Title { get; init; }

    /// <summary>What kind of act it is.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>The states it can be taken in; for a request, the states of its <c>in</c>.</summary>
    public required ImmutableArray<int> From { get; init; }

    /// <summary>The state it leads to; null for a request.</summary>
    public required int? To { get; init; }

    /// <summary>Who appeals or asks; null for a step.</summary>
    public required Who? By { get; init; }

    /// <summary>Who or what decides; for an appeal its party, for a request who answers it.</summary>
    public required Decider Decider { get; init; }

    /// <summary>When it may be taken; <see cref="Condition.Always"/> without a guard.</summary>
    public required Condition When { get; init; }

    /// <summary>How often in one case; null without a limit.</summary>
    public required long? AtMost { get; init; }

    /// <summary>The evidence it needs.</summary>
    public required ImmutableArray<int> Needs { get; init; }

    /// <summary>The sources it cites.</summary>
    public required ImmutableArray<int> Because { get; init; }

    /// <summary>Whether the decider gains and says so.</summary>
    public required bool InOwnFavour { get; init; }

    /// <summary>Liability that moves; each inner list is one comma list of the text.</summary>
    public required ImmutableArray<ImmutableArray<Move>> Shifts { get; init; }

    /// <summary>Money that moves; each inner list is one comma list of the text.</summary>
    public required ImmutableArray<ImmutableArray<Posting>> Posts { get; init; }

    /// <summary>Liability that is paid.</summary>
    public required ImmutableArray<PartyShare> Discharges { get; init; }

    /// <summary>Liability that stays where it fell.</summary>
    public required ImmutableArray<PartyShare> Leaves { get; init; }

    /// <summary>Who is told.</summary>
    public required ImmutableArray<Notice> Tells { get; init; }

    /// <summary>What falls due to a regulator.</summary>
    public required ImmutableArray<Report> Reports { get; init; }

    /// <summary>The step taken when an account named in the postings is short; null where that cannot be.</summary>
    public required int? IfUnfunded { get; init; }

    /// <summary>Whether the decider's own signature is required.</summary>
    public required bool Signed { get; init; }

    /// <summary>The product of which a case is opened, or null.</summary>
    public required string? Opens { get; init; }

    /// <summary>The step that undoes this one, or null.</summary>
    public required int? UndoneBy { get; init; }

    /// <summary>The duty to look at it afterwards, or null.</summary>
    public required Review? ReviewedBy { get; init; }

    /// <summary>What becomes of a request that nobody answers; null for steps and appeals.</summary>
    public required Answer? Answer { get; init; }
}

/// <summary>Reasons that go with a notice.</summary>
public enum Reasons : byte
{
    /// <summary>Not said.</summary>
    Unsaid,

    /// <summary>With reasons.</summary>
    With,

    /// <summary>Without reasons, under a cited rule; such a step is confidential.</summary>
    Without,
}

/// <summary>A duty to tell somebody.</summary>
/// <param name="To">Who is told.</param>
/// <param name="Within">How soon; null for at once.</param>
/// <param name="Reasons">With or without reasons.</param>
/// <param name="Under">The source that allows silence about reasons, or null.</param>
public sealed record Notice(ImmutableArray<Who> To, Quantity? Within, Reasons Reasons, int? Under);

/// <summary>A duty to report to a regulator.</summary>
public sealed record Report(string Name, int Regulator, Quantity Within);

/// <summary>A duty to look at an act afterwards.</summary>
public sealed record Review(Who By, Quantity Within);

/// <summary>What silence means for a request.</summary>
public enum Silence : byte
{
    /// <summary>Granted.</summary>
    Granted,

    /// <summary>Refused.</summary>
    Refused,

    /// <summary>A named step is taken.</summary>
    Step,
}

/// <summary>By when a request is answered, and what silence means.</summary>
/// <param name="Within">How soon.</param>
/// <param name="Silence">What silence means.</param>
/// <param name="Step">The step that silence takes, or null.</param>
public sealed record Answer(Quantity Within, Silence Silence, int? Step);
