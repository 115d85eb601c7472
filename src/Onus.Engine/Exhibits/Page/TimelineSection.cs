using Onus.Cases;
using Onus.Language.Documents;
using Onus.Log.Exhibits;

namespace Onus.Engine.Exhibits.Page;

/// <summary>What happened, entry by entry: who decided, under which rule and with which words, from which facts, and what it
/// moved.</summary>
internal sealed class TimelineSection(ExhibitContent content, PageText text)
{
    private const int LongValue = 24;

    private readonly Dictionary<ulong, SourceExcerpts> _sources = content.Dossier.RestsOn.Products
        .ToDictionary(p => p, p => new SourceExcerpts(content[ExhibitPaths.Source(p)].Span));

    public void Write(Markup page)
    {
        page.Raw("<section>\n").Add($"{PageText.Heading("2", "happened", "What happened", "事情经过")}");
        page.Raw("<ol class=\"timeline\">\n");
        foreach (var moment in content.Dossier.Moments) Moment(page, moment);
        page.Raw("</ol>\n</section>\n");
    }

    private void Moment(Markup page, Moment moment)
    {
        var look = moment.IsWithheld ? "withheld" : moment.IsVeiled ? "veiled" : moment.Act is null ? "matter" : "act";
        page.Line($"<li class=\"{look}\"><div class=\"when\">{PageText.Time(moment.Header.Time)}<br>{text.Entry(moment.Header.Index)}</div><div class=\"what\">");
        if (moment.IsWithheld)
            page.Line($"<h3>Withheld <span lang=\"zh-Hans\">不予披露</span></h3>\n<p>This entry is of the case, is in the log and is counted in the proof that none is missing. You are not entitled to see what it says.</p>");
        else if (moment.IsVeiled) Veiled(page, moment);
        else if (moment.Explanation is { } told) Told(page, moment, told);
        else page.Line($"<h3>{moment.Header.Kind}</h3>\n<p>An act of the charter that governs the log: see its bytes.</p>");
        page.Raw("</div></li>\n");
    }

    private static void Veiled(Markup page, Moment moment)
    {
        var product = moment.After.Product.Product;
        var state = product.States[moment.Act!.Seal!.Value.State];
        page.Line($"<h3>A confidential act <span lang=\"zh-Hans\">保密行为</span></h3>");
        page.Line($"<p>The case went into the state <strong>{state.Title}</strong>: {product.Legals[state.Legal].Text} The law forbids saying more to everybody; the entry commits to all of it.</p>");
    }

    private void Told(Markup page, Moment moment, Explanation told)
    {
        page.Line($"<h3>{Headline(moment, told)}{Signed(moment)}</h3>");
        page.Raw("<dl>\n");
        if (!told.Deciders.IsEmpty) Row(page, "Decided by", "决定者", List(told.Deciders.Select(d => Markup.Of($"{text.Sentence(d)}"))));
        foreach (var stay in told.Stays.Where(s => s.Fired is not null)) Rule(page, moment, stay, stay.Fired!);
        if (!told.Facts.IsEmpty) Row(page, "From the facts", "依据的事实", Facts(told));
        if (!told.Liability.IsEmpty) Row(page, "Liability", "责任", List(told.Liability.Select(l => Markup.Of(
            $"<strong>{l.Party}</strong> <span class=\"amount\">{l.Before}</span> <span class=\"arrow\">→</span> <span class=\"amount\">{l.After}</span>"))));
        if (!told.Money.IsEmpty) Row(page, "Money", "资金", List(told.Money.Select(m => Markup.Of(
            $"<span class=\"amount\">{m.Amount}</span> from <code>{m.From}</code> to <code>{m.To}</code>"))));
        if (!told.Duties.IsEmpty) Row(page, "Owed because of it", "由此产生的义务", List(told.Duties.Select(d => Markup.Of($"{d.What}, by {PageText.Time(d.Due)}"))));
        if (!told.Next.IsEmpty) Row(page, "What comes next", "后续", List(told.Next.Select(n => Markup.Of($"{text.Sentence(n)}"))));
        page.Raw("</dl>\n");
        Otherwise(page, told);
    }

    /// <summary>An act by the titles of its steps, with the state that it led to; anything else in the words that explain it.</summary>
    private Markup Headline(Moment moment, Explanation told)
    {
        if (moment.Act is not { } act) return Markup.Of($"{text.Sentence(told.Headline)}");
        var product = moment.After.Product.Product;
        var opened = act.Opening is null ? "" : "The case was opened. ";
        var steps = string.Join(" Then: ", act.Firings.Select(f => product.Steps[f.Step].Title + "."));
        if (opened.Length + steps.Length == 0) return Markup.Of($"{text.Sentence(told.Headline)}");
        return Markup.Of($"{opened}{steps} <span class=\"arrow\">→ {product.States[moment.After.State].Title}</span>");
    }

    private void Rule(Markup page, Moment moment, ExplainedStay stay, ExplainedStep step)
    {
        var rule = new Markup();
        rule.Add($"<p><strong>{step.Title}</strong> <code>{step.Name}</code>: from <em>{stay.Title}</em> to <em>{PageText.State(moment.After.Product.Product, step.To)}</em>, because {step.Why}.</p>");
        if (step.Guard is { } guard) rule.Add($"<p class=\"guard\">when {guard}</p>");
        foreach (var source in step.Because) rule.Add($"<p class=\"cite\"><cite>{source.Says}</cite>: {source.Title} <code>{source.Name}</code></p>");
        var product = moment.Act?.Product ?? moment.After.Product.Entry;
        if (_sources.TryGetValue(product, out var excerpts) && excerpts.StepOf(step.Name) is { } words)
            rule.Add($"<details><summary>The text of the rule <span lang=\"zh-Hans\">规则原文</span></summary><pre class=\"rule\">\n{words}</pre></details>");
        Row(page, "Rule", "规则", rule);
    }

    private static Markup Facts(Explanation told)
    {
        var table = new Markup().Raw("<table class=\"facts\"><tbody>");
        foreach (var fact in told.Facts) table.Add($"<tr><td><code>{fact.Name}</code></td><td class=\"{(fact.Value.Length > LongValue ? "long" : "")}\">{fact.Value}</td><td class=\"origin\">{fact.Origin}</td></tr>");
        return table.Raw("</tbody></table>");
    }

    private static void Otherwise(Markup page, Explanation told)
    {
        var lines = new List<Markup>();
        foreach (var stay in told.Stays)
        {
            foreach (var difference in stay.Differences)
                lines.Add(Markup.Of($"In <em>{stay.Title}</em>: <code>{difference.Step}</code> {difference.Would} had <code>{difference.Fact}</code> been {difference.HadToBe}; it is {difference.Is}. {difference.Threshold ?? ""}"));
            foreach (var option in stay.Options)
                lines.Add(option.WhyNot is { } why
                    ? Markup.Of($"In <em>{stay.Title}</em>: {option.Title} <code>{option.Step}</code>, for {option.For}, was not possible: {why}.")
                    : Markup.Of($"In <em>{stay.Title}</em>: {option.Title} <code>{option.Step}</code>, for {option.For}, was possible too."));
        }

        if (lines.Count == 0) return;
        page.Line($"<details><summary>What else was possible, and what would have changed it <span lang=\"zh-Hans\">其他可能</span></summary>{List(lines)}</details>");
    }

    private Markup Signed(Moment moment)
    {
        if (content.Signed.Contains(moment.Header.Index)) return Markup.Of($" <span class=\"signed\">signed <span lang=\"zh-Hans\">已签名</span></span>");
        return new Markup();
    }

    private static void Row(Markup page, string english, string chinese, Markup value) =>
        page.Line($"<div><dt>{PageText.Label(english, chinese)}</dt><dd>{value}</dd></div>");

    private static Markup List(IEnumerable<Markup> items)
    {
        var list = new Markup().Raw("<ul>");
        foreach (var item in items) list.Add($"<li>{item}</li>");
        return list.Raw("</ul>");
    }
}
