using System.Collections.Immutable;

namespace Onus.Cases;

/// <summary>What somebody may do about a step.</summary>
public enum OptionVerb : byte
{
    /// <summary>Take it.</summary>
    Take,

    /// <summary>Approve it, so that others can take it.</summary>
    Approve,

    /// <summary>Ask the question.</summary>
    Ask,

    /// <summary>Answer the question.</summary>
    Answer,
}

/// <summary>A step that an actor may think of taking, and what it would do as the case stands.</summary>
/// <param name="Step">The step, by its place in the case's product.</param>
/// <param name="As">The parties and authorities under which the actor could, by name.</param>
/// <param name="Verb">What the actor would do.</param>
public sealed record CaseOption(int Step, ImmutableArray<string> As, OptionVerb Verb)
{
    /// <summary>Of an answer, the question's entry; null otherwise.</summary>
    public ulong? Request { get; init; }

    /// <summary>Why it is not possible now, in words; null where it is.</summary>
    public string? WhyNot { get; init; }

    /// <summary>The evidence and the facts that must come with it, by name.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>The state that the case would be in, by its place; null where that is not known before facts are given, or
    /// where it only approves.</summary>
    public int? To { get; init; }

    /// <summary>How liability would move.</summary>
    public ImmutableArray<ExplainedLiability> Liability { get; init; } = [];

    /// <summary>How money would move.</summary>
    public ImmutableArray<ExplainedMove> Money { get; init; } = [];

    /// <summary>The reports and notices it would cause, in words.</summary>
    public ImmutableArray<string> Duties { get; init; } = [];
}
