using System.Collections.Immutable;

namespace Onus.Language.Comparison;

/// <summary>One difference between two versions of a product.</summary>
/// <param name="Area">What kind of thing changed.</param>
/// <param name="Subject">The thing, by its title: "Claim received".</param>
/// <param name="Name">Its name in the product.</param>
/// <param name="Aspect">What about it: "clock", "liable"; empty where the thing itself came or went.</param>
/// <param name="Before">As it was; null for what is new.</param>
/// <param name="After">As it is; null for what is gone.</param>
public readonly record struct Change(
    ChangeArea Area, string Subject, string Name, string Aspect, string? Before, string? After);

/// <summary>What a change is about, in the order of a report: what decides money and blame first.</summary>
public enum ChangeArea : byte
{
    /// <summary>A named threshold has another value.</summary>
    Thresholds,

    /// <summary>Another party or authority owns a state.</summary>
    Owners,

    /// <summary>Another clock, or another thing happens when it has run out.</summary>
    Clocks,

    /// <summary>Another party is liable, or for another share.</summary>
    Liability,

    /// <summary>Money moves otherwise.</summary>
    Money,

    /// <summary>What a state means in law.</summary>
    Law,

    /// <summary>States and steps that came, went, or lead elsewhere.</summary>
    Steps,

    /// <summary>Who decides, on which condition, with which evidence.</summary>
    Deciders,

    /// <summary>Who is told, what is reported, what is reviewed.</summary>
    Duties,

    /// <summary>Caps, retention and rules on trial.</summary>
    Limits,

    /// <summary>Rules and policies themselves.</summary>
    Sources,

    /// <summary>Parties, authorities and accounts.</summary>
    People,

    /// <summary>Facts and evidence.</summary>
    Inputs,

    /// <summary>Where the product holds, and since when.</summary>
    Perimeter,
}

/// <summary>For some cases the two versions decide differently.</summary>
/// <param name="State">The state in which the decision is taken, by its title.</param>
/// <param name="Name">The state's name.</param>
/// <param name="Cases">Exactly which cases, as a condition.</param>
/// <param name="Example">One of them in round values.</param>
/// <param name="Before">What was open for them.</param>
/// <param name="After">What is open for them now.</param>
public readonly record struct DecisionChange(
    string State, string Name, string Cases, string Example, string Before, string After);

/// <summary>Everything that differs between two versions.</summary>
public sealed record ComparisonResult
{
    /// <summary>The older version, such as <c>card-chargeback version 3</c>.</summary>
    public required string Old { get; init; }

    /// <summary>The newer version.</summary>
    public required string New { get; init; }

    /// <summary>The newer product's title.</summary>
    public required string Title { get; init; }

    /// <summary>What changed in the text's meaning, by area and then in the order of the newer text.</summary>
    public ImmutableArray<Change> Changes { get; init; } = [];

    /// <summary>For which cases the decision changes.</summary>
    public ImmutableArray<DecisionChange> Decisions { get; init; } = [];

    /// <summary>Whether there were too many cases to compare the decisions.</summary>
    public bool DecisionsUnknown { get; init; }

    /// <summary>Whether the two versions mean the same.</summary>
    public bool IsEmpty => Changes.IsEmpty && Decisions.IsEmpty && !DecisionsUnknown;
}
