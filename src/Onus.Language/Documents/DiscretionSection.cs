using Onus.Language.Binding;

namespace Onus.Language.Documents;

/// <summary>The discretion map: where the text leaves a choice to people, and between which steps.</summary>
internal static class DiscretionSection
{
    public static void Write(Markup page, DocumentContext context, DocumentFindings findings)
    {
        var product = context.Product;
        page.Line($"<section id=\"discretion\">");
        page.Line($"<h2>Discretion</h2>");
        if (findings.Discretions.IsEmpty)
        {
            page.Lead($"Nobody may choose between two steps for the same case.");
        }
        else
        {
            page.Lead($"Here the text does not decide: for one case several steps are open, and a person chooses.");
            page.BeginTable("", "In", "Who", "May choose between", "For example when");
            foreach (var choice in findings.Discretions)
            {
                page.Row(
                    context.Link(choice.State),
                    Markup.Of($"{Prose.Title(choice.Who)}"),
                    Markup.Of($"{context.Quoted(choice.First)}<br/>{context.Quoted(choice.Second)}"),
                    Markup.Of($"{choice.Case}"));
            }

            page.EndTable();
        }

        OwnFavour(page, product);
        page.Line($"</section>");
    }

    private static void OwnFavour(Markup page, BoundProduct product)
    {
        var steps = product.Steps.Where(s => s.InOwnFavour is not null).ToList();
        if (steps.Count == 0) return;
        page.Line($"<h3>Decisions in the decider's own favour</h3>");
        page.Line($"<ul>");
        foreach (var step in steps)
        {
            var quorum = Prose.Quorum(step.Decision?.Actor) is { } people ? ", " + people : "";
            var who = Prose.Decider(product, step) + quorum;
            page.Line($"<li>{Prose.Title(step)}: <span class=\"soft\">{who}</span></li>");
        }

        page.Line($"</ul>");
    }
}
