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
            page.BeginTable("sources", "Rule", "Source", "Checked");
            foreach (var rule in product.Rules) Rule(page, context, rule);
            page.EndTable();
        }

        if (!product.Policies.IsEmpty)
        {
            page.Line($"<h3>What we chose ourselves</h3>");
            page.BeginTable("sources", "Policy", "Decided by", "Review by");
            foreach (var policy in product.Policies) Policy(page, policy);
            page.EndTable();
        }

        page.Line($"</section>");
    }

    private static void Rule(Markup page, DocumentContext context, BoundRule rule)
    {
        var source = Markup.Of($"{rule.Cites ?? "no citation"}");
        if (Uri.TryCreate(rule.Url, UriKind.Absolute, out var url) && url.Scheme is "https" or "http")
            source.Add($" <a class=\"url\" href=\"{rule.Url}\">{rule.Url}</a>");
        if (!rule.Compels.IsEmpty)
            source.Add($"<p class=\"note\">Requires {context.Quoted(rule.Compels)}; no cap may block it.</p>");
        page.Row(Head(rule), source, Checked(rule.Checked));
    }

    private static Markup Checked(BoundChecked? check)
    {
        if (check is null) return Markup.Of($"<span class=\"mark open\">not checked</span>");
        var (mark, text) = check.As switch
        {
            CheckedAs.Primary => ("good", "against the official text"),
            CheckedAs.Secondary => ("fair", "against a secondary source"),
            CheckedAs.ToConfirm => ("open", "to be confirmed"),
            _ => ("", ""),
        };
        var cell = Markup.Of($"{MastheadSection.Date(check.Date)}");
        if (check.By is { } by) cell.Add($"<br/>{Prose.Title(by)}");
        if (text.Length > 0) cell.Add($"<br/><span class=\"mark {mark}\">{text}</span>");
        return cell;
    }

    private static void Policy(Markup page, BoundPolicy policy)
    {
        var by = policy.DecidedBy is { } decider ? Prose.Title(decider) : "nobody named";
        var review = policy.ReviewBy is { } date ? MastheadSection.Date(date) : "no date";
        page.Row(Head(policy), Markup.Of($"{by}"), Markup.Of($"{review}"));
    }

    private static Markup Head(BoundSource source) =>
        Markup.Of($"<span id=\"source-{source.Name}\">{DocumentContext.Named(source)}</span>{Sets(source)}");

    private static Markup Sets(BoundSource source)
    {
        var list = new Markup();
        if (source.Sets.IsEmpty) return list;
        list.Raw("<ul class=\"sets\">");
        foreach (var set in source.Sets) list.Add($"<li><span>{Prose.Words(set.Name)}</span> <b>{set.Value}</b></li>");
        return list.Raw("</ul>");
    }
}
