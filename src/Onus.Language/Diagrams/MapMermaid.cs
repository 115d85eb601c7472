using System.Globalization;
using System.Text;

namespace Onus.Language.Diagrams;

/// <summary>Writes a map as a Mermaid state diagram, for pages that draw Mermaid themselves.</summary>
internal static class MapMermaid
{
    public static string Write(ProductMap map)
    {
        var text = new StringBuilder();
        text.Append("---\ntitle: ").Append(Quoted(map.Title)).Append("\n---\nstateDiagram-v2\n    direction TB\n");
        foreach (var (index, state) in map.States.Index())
        {
            var lines = new List<string> { state.Title };
            lines.AddRange(state.Liable.Select(bearer => Bearer(bearer)));
            if (state.Clock.Length > 0) lines.Add("clock: " + state.Clock);
            var label = string.Join("<br/>", lines.Select(Plain));
            text.Append(CultureInfo.InvariantCulture, $"    state \"{label}\" as s{index}\n");
        }

        foreach (var (index, state) in map.States.Index())
            if (state.Starts) text.Append(CultureInfo.InvariantCulture, $"    [*] --> s{index}\n");
        foreach (var step in map.Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"    s{step.From} --> s{step.To}: ")
                .Append(Plain($"{step.Title} ({step.DecidedBy})")).Append('\n');
        }

        foreach (var (index, state) in map.States.Index())
            if (state.Final) text.Append(CultureInfo.InvariantCulture, $"    s{index} --> [*]\n");
        return text.ToString();
    }

    private static string Bearer(MapBearer bearer) =>
        bearer.Share.Length == 0 ? $"{bearer.Title} answers" : $"{bearer.Title} liable: {bearer.Share}";

    // Mermaid reads these as syntax even inside a label; its entity codes stand for them.
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text)
        {
            if (c is '#' or ';' or ':' or '"' or '<' or '>' or '{' or '}' or '\\' or '`' or '%')
                plain.Append(CultureInfo.InvariantCulture, $"#{(int)c};");
            else plain.Append(char.IsControl(c) ? ' ' : c);
        }

        return plain.ToString();
    }

    private static string Quoted(string text) => "\"" + text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
