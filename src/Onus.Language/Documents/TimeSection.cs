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
        page.BeginTable("", "State", "Clock", "When it has run out", "If nobody ever acts");
        foreach (var index in product.StateRefs)
        {
            var state = product[index];
            if (state.Clock is not { } clock) continue;
            var then = clock.Then is { } step ? Prose.Title(product[step]) : "";
            var silence = findings.Time.SilenceFrom(index);
            var end = silence.Visits[^1].State;
            var takes = DocumentFindings.SilenceTakes(silence);
            page.Row(
                DocumentContext.Link(state),
                context.Clock(clock),
                Markup.Of($"{then}"),
                Markup.Of($"{DocumentContext.Link(product[end])} <span class=\"soft\">{takes}</span>"));
        }

        page.EndTable();
        if (product.Perimeter.Recovery is { } recovery)
        {
            page.Add($"<p>After an outage this product runs again within {DocumentContext.Quantity(recovery.Within)}");
            page.Line($"{(recovery.Then is { } who ? $"; past that, {Prose.Title(who)} acts" : "")}.</p>");
        }

        page.Line($"</section>");
    }

    private static void Longest(Markup page, DocumentContext context, LongestCase longest)
    {
        page.Line($"<p class=\"lead\">No case lasts longer than <strong>{TimeText.Of(longest.Seconds)}</strong>,");
        page.Line($"even if every clock runs out and every day that can be a holiday is one. The longest case goes");
        page.Line($"this way:</p>");
        page.Line($"<ol class=\"timeline\">");
        foreach (var (visit, times) in Runs(longest))
        {
            var stay = visit.Seconds == 0 ? "" : TimeText.Of(visit.Seconds);
            var often = times == 1 ? "" : $", {times} times";
            var state = DocumentContext.Link(context.Product[visit.State]);
            page.Line($"<li>{state} <span class=\"soft\">{stay}{often}</span></li>");
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
