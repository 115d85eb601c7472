using Onus.Core;

namespace Onus.Client.Contracts;

/// <summary>A decision, a refusal, or a lapse, in a list.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Time">When.</param>
/// <param name="Kind">The entry's kind.</param>
/// <param name="Case">The case; null for what is of none.</param>
/// <param name="Product">The product; null for what is of none.</param>
/// <param name="Headline">What was decided, in one line.</param>
/// <param name="Actor">Who asked; null for clock and rule.</param>
/// <param name="ActorName">Their name, where this node knows one.</param>
/// <param name="Refusal">Of a refusal, its outcome.</param>
public sealed record DecisionRow(
    ulong Entry, LogTime Time, string Kind, ulong? Case, string? Product, string Headline, ulong? Actor, string? ActorName, string? Refusal);

/// <summary>Whether an entry is decided again to the same bytes.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="IsSame">Whether every byte is the same.</param>
/// <param name="Recorded">SHA-256 of the recorded bytes.</param>
/// <param name="Replayed">SHA-256 of the bytes that the engine decides now.</param>
/// <param name="Difference">The first difference, in words; null where there is none.</param>
public sealed record ReplayAnswer(ulong Entry, bool IsSame, Hash256 Recorded, Hash256 Replayed, string? Difference);

/// <summary>What a shadow would have changed in one period.</summary>
/// <param name="First">The first day.</param>
/// <param name="Version">The version of the product.</param>
/// <param name="Shadow">The shadow.</param>
/// <param name="Acts">How many acts it watched.</param>
/// <param name="Differing">In how many it would have decided otherwise.</param>
/// <param name="Stake">The sum of the stakes of those.</param>
/// <param name="Currency">The currency; null where there is no stake.</param>
/// <param name="Differences">By the first step that differs.</param>
public sealed record ShadowPeriodView(
    DateOnly First, int Version, string Shadow, ulong Acts, ulong Differing, string Stake, string? Currency,
    IReadOnlyList<ShadowDifferenceView> Differences);

/// <summary>One way in which a shadow differs.</summary>
/// <param name="State">The state it differs in.</param>
/// <param name="Live">The step that fired; null for none.</param>
/// <param name="Instead">The step that the shadow would have fired; null for none.</param>
/// <param name="Acts">In how many acts.</param>
/// <param name="Stake">The sum of their stakes.</param>
/// <param name="Examples">The first of these acts, by their entries.</param>
public sealed record ShadowDifferenceView(
    string State, string? Live, string? Instead, ulong Acts, string Stake, IReadOnlyList<ulong> Examples);

/// <summary>A hit of the search.</summary>
/// <param name="What"><c>Case</c>, <c>Account</c>, <c>Actor</c>, <c>Product</c>, <c>Entry</c> or <c>Command</c>.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Detail">More, in words.</param>
/// <param name="Path">Where it is in this API.</param>
public sealed record SearchHit(string What, string Name, string Detail, string Path);
