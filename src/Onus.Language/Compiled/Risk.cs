using System.Collections.Immutable;

namespace Onus.Language.Compiled;

/// <summary>A scorecard of the risk engine.</summary>
/// <param name="Name">The name that facts refer to.</param>
/// <param name="Title">The title.</param>
/// <param name="Reads">The facts it reads.</param>
/// <param name="Model">The model's name and version, or null.</param>
/// <param name="ReviewedBy">The duty to look at it afterwards, or null.</param>
public sealed record Score(string Name, string Title, ImmutableArray<int> Reads, string? Model, Review? ReviewedBy);

/// <summary>A ring of the risk engine: who is connected.</summary>
/// <param name="Name">The name that facts refer to.</param>
/// <param name="Title">The title.</param>
/// <param name="Shares">The identifier facts whose equal values connect.</param>
/// <param name="Pays">Whether money flow connects.</param>
/// <param name="Within">How far back, or null.</param>
/// <param name="IgnoresAbove">A key shared by more than this many is no connection; null for no limit.</param>
/// <param name="IgnoresPer">The fact that is that key, or null.</param>
public sealed record Link(
    string Name, string Title, ImmutableArray<int> Shares, bool Pays, Quantity? Within, UInt128? IgnoresAbove, int? IgnoresPer);
