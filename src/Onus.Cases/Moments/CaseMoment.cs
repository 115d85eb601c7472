using System.Collections.Immutable;
using Onus.Core.Formats;

namespace Onus.Cases;

/// <summary>One entry of a case in short: what happened, who decided, what it moved.</summary>
public sealed record CaseMoment
{
    /// <summary>The front of the entry.</summary>
    public required EntryEnvelope Envelope { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>Who or what decided, in sentences.</summary>
    public ImmutableArray<string> Deciders { get; init; } = [];

    /// <summary>The steps that fired, by title.</summary>
    public ImmutableArray<string> Steps { get; init; } = [];

    /// <summary>The sources that they cite, in words.</summary>
    public ImmutableArray<string> Because { get; init; } = [];

    /// <summary>The facts that came with it or that the guards read; of a personal one the cell.</summary>
    public ImmutableArray<MomentFact> Facts { get; init; } = [];

    /// <summary>The parties whose liability changed.</summary>
    public ImmutableArray<ExplainedLiability> Liability { get; init; } = [];

    /// <summary>The money that moved.</summary>
    public ImmutableArray<ExplainedMove> Money { get; init; } = [];

    /// <summary>What is owed because of it.</summary>
    public ImmutableArray<string> Duties { get; init; } = [];

    /// <summary>Of a refusal, its outcome's code; null otherwise.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether this is the public face of something confidential.</summary>
    public bool IsPublicFace { get; init; }

    /// <summary>Who may be shown this; null for everybody who may see the case.</summary>
    public Secrecy? Secrecy { get; init; }

    /// <summary>What everybody else sees in its place; null where they see nothing of it.</summary>
    public CaseMoment? PublicFace { get; init; }

    /// <summary>The face for somebody: the whole, the public one, or null for nothing.</summary>
    public CaseMoment? FaceFor(Func<Secrecy, bool> isNamed)
    {
        ArgumentNullException.ThrowIfNull(isNamed);
        return Secrecy is null || isNamed(Secrecy) ? this : PublicFace;
    }
}

/// <summary>A fact of a moment.</summary>
/// <param name="Fact">The fact, by its place in the product of then.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value in words.</param>
public readonly record struct MomentFact(int Fact, string Name, string Value);
