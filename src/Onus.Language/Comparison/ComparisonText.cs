using System.Globalization;
using System.Text;

namespace Onus.Language.Comparison;

/// <summary>Writes a comparison as lines for a terminal.</summary>
public static class ComparisonText
{
    private const int SubjectWidthMax = 40;

    /// <summary>Writes the comparison; ends with a line break.</summary>
    public static string Write(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{result.Old} -> {result.New}\n");
        if (result.IsEmpty) return text.Append("\nnothing that the product means has changed\n").ToString();
        Decisions(text, result);
        foreach (var area in result.Changes.GroupBy(change => change.Area))
        {
            text.Append('\n').Append(Heading(area.Key)).Append('\n');
            var width = Math.Min(SubjectWidthMax, area.Max(change => Subject(change).Length));
            foreach (var change in area) Line(text, change, width);
        }

        return text.ToString();
    }

    /// <summary>The heading of an area.</summary>
    public static string Heading(ChangeArea area) => area switch
    {
        ChangeArea.Steps => "states and steps",
        ChangeArea.Deciders => "who decides, and on what",
        ChangeArea.Duties => "notices, reports, reviews",
        ChangeArea.Limits => "caps, retention, trials",
        ChangeArea.Sources => "rules and policies",
        ChangeArea.People => "parties, powers, accounts",
        ChangeArea.Inputs => "facts and evidence",
        ChangeArea.Law => "meaning in law",
        _ => area.ToString().ToLowerInvariant(),
    };

    private static void Decisions(StringBuilder text, ComparisonResult result)
    {
        if (result.DecisionsUnknown)
            text.Append("\ntoo many cases to say for which the decision changes; split the states\n");
        if (result.Decisions.IsEmpty) return;
        text.Append("\ndecisions that change\n");
        foreach (var change in result.Decisions)
        {
            text.Append(CultureInfo.InvariantCulture, $"  in \"{change.State}\", when {change.Cases}\n");
            text.Append(CultureInfo.InvariantCulture, $"    was: {change.Before}\n    now: {change.After}\n");
            if (change.Example.Length > 0) text.Append("    for example: ").Append(change.Example).Append('\n');
        }
    }

    private static string Subject(Change change) =>
        change.Area == ChangeArea.Thresholds ? change.Name : $"\"{change.Subject}\"";

    private static void Line(StringBuilder text, Change change, int width)
    {
        text.Append("  ").Append(Subject(change).PadRight(width)).Append("  ");
        if (change.Aspect.Length == 0 && change.Area != ChangeArea.Thresholds)
        {
            text.Append(change.Before is null ? "new " + change.After : $"{change.Before} removed").Append('\n');
            return;
        }

        if (change.Aspect.Length > 0) text.Append(change.Aspect).Append(": ");
        text.Append(CultureInfo.InvariantCulture, $"{change.Before ?? "nothing"} -> {change.After ?? "nothing"}\n");
    }
}
