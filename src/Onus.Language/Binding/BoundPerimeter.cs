using System.Collections.Immutable;
using Onus.Core;

namespace Onus.Language.Binding;

/// <summary>Where a product holds and who supervises it.</summary>
internal sealed record BoundPerimeter
{
    public TextSpan Span { get; init; }

    public ImmutableArray<string> Jurisdictions { get; init; } = [];

    public ImmutableArray<BoundRegulator> Regulators { get; init; } = [];

    public ImmutableArray<Currency> Currencies { get; init; } = [];

    /// <summary>The tz database name of the zone in which days begin and end.</summary>
    public string? TimeZone { get; init; }

    public BoundCalendar? Calendar { get; init; }

    /// <summary>Where a month's end falls when the target month is shorter; rolls back unless said.</summary>
    public MonthEnd MonthEnd { get; init; }

    /// <summary>No case may last longer (ONUS0409).</summary>
    public BoundQuantity? EndsWithin { get; init; }

    public BoundRecovery? Recovery { get; init; }
}

/// <summary>A supervisor that reports can be addressed to.</summary>
internal sealed record BoundRegulator : BoundSection;

/// <summary>The calendar of business days: its name, the file beside the product, and the last day it is relied on.</summary>
internal sealed record BoundCalendar : BoundSection
{
    public required string File { get; init; }

    public required DateOnly Through { get; init; }

    public TextSpan ThroughSpan { get; init; }
}

/// <summary>The recovery time objective, and who acts when it has passed.</summary>
internal sealed record BoundRecovery(BoundQuantity Within, BoundActor? Then, TextSpan Span);
