namespace Onus.Language;

/// <summary>A stretch of a source text in UTF-16 units.</summary>
/// <param name="Start">The first unit.</param>
/// <param name="Length">How many units; zero for a place between two.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The unit after the last.</summary>
    public int End => Start + Length;

    /// <summary>The span from one place up to, not including, another.</summary>
    public static TextSpan FromBounds(int start, int end) => new(start, end - start);

    /// <summary>Whether the place lies in the span; its end counts, so that a cursor behind a word is in it.</summary>
    public bool Touches(int position) => position >= Start && position <= End;

    /// <summary>The smallest span that holds both.</summary>
    public TextSpan Union(TextSpan other) => FromBounds(Math.Min(Start, other.Start), Math.Max(End, other.End));
}
