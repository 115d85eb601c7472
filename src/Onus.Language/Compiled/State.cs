using System.Collections.Immutable;

namespace Onus.Language.Compiled;

/// <summary>A state: legal meaning, money, owner, liability and clock.</summary>
public sealed record State
{
    /// <summary>The state's name.</summary>
    public required string Name { get; init; }

    /// <summary>The title in the product's own language.</summary>
    public required string Title { get; init; }

    /// <summary>Whether cases start here.</summary>
    public required bool Starts { get; init; }

    /// <summary>Who may open a case; only where it starts.</summary>
    public required ImmutableArray<Who> OpenedBy { get; init; }

    /// <summary>Whether cases end here.</summary>
    public required bool Final { get; init; }

    /// <summary>The legal meaning.</summary>
    public required int Legal { get; init; }

    /// <summary>Where the money is.</summary>
    public required int Funds { get; init; }

    /// <summary>Who must act; null only where final.</summary>
    public required Who? Owner { get; init; }

    /// <summary>Who is liable for how much, in the order of the text; without shares where the stake is none.</summary>
    public required ImmutableArray<PartyShare> Liable { get; init; }

    /// <summary>The clock; null only where final.</summary>
    public required Clock? Clock { get; init; }
}

/// <summary>A clock and what happens when it runs out.</summary>
/// <param name="Length">How long.</param>
/// <param name="After">The fact of kind instant from which it runs; null for the entry into the state.</param>
/// <param name="Then">The step.</param>
public sealed record Clock(Quantity Length, int? After, int Then);

/// <summary>What a state means in law.</summary>
/// <param name="Name">The name.</param>
/// <param name="Text">The meaning in words.</param>
/// <param name="Against">The party that it goes against, or null.</param>
/// <param name="Clock">The clock over all states of this meaning, or null.</param>
public sealed record LegalMeaning(string Name, string Text, int? Against, Clock? Clock);

/// <summary>Where the money is, in words and as balances.</summary>
public sealed record FundsMeaning(string Name, string Text, ImmutableArray<FundsLine> Lines);

/// <summary>An account that steps post between.</summary>
/// <param name="Party">Whose.</param>
/// <param name="Name">Its name, <c>party/name</c>.</param>
/// <param name="Title">The title.</param>
/// <param name="EndsEmpty">Whether it holds a balance per case that is zero when the case ends.</param>
/// <param name="MayGoNegative">Whether it may go negative.</param>
public sealed record Account(int Party, string Name, string Title, bool EndsEmpty, bool MayGoNegative);

/// <summary>A kind of evidence and who files it.</summary>
public sealed record Evidence(string Name, string Title, Who From);

/// <summary>How long evidence is kept.</summary>
/// <param name="Kinds">Which evidence.</param>
/// <param name="Length">How long.</param>
/// <param name="FromClosing">Whether the time runs from the closing of the case, not from collection.</param>
public sealed record Keep(ImmutableArray<int> Kinds, Quantity Length, bool FromClosing);
