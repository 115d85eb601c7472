using Onus.Language.Binding;
using Onus.Language.Diagrams;

namespace Onus.Language.Documents;

/// <summary>For each state: whose turn it is, what it means, where the money is, who is liable, what follows.</summary>
internal static class StatesSection
{
    public static void Write(Markup page, DocumentContext context, DocumentFindings findings)
    {
        page.Line($"<section id=\"states\">");
        page.Line($"<h2>State by state</h2>");
        foreach (var state in context.Product.StateRefs) State(page, context, findings, state);
        page.Line($"</section>");
    }

    private static void State(Markup page, DocumentContext context, DocumentFindings findings, StateRef index)
    {
        var product = context.Product;
        var state = product[index];
        page.Line($"<article class=\"state{(state.Final ? " final" : "")}\" id=\"{DocumentContext.Anchor(state)}\">");
        page.Add($"<h3>{DocumentContext.Named(state)}");
        if (state.Starts) page.Add($" <span class=\"pill\">start</span>");
        if (state.Final) page.Add($" <span class=\"pill end\">end</span>");
        page.Line($"</h3>");
        if (state.Legal is { } legal && legal.Title.Length > 0) page.Line($"<p class=\"meaning\">{legal.Title}</p>");
        page.Line($"<dl>");
        if (state.Owner is { } owner) page.Term("Whose turn", $"{Prose.Title(owner)}{Of(owner)}");
        if (!state.OpenedBy.IsEmpty) page.Term("Opened by", $"{DocumentContext.Actors(state.OpenedBy, "or")}");
        if (state.Legal is { } meaning) page.Term("In law", Law(context, meaning));
        if (state.Funds is { } funds) page.Term("The money", Money(context, funds));
        if (state.Liable is { } liable) page.Term("Liable", Liable(context, liable));
        if (state.Clock is { } clock) page.Term("Clock", Clock(context, clock));
        if (state.Final) page.Term("Who bears it", WhoBears(context, index));
        else page.Term("If nobody acts", SilenceFrom(context, findings, index));
        page.Line($"</dl>");
        var steps = product.StepsFrom(index).Concat(product.RequestsIn(index)).ToList();
        if (!state.Final && steps.Count > 0)
        {
            page.Line($"<ol class=\"steps\">");
            foreach (var step in steps) StepCard.Write(page, context, state, product[step]);
            page.Line($"</ol>");
        }

        page.Line($"</article>");
    }

    private static string Of(BoundActor owner) => owner is BoundAuthority ? ", " + Prose.Title(owner.Party) : "";

    private static Markup Law(DocumentContext context, BoundLegal legal)
    {
        var text = Markup.Of($"{Prose.Words(legal.Name)}");
        if (legal.Against is { } against) text.Add($", <strong>against {Prose.Title(against)}</strong>");
        if (legal.Clock is { } clock && clock.Then is { } then)
            text.Add($"; at most {context.Clock(clock)} in all, then “{Prose.Title(context.Product[then])}”");
        return text;
    }

    private static Markup Money(DocumentContext context, BoundFunds funds)
    {
        var text = Markup.Of($"{(funds.Title.Length > 0 ? funds.Title : Prose.Heading(funds.Name))}");
        foreach (var holding in funds.Holdings)
        {
            var side = holding.Short ? "is short of" : "holds";
            text.Add($"<br/><span class=\"soft\">{DocumentContext.Account(holding.Account)} {side} ");
            text.Add($"{context.Share(holding.Share)}</span>");
        }

        return text;
    }

    private static Markup Liable(DocumentContext context, BoundList<BoundBearer> liable)
    {
        var product = context.Product;
        return DocumentContext.Join(liable.Items.Select(bearer =>
        {
            var colour = product.Parties.IndexOf(bearer.Party) % MapStyle.PartyColours;
            var share = bearer.Share is null ? "answers" : "for " + context.Share(bearer.Share);
            return Markup.Of($"<i class=\"swatch p{colour}\"></i><strong>{Prose.Title(bearer.Party)}</strong> {share}");
        }), "<br/>");
    }

    private static Markup Clock(DocumentContext context, BoundClock clock)
    {
        var text = context.Clock(clock);
        if (clock.Then is { } then) text.Add($", then “{Prose.Title(context.Product[then])}”");
        return text;
    }

    // A final state has no liable party: what counts is how liability ended on the ways that lead here.
    private static Markup WhoBears(DocumentContext context, StateRef end)
    {
        var product = context.Product;
        var ways = new List<string>();
        foreach (var step in product.StepsTo(end).Select(s => product[s]))
        {
            var paid = (step.Discharges?.Items ?? [])
                .Select(bearer => $"{Prose.Title(bearer.Party)} has paid {context.Share(bearer.Share)}");
            var left = (step.Leaves?.Items ?? [])
                .Select(bearer => $"{context.Share(bearer.Share)} stays with {Prose.Title(bearer.Party)}");
            var way = Prose.Capital(Prose.List(paid.Concat(left)));
            if (way.Length > 0 && !ways.Contains(way)) ways.Add(way);
        }

        if (ways.Count == 0) return Markup.Of($"nobody owes anything");
        return DocumentContext.Join(ways.Select(way => Markup.Of($"{way}")), "<br/>");
    }

    private static Markup SilenceFrom(DocumentContext context, DocumentFindings findings, StateRef start)
    {
        var silence = findings.Time.SilenceFrom(start);
        var next = silence.Visits.Skip(1).Select(v => DocumentContext.Link(context.Product[v.State])).ToList();
        if (next.Count == 0) return Markup.Of($"nothing happens");
        return DocumentContext.Join(next, DocumentContext.Arrow)
            .Add($" <span class=\"soft\">{DocumentFindings.SilenceTakes(silence)}</span>");
    }
}
