using System.Collections.Immutable;

namespace Onus.Language.Compiled;

/// <summary>A ceiling on a party's exposure, and what happens instead.</summary>
public sealed record Cap
{
    /// <summary>The cap's name.</summary>
    public required string Name { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The party whose exposure is limited.</summary>
    public required int On { get; init; }

    /// <summary>The party that each has its own cap, or null for one cap in all.</summary>
    public required int? Per { get; init; }

    /// <summary>The most, in minor units.</summary>
    public required Quantity Limit { get; init; }

    /// <summary>The rolling window of stakes of the blocked steps; null for open liability.</summary>
    public required Quantity? Window { get; init; }

    /// <summary>Who is warned at which percentage.</summary>
    public required ImmutableArray<CapWarning> Warns { get; init; }

    /// <summary>Which product opens a case at which percentage.</summary>
    public required ImmutableArray<CapOpening> Opens { get; init; }

    /// <summary>The steps that it blocks.</summary>
    public required ImmutableArray<int> Blocks { get; init; }

    /// <summary>The step that a rule or a clock takes instead.</summary>
    public required int? Instead { get; init; }
}

/// <summary>Somebody who is warned when a cap fills up.</summary>
public readonly record struct CapWarning(Who To, int Percent);

/// <summary>A case that opens when a cap fills up.</summary>
public readonly record struct CapOpening(string Product, int Percent);

/// <summary>A rule that is evaluated, recorded and reported, but not applied.</summary>
public sealed record Shadow
{
    /// <summary>The shadow's name.</summary>
    public required string Name { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The sources that it cites.</summary>
    public required ImmutableArray<int> Because { get; init; }

    /// <summary>The guards that it tries in place of the steps' own.</summary>
    public required ImmutableArray<ShadowRule> Instead { get; init; }

    /// <summary>The last day of evaluation, or null.</summary>
    public required DateOnly? Until { get; init; }

    /// <summary>The report of divergence, or null.</summary>
    public required ShadowReport? Report { get; init; }

    /// <summary>Who may promote it, or null.</summary>
    public required Who? PromotedBy { get; init; }
}

/// <summary>A guard in place of a step's own.</summary>
public sealed record ShadowRule(int Step, Condition When);

/// <summary>A report of divergence that falls due every so often.</summary>
public sealed record ShadowReport(string Name, int Regulator, Quantity Every);
