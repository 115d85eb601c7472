using Onus.Language.Diagrams.Layout;

namespace Onus.Language.Diagrams;

/// <summary>A map with a place for everything in it.</summary>
internal sealed class MapDrawing
{
    /// <summary>The room above the states for the names of the lanes.</summary>
    public const int HeadingHeight = 48;

    private const int LanePad = 14;

    private MapDrawing(
        ProductMap map, LayoutGraph graph, IReadOnlyList<StateCard> cards, IReadOnlyList<StepLabel> labels)
    {
        Map = map;
        Cards = cards;
        Labels = labels;
        Graph = graph;
        Layout = LayeredLayout.Draw(graph, HeadingHeight);
    }

    public ProductMap Map { get; }

    public IReadOnlyList<StateCard> Cards { get; }

    public IReadOnlyList<StepLabel> Labels { get; }

    public LayoutGraph Graph { get; }

    public Drawing Layout { get; }

    /// <summary>Lays the map out.</summary>
    public static MapDrawing Of(ProductMap map)
    {
        var cards = map.States.Select(StateCard.Of).ToList();
        var labels = map.Steps.Select(StepLabel.Of).ToList();
        var lanes = map.Lanes.Select((lane, index) => new LayoutLane(Group(map, index), HeadingWidth(lane)));
        var nodes = map.States.Select((state, i) =>
            new LayoutNode(state.Lane, StateCard.Width, Math.Max(cards[i].Height, LoopHeight(map, labels, i))));
        var edges = map.Steps.Select((step, i) =>
            new LayoutEdge(step.From, step.To, labels[i].Width, labels[i].Height, step.Silence ? 2 : 1));
        return new MapDrawing(map, new LayoutGraph([.. lanes], [.. nodes], [.. edges]), cards, labels);
    }

    // Lanes of one party stay together; a lane without a party is a group of its own.
    private static int Group(ProductMap map, int lane) => map.Lanes[lane].Party;

    private static int HeadingWidth(MapLane lane) => 2 * LanePad + Math.Max(
        TextMeasure.Of(lane.Title, TextStyle.Lane.Size, TextStyle.Lane.Bold),
        TextMeasure.Of(lane.PartyTitle, TextStyle.Party.Size));

    private static int LoopHeight(ProductMap map, List<StepLabel> labels, int state) => Spacing.LoopGap
        + map.Steps.Index().Where(s => s.Item.From == state && s.Item.To == state)
            .Sum(s => labels[s.Index].Height + Spacing.LoopGap);
}
