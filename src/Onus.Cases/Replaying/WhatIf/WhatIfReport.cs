using System.Collections.Immutable;
using Onus.Core;

namespace Onus.Cases;

/// <summary>What would have become of the cases of a product under another version of it.</summary>
public sealed record WhatIfReport
{
    /// <summary>The product.</summary>
    public required string Product { get; init; }

    /// <summary>The version that was tried.</summary>
    public required int Version { get; init; }

    /// <summary>How many entries of the log it was tried on.</summary>
    public required ulong AsOf { get; init; }

    /// <summary>How many cases were opened in the log, and opened again.</summary>
    public required ulong Cases { get; init; }

    /// <summary>How many of them would have gone elsewhere: another step, or another state at the end.</summary>
    public required ulong Elsewhere { get; init; }

    /// <summary>Where they turn off, by the first step that differs; the most frequent first.</summary>
    public required ImmutableArray<WhatIfTurn> Turns { get; init; }

    /// <summary>What somebody did in the log and could not have done; the most frequent first.</summary>
    public required ImmutableArray<WhatIfImpossible> Impossible { get; init; }

    /// <summary>Who answers and who has borne how much, as it is and as it would be.</summary>
    public required ImmutableArray<WhatIfLiability> Liability { get; init; }

    /// <summary>How many reports fell due, as it is and as it would be.</summary>
    public required ImmutableArray<WhatIfReports> Reports { get; init; }

    /// <summary>How many personal facts are known only as a cell that the new version divides: its lowest value was taken.</summary>
    public required ulong Coarse { get; init; }

    /// <summary>How many movements of accounts outside the cases were impossible, because less was there.</summary>
    public required ulong MovementsLeftOut { get; init; }
}

/// <summary>Cases that turn off at the same step.</summary>
/// <param name="State">The state in which they turn off.</param>
/// <param name="Live">The step that fired; null for none.</param>
/// <param name="Would">The step that would have; null for none.</param>
/// <param name="LiveEnd">The state that they are in.</param>
/// <param name="WouldEnd">The state that they would be in.</param>
/// <param name="Cases">How many.</param>
/// <param name="Stake">The sum of their stakes.</param>
/// <param name="Examples">The first of them, by the entries that opened them.</param>
public sealed record WhatIfTurn(
    string State, string? Live, string? Would, string LiveEnd, string WouldEnd, ulong Cases, Money Stake, ImmutableArray<ulong> Examples);

/// <summary>A deed that would not have been possible.</summary>
/// <param name="What">What was done in the log.</param>
/// <param name="Why">The code of its refusal.</param>
/// <param name="Times">How often.</param>
/// <param name="Examples">The first of these entries.</param>
public sealed record WhatIfImpossible(string What, string Why, ulong Times, ImmutableArray<ulong> Examples);

/// <summary>A party's liability in the cases that were tried.</summary>
/// <param name="Party">The party.</param>
/// <param name="Open">What it answers for.</param>
/// <param name="WouldOpen">What it would.</param>
/// <param name="Borne">What ended with it: paid, or left where it fell.</param>
/// <param name="WouldBear">What would have.</param>
public sealed record WhatIfLiability(string Party, Money Open, Money WouldOpen, Money Borne, Money WouldBear);

/// <summary>Reports of one name to one regulator.</summary>
public sealed record WhatIfReports(string Report, string Regulator, ulong Live, ulong Would);
