using Onus.Language.Diagrams.Layout;
using Onus.Language.Documents;

namespace Onus.Language.Diagrams;

/// <summary>The shapes of a drawing.</summary>
internal static class SvgParts
{
    /// <summary>A rectangle; its corners may be round.</summary>
    public static void Rect(this Markup svg, string type, Box box, int round = 0)
    {
        svg.Add($"<rect class=\"{type}\" x=\"{box.Left}\" y=\"{box.Top}\" ");
        svg.Add($"width=\"{box.Width}\" height=\"{box.Height}\"");
        if (round > 0) svg.Add($" rx=\"{round}\"");
        svg.Line($"/>");
    }

    /// <summary>A line of text by its baseline.</summary>
    public static void Text(this Markup svg, string type, int x, int baseline, string text) =>
        svg.Line($"<text class=\"{type}\" x=\"{x}\" y=\"{baseline}\">{text}</text>");
}
