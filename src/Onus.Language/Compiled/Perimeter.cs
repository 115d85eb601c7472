using System.Collections.Immutable;
using Onus.Core;

namespace Onus.Language.Compiled;

/// <summary>Where a product holds, who supervises it, and how it reckons time.</summary>
public sealed record Perimeter
{
    /// <summary>The codes of the jurisdictions.</summary>
    public required ImmutableArray<string> Jurisdictions { get; init; }

    /// <summary>The regulators that reports go to.</summary>
    public required ImmutableArray<Regulator> Regulators { get; init; }

    /// <summary>The currencies of the product.</summary>
    public required ImmutableArray<Currency> Currencies { get; init; }

    /// <summary>The IANA name of the time zone in which days end; null where no clock needs one.</summary>
    public required string? TimeZone { get; init; }

    /// <summary>The business calendar, or null where no clock counts business days.</summary>
    public required CalendarReference? Calendar { get; init; }

    /// <summary>What becomes of a month's end that does not exist.</summary>
    public required MonthEnd MonthEnd { get; init; }

    /// <summary>The longest that a case may last, or null.</summary>
    public required Quantity? EndsWithin { get; init; }

    /// <summary>The recovery time objective and who acts past it, or null.</summary>
    public required Recovery? Recovery { get; init; }
}

/// <summary>A supervisor.</summary>
public sealed record Regulator(string Name, string Title);

/// <summary>A business calendar, bound by the hash of its file: calendar data is part of the product's identity.</summary>
public sealed record CalendarReference(string Name, string Path, DateOnly Through, Hash256 Data);

/// <summary>How soon the product must be back after an outage, and who acts when it is not.</summary>
public sealed record Recovery(Quantity Within, Who? Then);

/// <summary>A rule (the law) or a policy (our own choice) that steps cite and that sets named quantities.</summary>
public sealed record Source
{
    /// <summary>The name that steps cite.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary>Whether it is a rule with a citation, and not a policy of our own.</summary>
    public required bool IsRule { get; init; }

    /// <summary>The instrument and article of a rule; null for a policy.</summary>
    public required string? Cites { get; init; }

    /// <summary>Where a rule can be read, or null.</summary>
    public required string? Url { get; init; }

    /// <summary>Who decided a policy; null for a rule.</summary>
    public required Who? DecidedBy { get; init; }

    /// <summary>When somebody last looked, or null.</summary>
    public required DateOnly? Checked { get; init; }

    /// <summary>By when a policy must be looked at again, or null.</summary>
    public required DateOnly? ReviewBy { get; init; }

    /// <summary>The steps that a rule requires: no cap may block them.</summary>
    public required ImmutableArray<int> Compels { get; init; }

    /// <summary>The named quantities it sets.</summary>
    public required ImmutableArray<NamedQuantity> Sets { get; init; }
}

/// <summary>A threshold with a name.</summary>
public sealed record NamedQuantity(string Name, Quantity Value);
