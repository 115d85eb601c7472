using System.Globalization;
using System.Text;

namespace Onus.Language.Diagrams;

/// <summary>Writes a map in Graphviz's DOT language, one cluster per lane.</summary>
internal static class MapDot
{
    public static string Write(ProductMap map)
    {
        var text = new StringBuilder();
        text.Append("digraph product {\n  label=").Append(Quoted(map.Title)).Append("; labelloc=t; rankdir=TB;\n");
        text.Append("  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];\n");
        text.Append("  edge [fontname=\"sans-serif\", fontsize=9];\n");
        foreach (var (index, lane) in map.Lanes.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"  subgraph cluster_{index} {{\n");
            text.Append("    label=").Append(Quoted(LaneTitle(lane))).Append("; style=filled; color=\"#eceff3\";\n");
            foreach (var (number, state) in map.States.Index())
                if (state.Lane == index) Node(text, "    ", number, state);
            text.Append("  }\n");
        }

        foreach (var (number, state) in map.States.Index())
            if (state.Lane < 0) Node(text, "  ", number, state);
        foreach (var (index, state) in map.States.Index())
        {
            if (!state.Starts) continue;
            text.Append(CultureInfo.InvariantCulture, $"  start [shape=point];\n  start -> s{index};\n");
        }

        foreach (var step in map.Steps)
        {
            var look = (step.Kind, step.Silence) switch
            {
                (MapStepKind.Appeal, _) => ", color=\"#7d3fa0\"",
                (MapStepKind.Forced, _) => ", style=dotted",
                (MapStepKind.Clock, _) or (_, true) => ", style=dashed",
                _ => "",
            };
            text.Append(CultureInfo.InvariantCulture,
                $"  s{step.From} -> s{step.To} [label={Quoted($"{step.Title}\n{step.DecidedBy}")}{look}];\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string LaneTitle(MapLane lane) =>
        lane.PartyTitle.Length == 0 ? lane.Title : $"{lane.PartyTitle}: {lane.Title}";

    private static void Node(StringBuilder text, string indent, int number, MapState state)
    {
        var lines = new List<string> { state.Title };
        lines.AddRange(state.Liable.Select(b => b.Share.Length == 0 ? b.Title : $"{b.Title}: {b.Share}"));
        if (state.Funds.Length > 0) lines.Add("money: " + state.Funds);
        if (state.Clock.Length > 0) lines.Add("clock: " + state.Clock);
        var border = state.Final ? ", peripheries=2" : "";
        var label = Quoted(string.Join('\n', lines));
        text.Append(CultureInfo.InvariantCulture, $"{indent}s{number} [label={label}{border}];\n");
    }

    private static string Quoted(string text) => "\"" + text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}
