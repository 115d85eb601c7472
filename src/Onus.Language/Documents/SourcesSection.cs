using Onus.Language.Binding;

namespace Onus.Language.Documents;

/// <summary>The rules cited, with when and how they were checked, and the policies of our own.</summary>
internal static class SourcesSection
{
    public static void Write(Markup page, DocumentContext context)
    {
        var product = context.Product;
        page.Line($"<section id=\"sources\">");
        page.Line($"<h2>Law and our own choices</h2>");
        if (!product.Rules.IsEmpty)
        {
            page.Line($"<h3>Rules that bind us</h3>");
            page.Line($"<table class=\"sources\"><thead><tr><th>Rule</th><th>Source</th><th>Checked</th></tr></thead><tbody>");
            foreach (var rule in product.Rules) Rule(page, product, rule);
            page.Line($"</tbody></table>");
        }

        if (!product.Policies.IsEmpty)
        {
            page.Line($"<h3>What we chose ourselves</h3>");
            page.Line($"<table class=\"sources\"><thead><tr><th>Policy</th><th>Decided by</th><th>Review by</th></tr></thead><tbody>");
            foreach (var policy in product.Policies) Policy(page, policy);
            page.Line($"</tbody></table>");
        }

        page.Line($"</section>");
    }

    private static void Rule(Markup page, BoundProduct product, BoundRule rule)
    {
        page.Add($"<tr id=\"source-{rule.Name}\"><th scope=\"row\">{Prose.Title(rule)} <code>{rule.Name}</code>{Sets(rule)}</th><td>{rule.Cites ?? "no citation"}");
        if (Uri.TryCreate(rule.Url, UriKind.Absolute, out var url) && url.Scheme is "https" or "http")
            page.Add($" <a class=\"url\" href=\"{rule.Url}\">{rule.Url}</a>");
        if (!rule.Compels.IsEmpty)
            page.Add($"<p class=\"note\">Requires {Prose.List(rule.Compels.Select(step => $"“{Prose.Title(product[step])}”"))}; no cap may block it.</p>");
        page.Line($"</td><td>{Checked(rule.Checked)}</td></tr>");
    }

    private static Markup Checked(BoundChecked? check)
    {
        if (check is null) return new Markup().Add($"<span class=\"mark open\">not checked</span>");
        var (mark, text) = check.As switch
        {
            CheckedAs.Primary => ("good", "against the official text"),
            CheckedAs.Secondary => ("fair", "against a secondary source"),
            CheckedAs.ToConfirm => ("open", "to be confirmed"),
            _ => ("", ""),
        };
        var cell = new Markup().Add($"{MastheadSection.Date(check.Date)}");
        if (check.By is { } by) cell.Add($"<br/>{Prose.Title(by)}");
        if (text.Length > 0) cell.Add($"<br/><span class=\"mark {mark}\">{text}</span>");
        return cell;
    }

    private static void Policy(Markup page, BoundPolicy policy)
    {
        var by = policy.DecidedBy is { } decider ? Prose.Title(decider) : "nobody named";
        var review = policy.ReviewBy is { } date ? MastheadSection.Date(date) : "no date";
        page.Line($"<tr id=\"source-{policy.Name}\"><th scope=\"row\">{Prose.Title(policy)} <code>{policy.Name}</code>{Sets(policy)}</th><td>{by}</td><td>{review}</td></tr>");
    }

    private static Markup Sets(BoundSource source)
    {
        var list = new Markup();
        if (source.Sets.IsEmpty) return list;
        list.Raw("<ul class=\"sets\">");
        foreach (var set in source.Sets) list.Add($"<li><span>{Prose.Words(set.Name)}</span> <b>{set.Value}</b></li>");
        return list.Raw("</ul>");
    }
}
