using System.Collections.Immutable;
using Onus.Core;

namespace Onus.Cases;

/// <summary>By what stretches of time shadows are reported.</summary>
public enum ShadowEvery
{
    /// <summary>The days of the product's zone.</summary>
    Day,

    /// <summary>The months of the product's zone.</summary>
    Month,
}

/// <summary>Where the shadows of a product would have decided otherwise, period by period.</summary>
/// <param name="Product">The product's name.</param>
/// <param name="AsOf">How many entries of the log it is true of.</param>
/// <param name="Every">The length of a period.</param>
/// <param name="Periods">The periods in which a shadow watched, oldest first, each shadow of each version for itself.</param>
public sealed record ShadowReport(string Product, ulong AsOf, ShadowEvery Every, ImmutableArray<ShadowPeriod> Periods);

/// <summary>What one shadow would have changed in one period.</summary>
/// <param name="First">The first day of the period.</param>
/// <param name="Version">The version of the product.</param>
/// <param name="Shadow">The shadow.</param>
/// <param name="Acts">How many acts it watched.</param>
/// <param name="Differing">In how many of them it would have decided otherwise.</param>
/// <param name="Stake">The sum of the stakes of those; in no currency where the stake is none.</param>
/// <param name="Differences">What it would have done instead, by the first step that differs.</param>
public sealed record ShadowPeriod(
    DateOnly First, int Version, string Shadow, ulong Acts, ulong Differing, Money Stake, ImmutableArray<ShadowDifference> Differences);

/// <summary>One way in which a shadow differs.</summary>
/// <param name="State">The state it differs in.</param>
/// <param name="Live">The step that fired; null for none.</param>
/// <param name="Instead">The step that the shadow would have fired; null for none.</param>
/// <param name="Acts">In how many acts.</param>
/// <param name="Stake">The sum of their stakes.</param>
/// <param name="Examples">The first of these acts, by their entries.</param>
public sealed record ShadowDifference(
    string State, string? Live, string? Instead, ulong Acts, Money Stake, ImmutableArray<ulong> Examples);
