using Onus.Language.Analysis.Time;

namespace Onus.Language.Documents;

/// <summary>How long things take: the longest case, and every clock of the product.</summary>
internal static class TimeSection
{
    public static void Write(Markup page, DocumentContext context, DocumentFindings findings)
    {
        var product = context.Product;
        page.Line($"<section id=\"time\">");
        page.Line($"<h2>Time</h2>");
        if (findings.Time.Longest is { } longest) Longest(page, context, longest);
        page.Line($"<table><thead><tr><th>State</th><th>Clock</th><th>When it has run out</th><th>If nobody ever acts</th></tr></thead><tbody>");
        foreach (var index in product.StateRefs)
        {
            var state = product[index];
            if (state.Clock is not { } clock) continue;
            var then = clock.Then is { } step ? Prose.Title(product[step]) : "";
            var silence = findings.Time.SilenceFrom(index);
            var end = silence.Visits[^1].State;
            page.Line($"<tr><th scope=\"row\">{DocumentContext.Link(state)}</th><td>{context.Clock(clock)}</td><td>{then}</td><td>{DocumentContext.Link(product[end])} <span class=\"soft\">{DocumentFindings.SilenceTakes(silence)}</span></td></tr>");
        }

        page.Line($"</tbody></table>");
        if (product.Perimeter.Recovery is { } recovery)
            page.Line($"<p>After an outage this product runs again within {DocumentContext.Quantity(recovery.Within)}{(recovery.Then is { } who ? $"; past that, {Prose.Title(who)} acts" : "")}.</p>");
        page.Line($"</section>");
    }

    private static void Longest(Markup page, DocumentContext context, LongestCase longest)
    {
        page.Line($"<p class=\"lead\">No case lasts longer than <strong>{TimeText.Of(longest.Seconds)}</strong>, even if every clock runs out and every day that can be a holiday is one. The longest case goes this way:</p>");
        page.Line($"<ol class=\"timeline\">");
        foreach (var (visit, times) in Runs(longest))
        {
            var stay = visit.Seconds == 0 ? "" : TimeText.Of(visit.Seconds);
            var often = times == 1 ? "" : $", {times} times";
            page.Line($"<li>{DocumentContext.Link(context.Product[visit.State])} <span class=\"soft\">{stay}{often}</span></li>");
        }

        page.Line($"</ol>");
    }

    private static List<(Visit Visit, int Times)> Runs(LongestCase longest)
    {
        var runs = new List<(Visit Visit, int Times)>();
        foreach (var visit in longest.Visits)
        {
            if (runs.Count > 0 && runs[^1].Visit == visit) runs[^1] = (visit, runs[^1].Times + 1);
            else runs.Add((visit, 1));
        }

        return runs;
    }
}
