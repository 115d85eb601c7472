namespace Onus.Language.Documents;

/// <summary>How long things take: the longest case, and every clock of the product.</summary>
internal static class TimeSection
{
    public static void Write(Markup page, DocumentContext context, DocumentFindings findings)
    {
        var product = context.Product;
        page.Line($"<section id=\"time\">");
        page.Line($"<h2>Time</h2>");
        if (findings.LongestCase is { } longest)
        {
            page.Line($"<p class=\"lead\">No case lasts longer than <strong>{longest}</strong>, even if every clock runs out and every day that can be a holiday is one.</p>");
            if (!findings.LongestPath.IsEmpty)
            {
                page.Line($"<ol class=\"timeline\">");
                foreach (var visit in findings.LongestPath)
                    page.Line($"<li>{DocumentContext.Link(product[visit.State])} <span class=\"soft\">{visit.Length}</span></li>");
                page.Line($"</ol>");
            }
        }

        page.Line($"<table><thead><tr><th>State</th><th>Clock</th><th>When it has run out</th><th>If nobody ever acts</th></tr></thead><tbody>");
        foreach (var index in product.StateRefs)
        {
            var state = product[index];
            if (state.Clock is not { } clock) continue;
            var then = clock.Then is { } step ? Prose.Title(product[step]) : "";
            var end = Silence.From(product, index)[^1];
            var takes = index.Index < findings.SilenceTakes.Length ? findings.SilenceTakes[index.Index] : "";
            page.Line($"<tr><th scope=\"row\">{DocumentContext.Link(state)}</th><td>{context.Clock(clock)}</td><td>{then}</td><td>{DocumentContext.Link(product[end])} <span class=\"soft\">{takes}</span></td></tr>");
        }

        page.Line($"</tbody></table>");
        if (product.Perimeter.Recovery is { } recovery)
            page.Line($"<p>After an outage this product runs again within {DocumentContext.Quantity(recovery.Within)}{(recovery.Then is { } who ? $"; past that, {Prose.Title(who)} acts" : "")}.</p>");
        page.Line($"</section>");
    }
}
