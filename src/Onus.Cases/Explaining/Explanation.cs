using System.Collections.Immutable;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases;

/// <summary>Why an entry of a case is as it is, in the product's own words. The same log gives the same explanation,
/// byte for byte.</summary>
public sealed record Explanation
{
    /// <summary>The entry.</summary>
    public required ulong Entry { get; init; }

    /// <summary>When the log accepted it.</summary>
    public required LogTime Time { get; init; }

    /// <summary>What it records.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>The case, by the entry that opened it; 0 where none was opened.</summary>
    public ulong Case { get; init; }

    /// <summary>The product version that governs it; null where no version is in effect.</summary>
    public ExplainedProduct? Product { get; init; }

    /// <summary>Whether only named desks and the regulator may be shown this.</summary>
    public bool IsConfidential { get; init; }

    /// <summary>The code of a refusal; null where it is none.</summary>
    public string? Refusal { get; init; }

    /// <summary>Who or what decided, in sentences.</summary>
    public ImmutableArray<string> Deciders { get; init; } = [];

    /// <summary>The facts that were there, and where each came from.</summary>
    public ImmutableArray<ExplainedFact> Facts { get; init; } = [];

    /// <summary>Each state in which something was decided: what fired, what else was possible, what would have changed it.</summary>
    public ImmutableArray<ExplainedStay> Stays { get; init; } = [];

    /// <summary>The money that moved, in order.</summary>
    public ImmutableArray<ExplainedMove> Money { get; init; } = [];

    /// <summary>The parties whose liability changed.</summary>
    public ImmutableArray<ExplainedLiability> Liability { get; init; } = [];

    /// <summary>What is owed because of it.</summary>
    public ImmutableArray<ExplainedDuty> Duties { get; init; } = [];

    /// <summary>Where shadows would have decided otherwise, in sentences.</summary>
    public ImmutableArray<string> Shadows { get; init; } = [];

    /// <summary>What comes next and what silence does, in sentences.</summary>
    public ImmutableArray<string> Next { get; init; } = [];
}

/// <summary>A product version.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Title">Its title.</param>
/// <param name="Enacted">The entry that enacted it.</param>
/// <param name="Compiled">The hash of its compiled form.</param>
public sealed record ExplainedProduct(string Name, int Version, string Title, ulong Enacted, Hash256 Compiled);

/// <summary>A fact as it was when it was decided on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value in the product's words; of a personal fact the cell of the guard partition.</param>
/// <param name="Origin">Where it came from.</param>
public sealed record ExplainedFact(string Name, string Value, string Origin);

/// <summary>A stay in a state in which something was decided, or nothing could be.</summary>
/// <param name="State">The state's name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Fired">The step that fired; null for none.</param>
/// <param name="Options">Every other step of the state.</param>
/// <param name="Differences">What would have had to differ, fact by fact.</param>
public sealed record ExplainedStay(
    string State, string Title, ExplainedStep? Fired, ImmutableArray<ExplainedOption> Options, ImmutableArray<ExplainedDifference> Differences);

/// <summary>A step that fired.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Why">Why it fired.</param>
/// <param name="To">The state it led to.</param>
/// <param name="Guard">Its condition in words; null without one.</param>
/// <param name="Because">The sources it cites.</param>
public sealed record ExplainedStep(
    string Name, string Title, string Why, string To, string? Guard, ImmutableArray<ExplainedSource> Because);

/// <summary>A rule or policy.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Says">What a rule cites, or who decided a policy.</param>
public sealed record ExplainedSource(string Name, string Title, string Says);

/// <summary>Another step of the state.</summary>
/// <param name="Step">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="For">For whom it is.</param>
/// <param name="WhyNot">Why it was not possible; null where it was.</param>
public sealed record ExplainedOption(string Step, string Title, string For, string? WhyNot);

/// <summary>What would have had to differ for a step's condition to come out the other way: one fact's nearest other value.</summary>
/// <param name="Step">The step.</param>
/// <param name="Would">What would have become of it.</param>
/// <param name="Fact">The fact.</param>
/// <param name="Is">Its value.</param>
/// <param name="HadToBe">The nearest value that turns the condition, in words.</param>
/// <param name="Threshold">The named quantity it lies beyond, and the source that sets it; null where the text names none.</param>
public sealed record ExplainedDifference(string Step, string Would, string Fact, string Is, string HadToBe, string? Threshold);

/// <summary>Money that moved.</summary>
/// <param name="From">The paying account.</param>
/// <param name="To">The receiving account.</param>
/// <param name="Amount">How much.</param>
public sealed record ExplainedMove(string From, string To, string Amount);

/// <summary>What a party was liable for before and is after.</summary>
public sealed record ExplainedLiability(string Party, ulong Actor, string Before, string After);

/// <summary>A duty.</summary>
/// <param name="What">What has to be done.</param>
/// <param name="Due">By when.</param>
public sealed record ExplainedDuty(string What, LogTime Due);
