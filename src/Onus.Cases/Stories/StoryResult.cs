using System.Collections.Immutable;

namespace Onus.Cases;

/// <summary>What became of one story.</summary>
/// <param name="Title">The story's title.</param>
/// <param name="Line">The line of the product's text where it departed; 0 where it came true.</param>
/// <param name="Departure">What departed, in one line; null where it came true.</param>
/// <param name="Fired">For each step of the product whether it fired.</param>
/// <param name="Visited">For each state of the product whether the case was in it.</param>
public sealed record StoryResult(
    string Title, int Line, string? Departure, ImmutableArray<bool> Fired, ImmutableArray<bool> Visited)
{
    /// <summary>Whether it came true.</summary>
    public bool CameTrue => Departure is null;
}
