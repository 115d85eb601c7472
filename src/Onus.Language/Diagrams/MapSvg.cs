using Onus.Language.Diagrams.Layout;
using Onus.Language.Documents;

namespace Onus.Language.Diagrams;

/// <summary>Draws a map as SVG: self-contained, always the same bytes, readable light, dark and printed.</summary>
internal sealed class MapSvg
{
    private const int LegendGap = 14;
    private const int LaneGap = 2;
    private const int PartyGap = 6;
    private const int BarInset = 9;

    private readonly MapDrawing _drawing;
    private readonly MapSvgOptions _options;
    private readonly Markup _svg = new();

    private MapSvg(MapDrawing drawing, MapSvgOptions options)
    {
        _drawing = drawing;
        _options = options;
    }

    private Drawing Layout => _drawing.Layout;

    private ProductMap Map => _drawing.Map;

    /// <summary>Draws a map.</summary>
    public static string Write(ProductMap map, MapSvgOptions options) => Write(MapDrawing.Of(map), options);

    /// <summary>Draws a map that is laid out already.</summary>
    public static string Write(MapDrawing drawing, MapSvgOptions options) => new MapSvg(drawing, options).Write();

    private string Write()
    {
        var legend = new MapLegend(Map, Layout.Width);
        var top = _options.Heading is null ? 0 : 46;
        var height = top + Layout.Height + LegendGap + legend.Height;
        var label = _options.Heading ?? Map.Title;
        _svg.Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"onus-map\" role=\"img\" aria-label=\"{label}\" ");
        _svg.Line($"width=\"{legend.Width}\" height=\"{height}\" viewBox=\"0 0 {legend.Width} {height}\">");
        if (_options.WithStyle) _svg.Raw("<style>\n" + MapStyle.Css + "</style>\n");
        _svg.Line($"<title>{label}</title>");
        if (_options.Heading is { } heading)
        {
            _svg.Rect("m-ground", new Box(0, 0, legend.Width, height));
            _svg.Text("m-heading", Spacing.Margin, 24, heading);
            _svg.Text("m-subheading", Spacing.Margin, 41, _options.Subheading);
        }

        _svg.Line($"<g transform=\"translate(0 {top})\">");
        Lanes();
        for (var step = 0; step < Map.Steps.Length; step++) Line(step);
        for (var step = 0; step < Map.Steps.Length; step++) Label(step);
        for (var state = 0; state < Map.States.Length; state++) State(state);
        _svg.Line($"</g>");
        legend.Write(_svg, top + Layout.Height + LegendGap);
        _svg.Line($"</svg>");
        return _svg.ToString();
    }

    private void Lanes()
    {
        var order = Enumerable.Range(0, Map.Lanes.Length).OrderBy(lane => Layout.Lanes[lane].Left).ToList();
        for (var i = 0; i < order.Count; i++)
        {
            var lane = Map.Lanes[order[i]];
            var box = Layout.Lanes[order[i]];
            var newParty = i == 0 || lane.Party != Map.Lanes[order[i - 1]].Party;
            var left = i == 0 ? box.Left : box.Left + (newParty ? PartyGap : LaneGap);
            _svg.Rect("m-band", box with { Left = left });
            if (newParty) _svg.Text("m-party", box.Left + 14, box.Top + 18, lane.PartyTitle);
            _svg.Text("m-lane", box.Left + 14, box.Top + 34, lane.Title);
        }

        var last = Layout.LastRow;
        if (last.Width > 0) _svg.Rect("m-band-2", last with { Top = last.Top + LaneGap });
    }

    private void Line(int step)
    {
        var path = Layout.Arrows[step].Path;
        var kind = Class(Map.Steps[step].Kind);
        var silence = Map.Steps[step].Silence || Map.Steps[step].Kind == MapStepKind.Clock ? " m-silence" : "";
        Open("m-arrow", step);
        _svg.Line($"<path class=\"m-line {kind}{silence}\" d=\"{SvgPath.Rounded(path)}\"/>");
        _svg.Line($"<path class=\"m-head {kind}\" d=\"{SvgPath.Head(path)}\"/>");
        _svg.Line($"</g>");
    }

    // Names the step of what follows, so that a page can point at it; "silence" is what happens if nobody acts.
    private void Open(string type, int step)
    {
        var (from, to) = (Map.States[Map.Steps[step].From].Name, Map.States[Map.Steps[step].To].Name);
        var silence = Map.Steps[step].Silence ? " data-silence=\"yes\"" : "";
        _svg.Add($"<g class=\"{type}\" data-step=\"{Map.Steps[step].Name}\" data-from=\"{from}\" data-to=\"{to}\"");
        _svg.Raw(silence + ">\n");
    }

    private void Label(int step)
    {
        var box = Layout.Arrows[step].Label;
        var kind = Map.Steps[step].Kind;
        Open("m-label", step);
        _svg.Raw(MapSigns.Sign(kind, Class(kind), box.Left - Spacing.LabelIndent, box.Top + 8));
        Lines(_drawing.Labels[step].Lines, box.Left, box.Top);
        _svg.Line($"</g>");
    }

    private void State(int index)
    {
        var state = Map.States[index];
        var box = Layout.Nodes[index];
        if (_options.Link is { } link) _svg.Line($"<a href=\"{link(state.Name)}\">");
        _svg.Line($"<g class=\"m-state\" data-state=\"{state.Name}\">");
        _svg.Rect("m-card", box, 7);
        if (state.Final) _svg.Rect("m-inner", box.Inside(3), 5);
        var bars = state.Liable.Length;
        for (var i = 0; i < bars; i++)
        {
            var length = box.Height - 2 * BarInset;
            var (top, bottom) = (box.Top + BarInset + length * i / bars, box.Top + BarInset + length * (i + 1) / bars);
            _svg.Rect(PartyClass(state.Liable[i].Party), new Box(box.Left + 5, top, box.Left + 8, bottom));
        }

        Lines(_drawing.Cards[index].Lines, box.CentreX - StateCard.Width / 2, box.Top);
        if (state.Starts) Start(box);
        _svg.Line($"</g>");
        if (_options.Link is not null) _svg.Line($"</a>");
    }

    private void Start(Box box)
    {
        _svg.Rect("m-start", new Box(box.Left + 12, box.Top - 8, box.Left + 58, box.Top + 7), 7);
        _svg.Text("m-start-text", box.Left + 35, box.Top + 3, "START");
    }

    private void Lines(IReadOnlyList<CardLine> lines, int left, int top)
    {
        foreach (var line in lines)
        {
            var x = left + line.X;
            var y = top + line.Baseline;
            if (line.Party != CardLine.NoParty)
                _svg.Rect(PartyClass(line.Party), new Box(x - 11, y - 8, x - 4, y), 1);
            _svg.Text(line.Style.Class, x, y, line.Text);
        }
    }

    private static string PartyClass(int party) => $"m-p{Math.Max(0, party) % MapStyle.PartyColours}";

    private static string Class(MapStepKind kind) => MapSigns.Class(kind);
}

/// <summary>How a map is drawn.</summary>
internal sealed record MapSvgOptions
{
    /// <summary>A heading above the map; null where the page around it has one.</summary>
    public string? Heading { get; init; }

    public string Subheading { get; init; } = "";

    /// <summary>Whether the drawing carries its style sheet; false inside a page that has it.</summary>
    public bool WithStyle { get; init; } = true;

    /// <summary>Where a click on a state leads.</summary>
    public Func<string, string>? Link { get; init; }
}
