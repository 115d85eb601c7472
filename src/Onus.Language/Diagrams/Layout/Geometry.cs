namespace Onus.Language.Diagrams.Layout;

/// <summary>A place in the drawing, in pixels; y grows downwards.</summary>
internal readonly record struct Point(int X, int Y);

/// <summary>A rectangle of the drawing, in pixels.</summary>
internal readonly record struct Box(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public int CentreX => Left + Width / 2;

    public int CentreY => Top + Height / 2;

    /// <summary>The rectangle inside, at a distance from all four sides.</summary>
    public Box Inside(int distance) => new(Left + distance, Top + distance, Right - distance, Bottom - distance);

    /// <summary>Says whether the two rectangles share area; touching is not sharing.</summary>
    public bool Overlaps(Box other) =>
        Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
}
