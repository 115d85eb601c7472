using Onus.Language.Documents;

namespace Onus.Language.Comparison;

/// <summary>Writes a comparison as one self-contained HTML page, in the look of the product's document.</summary>
public static class ComparisonPage
{
    private const string Css = """
        td.was { color: var(--soft); text-decoration: line-through; text-decoration-color: var(--rule); }
        td.now { font-weight: 600; } td.was.none { text-decoration: none; }
        table.changes { table-layout: fixed; } table.changes th:nth-child(1) { width: 30%; }
        td.aspect { color: var(--soft); }
        table.changes th:nth-child(2) { width: 14%; } section { margin-top: 2.2rem; padding-top: 1.8rem; }
        .decision { background: var(--tint); border-radius: 8px; padding: 1rem 1.2rem; margin-bottom: 1rem;
          break-inside: avoid; }
        .decision dl { display: grid; grid-template-columns: 6rem 1fr; gap: .2rem 1rem; margin: 0;
          font: .88rem/1.5 var(--sans); }

        """;

    /// <summary>Writes the page.</summary>
    public static string Write(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var page = new Markup();
        page.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        page.Line($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        page.Line($"<title>{result.Title}: what changed</title>");
        page.Raw("<style>\n").Raw(DocumentStyle.Css).Raw(Css).Raw("</style>\n</head>\n<body>\n");
        page.Line($"<header class=\"masthead\"><p class=\"kicker\">What changed</p><h1>{result.Title}</h1>");
        page.Line($"<p class=\"edition\">{result.Old} <span class=\"arrow\">→</span> {result.New}</p></header>");
        page.Line($"<main>");
        if (result.IsEmpty) page.Lead($"Nothing that the product means has changed.");
        Decisions(page, result);
        foreach (var area in result.Changes.GroupBy(change => change.Area)) Area(page, area);
        page.Raw("</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Decisions(Markup page, ComparisonResult result)
    {
        if (result.DecisionsUnknown)
            page.Lead($"There are too many cases to say for which the decision changes.");
        if (result.Decisions.IsEmpty) return;
        page.Line($"<section><h2>Decisions that change</h2>");
        page.Lead($"Exactly these cases are decided differently; all others as before.");
        foreach (var change in result.Decisions)
        {
            page.Line($"<div class=\"decision\"><dl>");
            page.Term("In", $"<strong>{change.State}</strong>");
            page.Term("When", $"{change.Cases}");
            page.Term("Was", $"{change.Before}");
            page.Term("Now", $"<strong>{change.After}</strong>");
            if (change.Example.Length > 0) page.Term("Example", $"<span class=\"soft\">{change.Example}</span>");
            page.Line($"</dl></div>");
        }

        page.Line($"</section>");
    }

    private static void Area(Markup page, IGrouping<ChangeArea, Change> area)
    {
        page.Line($"<section><h2>{Prose.Capital(ComparisonText.Heading(area.Key))}</h2>");
        page.BeginTable("changes", "", "", "Was", "Now");
        foreach (var change in area)
        {
            page.Add($"<tr><th scope=\"row\">{change.Subject} <code>{change.Name}</code></th>");
            page.Add($"<td class=\"aspect\">{change.Aspect}</td>");
            page.Line($"{Cell("was", change.Before)}{Cell("now", change.After)}</tr>");
        }

        page.Line($"</tbody></table></section>");
    }

    private static Markup Cell(string side, string? text) => text is null
        ? Markup.Of($"<td class=\"{side} none\">—</td>")
        : Markup.Of($"<td class=\"{side}\">{text}</td>");
}
