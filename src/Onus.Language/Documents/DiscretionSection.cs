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
            page.Line($"<p class=\"lead\">Nobody may choose between two steps for the same case.</p>");
        }
        else
        {
            page.Line($"<p class=\"lead\">Here the text does not decide: for the same case more than one step is open, and a person chooses.</p>");
            page.Line($"<table><thead><tr><th>In</th><th>Who</th><th>May choose between</th><th>For example when</th></tr></thead><tbody>");
            foreach (var choice in findings.Discretions)
            {
                page.Line($"<tr><th scope=\"row\">{context.Link(choice.State)}</th><td>{Prose.Title(choice.Who)}</td><td>“{Prose.Title(product[choice.First])}”<br/>“{Prose.Title(product[choice.Second])}”</td><td>{choice.Case}</td></tr>");
            }

            page.Line($"</tbody></table>");
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
            page.Line($"<li>{Prose.Title(step)}: <span class=\"soft\">{Prose.Decider(product, step)}{(Prose.Quorum(step.Decision?.Actor) is { } quorum ? $", {quorum}" : "")}</span></li>");
        page.Line($"</ul>");
    }
}
