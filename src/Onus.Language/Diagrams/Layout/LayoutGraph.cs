namespace Onus.Language.Diagrams.Layout;

/// <summary>What is to be laid out: boxes in lanes, joined by labelled arrows; sizes in pixels.</summary>
/// <param name="Lanes">The vertical lanes, in the order declared; the layout may reorder them.</param>
/// <param name="Nodes">The boxes; the first one in a cycle keeps its place above the others.</param>
/// <param name="Edges">The arrows, self-loops included.</param>
internal sealed record LayoutGraph(
    IReadOnlyList<LayoutLane> Lanes,
    IReadOnlyList<LayoutNode> Nodes,
    IReadOnlyList<LayoutEdge> Edges);

/// <summary>A lane; lanes of one group stay side by side.</summary>
internal readonly record struct LayoutLane(int Group, int MinWidth);

/// <summary>A box.</summary>
/// <param name="Lane">Its lane, or <see cref="NoLane"/> for one that belongs to the last row and to no lane.</param>
/// <param name="Width">Its least width; a box with many arrows becomes wider.</param>
/// <param name="Height">Its height.</param>
internal readonly record struct LayoutNode(int Lane, int Width, int Height)
{
    public const int NoLane = -1;
}

/// <summary>An arrow with the size of its label; heavier arrows are kept shorter and straighter.</summary>
internal readonly record struct LayoutEdge(int From, int To, int LabelWidth, int LabelHeight, int Weight);
