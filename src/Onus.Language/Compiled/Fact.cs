using System.Collections.Immutable;
using Onus.Core;

namespace Onus.Language.Compiled;

/// <summary>The kind of a fact; each has its one mapping to whole numbers, in which guards are written.</summary>
public enum FactKind : byte
{
    /// <summary>Minor units.</summary>
    Money,

    /// <summary>The number itself.</summary>
    Number,

    /// <summary>Seconds.</summary>
    Duration,

    /// <summary>Whole percent.</summary>
    Share,

    /// <summary>The place in <see cref="Fact.Values"/>.</summary>
    OneOf,

    /// <summary>No is 0, yes is 1.</summary>
    YesNo,

    /// <summary>Nanoseconds since the epoch.</summary>
    Instant,

    /// <summary>A random token; never compared in a guard.</summary>
    Identifier,

    /// <summary>How often steps fired, kept by the runtime.</summary>
    Count,

    /// <summary>The sum of a money fact over firings, kept by the runtime.</summary>
    Total,

    /// <summary>Points of a scorecard.</summary>
    Score,

    /// <summary>The size of a ring.</summary>
    Link,
}

/// <summary>An input of a decision.</summary>
public sealed record Fact
{
    /// <summary>The fact's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required FactKind Kind { get; init; }

    /// <summary>The currency of money and totals; no currency otherwise.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The values it can have, both ends included.</summary>
    public required Interval Range { get; init; }

    /// <summary>The names of the values of <see cref="FactKind.OneOf"/>, or the scorecard or link; empty otherwise.</summary>
    public required ImmutableArray<string> Values { get; init; }

    /// <summary>Whether it enters the log as a commitment and the interval of <see cref="Partition"/> it lies in.</summary>
    public required bool Personal { get; init; }

    /// <summary>Who asserts it; null is whoever opens the case.</summary>
    public required Who? From { get; init; }

    /// <summary>Whether it may be given and changed after opening.</summary>
    public required bool Later { get; init; }

    /// <summary>How the runtime keeps it, for counts and totals.</summary>
    public required Kept? Kept { get; init; }

    /// <summary>The lowest value of each cell of the guard partition: within a cell no guard of the product changes.</summary>
    public required ImmutableArray<Int128> Partition { get; init; }
}

/// <summary>A count or total that the runtime keeps from its own entries.</summary>
/// <param name="Steps">The steps whose firings count.</param>
/// <param name="Over">The money fact that is summed, or null for a count.</param>
/// <param name="Per">The fact whose value is the key, or null for one key for the whole product.</param>
/// <param name="PerParty">The party that is the key, where the key is a party; null otherwise.</param>
/// <param name="Window">How far back.</param>
public sealed record Kept(ImmutableArray<int> Steps, int? Over, int? Per, int? PerParty, Window Window);

/// <summary>How a window is reckoned.</summary>
public enum WindowKind : byte
{
    /// <summary>(now - length, now].</summary>
    Rolling,

    /// <summary>The calendar day in the product's zone.</summary>
    ThisDay,

    /// <summary>The calendar month in the product's zone.</summary>
    ThisMonth,

    /// <summary>The calendar year in the product's zone.</summary>
    ThisYear,

    /// <summary>All time.</summary>
    Ever,
}

/// <summary>The window of a count, a total or a cap.</summary>
/// <param name="Kind">How it is reckoned.</param>
/// <param name="Length">The length of a rolling window; null otherwise.</param>
public readonly record struct Window(WindowKind Kind, Quantity? Length);

/// <summary>Whole numbers from low to high, both included.</summary>
public readonly record struct Interval(Int128 Low, Int128 High)
{
    /// <summary>Whether the value lies within.</summary>
    public bool Contains(Int128 value) => Low <= value && value <= High;
}
