namespace Onus.Language.Diagrams.Layout;

/// <summary>A finished layout: where every box, label, arrow and lane is, in pixels from the top left.</summary>
/// <param name="Width">The width of the whole drawing.</param>
/// <param name="Height">The height of the whole drawing.</param>
/// <param name="Nodes">One box for each node of the graph.</param>
/// <param name="Arrows">One arrow for each edge of the graph.</param>
/// <param name="Lanes">One band for each lane of the graph, in the graph's order.</param>
/// <param name="LastRow">The band of the boxes that belong to no lane; empty when there are none.</param>
internal sealed record Drawing(
    int Width,
    int Height,
    IReadOnlyList<Box> Nodes,
    IReadOnlyList<Arrow> Arrows,
    IReadOnlyList<Box> Lanes,
    Box LastRow);

/// <summary>A drawn arrow: horizontal and vertical pieces from source to target, and the room for its label.</summary>
internal sealed record Arrow(IReadOnlyList<Point> Path, Box Label);
