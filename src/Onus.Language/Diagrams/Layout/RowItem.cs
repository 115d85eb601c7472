namespace Onus.Language.Diagrams.Layout;

/// <summary>One thing in a row: a box, the label of an arrow, or the place where a long arrow passes through.</summary>
internal sealed class RowItem(RowItemKind kind, int index, int row)
{
    public RowItemKind Kind { get; } = kind;

    /// <summary>Gets the node of a box; the edge of a label or a bend.</summary>
    public int Index { get; } = index;

    public int Row { get; } = row;

    /// <summary>Gets the lane that a box must stay in.</summary>
    public int Lane { get; init; } = LayoutNode.NoLane;

    /// <summary>Gets or sets how far it reaches to the left of <see cref="X"/>.</summary>
    public int LeftExtent { get; set; }

    /// <summary>Gets or sets how far it reaches to the right of <see cref="X"/>.</summary>
    public int RightExtent { get; set; }

    public int Height { get; init; }

    /// <summary>Gets or sets its place in the row, from the left.</summary>
    public int Order { get; set; }

    /// <summary>Gets or sets the middle of a box, or the line of a label or a bend.</summary>
    public int X { get; set; }

    public List<RowSegment> Up { get; } = [];

    public List<RowSegment> Down { get; } = [];
}

internal enum RowItemKind
{
    Box,
    Label,
    Bend,
}

/// <summary>The piece of an arrow between two neighbouring rows.</summary>
internal sealed class RowSegment(int edge, RowItem upper, RowItem lower)
{
    public int Edge { get; } = edge;

    public RowItem Upper { get; } = upper;

    public RowItem Lower { get; } = lower;

    /// <summary>Gets or sets where it leaves the upper item.</summary>
    public int TopX { get; set; }

    /// <summary>Gets or sets where it enters the lower item.</summary>
    public int BottomX { get; set; }
}
