using Onus.Language.Diagrams.Layout;
using Onus.Language.Documents;

namespace Onus.Language.Diagrams;

/// <summary>What the lines and colours of a map mean, in as many lines as its width needs.</summary>
internal sealed class MapLegend
{
    private const int LineHeight = 20;
    private const int Gap = 22;
    private const int SignRoom = 40;
    private const int SwatchRoom = 13;
    private const string Dashes = "dashed: what happens if nobody acts";

    private readonly List<Item> _items = [];

    private sealed record Item(int X, int Line, string Text, MapStepKind? Kind, bool Dashed, int Party);

    /// <summary>Places the legend under a map of the given width.</summary>
    public MapLegend(ProductMap map, int mapWidth)
    {
        Width = mapWidth;
        var (x, line) = (Spacing.Margin, 0);
        foreach (var kind in Enum.GetValues<MapStepKind>())
            if (map.Steps.Any(s => s.Kind == kind)) Add(MapSigns.Meaning(kind), SignRoom, kind, false, -1);
        if (map.Steps.Any(s => s.Silence)) Add(Dashes, SignRoom, null, true, -1);
        var liable = map.States.SelectMany(s => s.Liable).Select(b => b.Party).Distinct().Order().ToList();
        if (liable.Count > 0) (x, line) = (Spacing.Margin, _items.Count > 0 ? line + 1 : 0);
        foreach (var party in liable)
            if (party >= 0) Add($"{map.Parties[party]} is liable", SwatchRoom, null, false, party);
        Height = _items.Count == 0 ? 0 : (line + 1) * LineHeight + Spacing.Margin;

        void Add(string text, int before, MapStepKind? kind, bool dashed, int party)
        {
            var width = before + TextMeasure.Of(text, TextStyle.Value.Size);
            if (x > Spacing.Margin && x + width > mapWidth) (x, line) = (Spacing.Margin, line + 1);
            _items.Add(new Item(x, line, text, kind, dashed, party));
            x += width + Gap;
            Width = Math.Max(Width, x - Gap + Spacing.Margin);
        }
    }

    public int Width { get; private set; }

    public int Height { get; }

    public void Write(Markup svg, int top)
    {
        foreach (var item in _items)
        {
            var y = top + item.Line * LineHeight + 8;
            var text = item.X + (item.Party >= 0 ? SwatchRoom : SignRoom);
            if (item.Party >= 0)
            {
                var colour = $"m-p{item.Party % MapStyle.PartyColours}";
                svg.Rect(colour, new Box(item.X, y - 4, item.X + 8, y + 5), 1);
            }
            else
            {
                var type = item.Kind is { } kind ? MapSigns.Class(kind) : "m-person";
                var dash = item.Dashed ? " m-silence" : "";
                svg.Line($"<path class=\"m-line {type}{dash}\" d=\"M{item.X} {y}h30\"/>");
                if (item.Kind is { } sign) svg.Raw(MapSigns.Sign(sign, type, item.X + 15, y));
            }

            svg.Text("m-key", text, y + 4, item.Text);
        }
    }
}
