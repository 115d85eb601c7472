using System.Globalization;
using Onus.Language.Analysis.Time;
using Onus.Language.Binding;

namespace Onus.Language.Documents;

/// <summary>The head of the document: what it is, where it holds, the figures in short, and the contents.</summary>
internal static class MastheadSection
{
    public static void Write(Markup page, DocumentContext context, DocumentFindings findings)
    {
        var product = context.Product;
        page.Line($"<header class=\"masthead\">");
        page.Line($"<p class=\"kicker\">Decision record</p>");
        page.Line($"<h1>{Prose.Title(product)}</h1>");
        page.Line($"<p class=\"edition\"><code>{product.Name}</code> version {product.Version}{InEffect(product)}</p>");
        Perimeter(page, product.Perimeter);
        InShort(page, context, findings);
        Contents(page, product);
        page.Line($"</header>");
    }

    /// <summary>A date as people write it: 1 January 2027.</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string InEffect(BoundProduct product) =>
        product.InEffect is { } date ? ", opens new cases from " + Date(date) : "";

    private static void Perimeter(Markup page, BoundPerimeter perimeter)
    {
        page.Line($"<dl class=\"perimeter\">");
        Row("Law", Prose.List(perimeter.Jurisdictions));
        Row("Supervised by", Prose.List(perimeter.Regulators.Select(Prose.Title)));
        Row("Currency", Prose.List(perimeter.Currencies.Select(c => c.ToString())));
        Row("Days begin in", perimeter.TimeZone ?? "");
        if (perimeter.Calendar is { } calendar)
            Row("Business days", $"{calendar.Name}, relied on through {Date(calendar.Through)}");
        page.Line($"</dl>");

        void Row(string term, string text)
        {
            if (text.Length > 0) page.Line($"<div><dt>{term}</dt><dd>{text}</dd></div>");
        }
    }

    private static void InShort(Markup page, DocumentContext context, DocumentFindings findings)
    {
        var product = context.Product;
        var finals = product.States.Count(s => s.Final);
        page.Line($"<div class=\"figures\">");
        var longest = findings.Time.Longest is { } found ? TimeText.Of(found.Seconds) : "unbounded";
        Figure(page, longest, "the longest a case can last");
        Figure(page, $"{product.States.Length - finals}", "states in which somebody must act");
        Figure(page, $"{finals}", finals == 1 ? "way to end" : "ways to end");
        Figure(page, $"{product.Steps.Count(s => s.Decision?.By == DeciderKind.Rule)}", "steps decided by rule alone");
        Figure(page, $"{product.Steps.Count(s => s.Kind == StepKind.Appeal)}", "ways to appeal");
        page.Line($"</div>");
        if (findings.Time.Silence is not { Visits.Length: > 1 } silence) return;
        var states = silence.Visits.Select(visit => DocumentContext.Link(product[visit.State]));
        page.Add($"<p class=\"silence\"><strong>If nobody ever does anything:</strong> ");
        page.Add($"{DocumentContext.Join(states, DocumentContext.Arrow)}, ");
        page.Line($"{DocumentFindings.SilenceTakes(silence)}.</p>");
    }

    private static void Figure(Markup page, string value, string what) =>
        page.Line($"<div><b>{value}</b><span>{what}</span></div>");

    private static void Contents(Markup page, BoundProduct product)
    {
        page.Line($"<nav aria-label=\"Contents\"><ol>");
        page.Line($"<li><a href=\"#map\">Decision map</a></li>");
        page.Line($"<li><a href=\"#people\">Who is who</a></li>");
        page.Line($"<li><a href=\"#sources\">Law and our own choices</a></li>");
        page.Line($"<li><a href=\"#inputs\">What is decided on</a></li>");
        page.Line($"<li><a href=\"#states\">State by state</a></li>");
        page.Line($"<li><a href=\"#discretion\">Discretion</a></li>");
        page.Line($"<li><a href=\"#time\">Time</a></li>");
        page.Line($"<li><a href=\"#limits\">Caps, retention, trials</a></li>");
        if (!product.Examples.IsEmpty) page.Line($"<li><a href=\"#stories\">Stories</a></li>");
        page.Line($"<li><a href=\"#sign\">Sign-off</a></li>");
        page.Line($"</ol></nav>");
    }
}
