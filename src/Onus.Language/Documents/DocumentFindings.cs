using System.Collections.Immutable;
using Onus.Language.Binding;

namespace Onus.Language.Documents;

/// <summary>What the checks found out about a product, for its document.</summary>
internal sealed record DocumentFindings
{
    /// <summary>The SHA-256 of the source, in hexadecimal.</summary>
    public string SourceHash { get; init; } = "";

    /// <summary>The hash of the compiled product, in hexadecimal; empty where it does not compile.</summary>
    public string ProductHash { get; init; } = "";

    /// <summary>The date the checks were made for; null where none was given.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>How long silence takes from each state, in words; empty where it never ends.</summary>
    public ImmutableArray<string> SilenceTakes { get; init; } = [];

    /// <summary>The longest a case can last, in words; null where it is unbounded.</summary>
    public string? LongestCase { get; init; }

    /// <summary>The visits of the longest case, in order.</summary>
    public ImmutableArray<LongestVisit> LongestPath { get; init; } = [];

    /// <summary>Where one person may choose between several steps for the same case.</summary>
    public ImmutableArray<Discretion> Discretions { get; init; } = [];

    /// <summary>The messages of the checks that are worth a reader's attention.</summary>
    public ImmutableArray<Diagnostic> Remarks { get; init; } = [];
}

/// <summary>One stay of the longest case.</summary>
internal readonly record struct LongestVisit(StateRef State, string Length);

/// <summary>A choice left to people.</summary>
/// <param name="State">The state in which the choice is.</param>
/// <param name="Steps">The steps open for the same case.</param>
/// <param name="Witness">A case for which they are all open, in words.</param>
internal sealed record Discretion(StateRef State, ImmutableArray<StepRef> Steps, string Witness);
