using System.Collections.Immutable;
using Onus.Core;

namespace Onus.Language.Binding;

/// <summary>One input of a case, or a value that the engine keeps from its own entries.</summary>
internal sealed record BoundFact : BoundSection
{
    public required FactKind Kind { get; init; }

    public TextSpan KindSpan { get; init; }

    /// <summary>The currency of money and of totals.</summary>
    public Currency Currency { get; init; }

    /// <summary>The smallest value, inclusive; for money one minor unit unless written.</summary>
    public Quantity? From { get; init; }

    /// <summary>The largest value, inclusive; null for none.</summary>
    public Quantity? To { get; init; }

    /// <summary>The members of <c>one of</c>, in the order written.</summary>
    public ImmutableArray<string> Members { get; init; } = [];

    /// <summary>Enters the log as a commitment plus its interval of the guard partition.</summary>
    public bool Personal { get; init; }

    /// <summary>Who asserts it; null for whoever opens.</summary>
    public BoundActor? AssertedBy { get; init; }

    /// <summary>Unknown until the asserting party gives it, after opening.</summary>
    public bool Later { get; init; }

    /// <summary>What a count or total is kept of.</summary>
    public BoundKept? Kept { get; init; }

    /// <summary>The scorecard of a score, the ring of a link.</summary>
    public string? RiskName { get; init; }

    /// <summary>Whether the engine supplies the value: counts, totals, scores and links.</summary>
    public bool IsSupplied => Kind is FactKind.Count or FactKind.Total or FactKind.Score or FactKind.Link;

    /// <summary>Whether a guard may test it.</summary>
    public bool IsComparable => Kind is not (FactKind.Identifier or FactKind.Instant);
}

/// <summary>What a fact can say.</summary>
internal enum FactKind : byte
{
    Money,
    Number,
    Duration,

    /// <summary>A whole percentage, 0% to 100%.</summary>
    Share,
    OneOf,
    YesOrNo,

    /// <summary>A moment, for clocks that start <c>after</c> it.</summary>
    Instant,

    /// <summary>A random token that stands for a device, a document, a person; never compared.</summary>
    Identifier,
    Count,
    Total,
    Score,
    Link,
}

/// <summary>A running count or total over the entries of a product.</summary>
/// <param name="Of">The fact that is summed; null for a count.</param>
/// <param name="Steps">The steps whose firings count.</param>
/// <param name="Per">The key; null where missing (ONUS0106).</param>
/// <param name="Window">How far back.</param>
internal sealed record BoundKept(FactRef? Of, ImmutableArray<StepRef> Steps, BoundKey? Per, BoundWindow Window);

/// <summary>What a kept value or a cap is separate for: each value of a fact, each actor bound to a party, or the product.</summary>
internal sealed record BoundKey(FactRef? Fact, BoundParty? Party, TextSpan Span)
{
    /// <summary>One value for the whole product.</summary>
    public bool IsProduct => Fact is null && Party is null;
}

/// <summary>How far back a kept value looks.</summary>
/// <param name="Kind">Rolling, of the calendar, or ever.</param>
/// <param name="Length">The length of a rolling window: (now - length, now].</param>
internal sealed record BoundWindow(WindowKind Kind, BoundQuantity? Length);

/// <summary>The kinds of window.</summary>
internal enum WindowKind : byte
{
    Rolling,
    ThisDay,
    ThisMonth,
    ThisYear,
    Ever,
}

/// <summary>A scorecard: integer points with reason texts, supplied by the risk engine.</summary>
internal sealed record BoundScore : BoundSection
{
    public ImmutableArray<FactRef> Reads { get; init; } = [];

    public string? Model { get; init; }

    public string? Cites { get; init; }

    public BoundReview? Review { get; init; }
}

/// <summary>A ring: who is connected through shared identifiers or through payments, supplied by the risk engine.</summary>
internal sealed record BoundLink : BoundSection
{
    /// <summary>The identifier facts whose equal values connect.</summary>
    public ImmutableArray<FactRef> Shares { get; init; } = [];

    /// <summary>Whether money flow connects.</summary>
    public bool Pays { get; init; }

    public BoundQuantity? Within { get; init; }

    /// <summary>A key shared by more than this many is no connection (a school's network).</summary>
    public UInt128? IgnoresAbove { get; init; }

    public BoundKey? IgnoresPer { get; init; }
}
