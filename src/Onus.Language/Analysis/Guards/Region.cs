namespace Onus.Language.Analysis.Guards;

/// <summary>A set of cases: points of a <see cref="RegionSpace"/>; equal sets of one space are equal values.</summary>
/// <param name="Node">The root of its diagram in the space.</param>
internal readonly record struct Region(int Node)
{
    /// <summary>No case.</summary>
    public static readonly Region Nothing = new(0);

    /// <summary>Every case.</summary>
    public static readonly Region Everything = new(1);

    /// <summary>What an operation returns that would need more nodes than its space may hold.</summary>
    public static readonly Region TooLarge = new(-1);

    public bool IsNothing => Node == 0;

    public bool IsTooLarge => Node < 0;
}
