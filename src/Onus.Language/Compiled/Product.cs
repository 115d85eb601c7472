using System.Collections.Immutable;
using Onus.Core;

namespace Onus.Language.Compiled;

/// <summary>A compiled product: everything a case runtime needs, and nothing that only the compiler knows.</summary>
/// <remarks>Things refer to each other by their place in these lists. A product is written as canonical bytes by
/// <see cref="ProductCodec"/>; the hash of those bytes is the product's identity in the log.</remarks>
public sealed record Product
{
    /// <summary>The product's name, kebab-case.</summary>
    public required string Name { get; init; }

    /// <summary>The title in the product's own language.</summary>
    public required string Title { get; init; }

    /// <summary>The version that the text declares.</summary>
    public required int Version { get; init; }

    /// <summary>The first day on which the version opens new cases, in the product's zone; null for at once.</summary>
    public required DateOnly? InEffect { get; init; }

    /// <summary>SHA-256 of the source text.</summary>
    public required Hash256 Source { get; init; }

    /// <summary>Where the product holds and who supervises it.</summary>
    public required Perimeter Perimeter { get; init; }

    /// <summary>Rules and policies, the sources that steps cite.</summary>
    public required ImmutableArray<Source> Sources { get; init; }

    /// <summary>The parties of a case.</summary>
    public required ImmutableArray<Party> Parties { get; init; }

    /// <summary>Who may decide.</summary>
    public required ImmutableArray<Authority> Authorities { get; init; }

    /// <summary>The only inputs of a decision.</summary>
    public required ImmutableArray<Fact> Facts { get; init; }

    /// <summary>The scorecards that facts of kind score name.</summary>
    public required ImmutableArray<Score> Scores { get; init; }

    /// <summary>The rings that facts of kind link name.</summary>
    public required ImmutableArray<Link> Links { get; init; }

    /// <summary>The fact that is the stake, or null for <c>stake none</c>.</summary>
    public required int? Stake { get; init; }

    /// <summary>The kinds of evidence.</summary>
    public required ImmutableArray<Evidence> Evidence { get; init; }

    /// <summary>The accounts that steps post between.</summary>
    public required ImmutableArray<Account> Accounts { get; init; }

    /// <summary>The legal meanings of states.</summary>
    public required ImmutableArray<LegalMeaning> Legals { get; init; }

    /// <summary>Where the money is.</summary>
    public required ImmutableArray<FundsMeaning> Funds { get; init; }

    /// <summary>The states; exactly one starts.</summary>
    public required ImmutableArray<State> States { get; init; }

    /// <summary>Steps, appeals and requests, in the order of the text.</summary>
    public required ImmutableArray<Step> Steps { get; init; }

    /// <summary>Ceilings on exposure.</summary>
    public required ImmutableArray<Cap> Caps { get; init; }

    /// <summary>How long evidence is kept.</summary>
    public required ImmutableArray<Keep> Keeps { get; init; }

    /// <summary>Rules that are evaluated and reported, not applied.</summary>
    public required ImmutableArray<Shadow> Shadows { get; init; }

    /// <summary>The stories that must come true.</summary>
    public required ImmutableArray<Example> Examples { get; init; }

    /// <summary>The index of the starting state.</summary>
    public int Start
    {
        get
        {
            for (var i = 0; i < States.Length; i++)
                if (States[i].Starts) return i;
            throw new InvariantViolation("a compiled product has a starting state");
        }
    }
}
