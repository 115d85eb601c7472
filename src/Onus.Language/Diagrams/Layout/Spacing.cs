namespace Onus.Language.Diagrams.Layout;

/// <summary>The distances of the drawing, in pixels.</summary>
internal static class Spacing
{
    /// <summary>Between a lane's edge and a box in it.</summary>
    public const int LanePad = 14;

    /// <summary>Between two things side by side in one row.</summary>
    public const int Beside = 12;

    /// <summary>Between two lines side by side; less looks like one thick line.</summary>
    public const int Lines = 9;

    /// <summary>Between a line and the text of its own label.</summary>
    public const int LabelIndent = 10;

    /// <summary>Between the places where arrows touch one box.</summary>
    public const int Port = 14;

    /// <summary>Above the first and below the last horizontal line between two rows; an arrowhead fits in.</summary>
    public const int RowPad = 16;

    /// <summary>How far a self-loop stands out from its box.</summary>
    public const int Loop = 22;

    /// <summary>Between two self-loops of one box.</summary>
    public const int LoopGap = 10;

    /// <summary>Around the whole drawing.</summary>
    public const int Margin = 8;
}
