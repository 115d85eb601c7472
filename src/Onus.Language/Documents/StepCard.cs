using Onus.Language.Binding;
using Onus.Language.Diagrams;

namespace Onus.Language.Documents;

/// <summary>One way out of a state, or one request inside it: who decides, on what, and everything it moves.</summary>
internal static class StepCard
{
    public static void Write(Markup page, DocumentContext context, BoundState state, BoundStep step)
    {
        var kind = ProductMap.KindOf(context.Product, step);
        page.Line($"<li class=\"step\">");
        page.Add($"<h4><svg class=\"onus-map sign\" width=\"14\" height=\"14\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">{new Markup().Raw(MapSigns.Sign(kind, MapSigns.Class(kind), 7, 8))}</svg>{Prose.Title(step)}");
        if (step.To is { } to)
            page.Add($"<span class=\"to\">→ {(ReferenceEquals(context.Product[to], state) ? new Markup().Add($"stays here") : context.Link(to))}</span>");
        page.Line($"</h4>");
        page.Line($"<dl>");
        Row(page, step.Kind == StepKind.Request ? "Asked by" : "Decided by", Decider(context, step));
        if (step.Kind == StepKind.Request && step.Decision is not null)
            Row(page, "Decided by", new Markup().Add($"{Prose.Decider(context.Product, step with { Kind = StepKind.Step })}"));
        Conditions(page, context, step);
        Effects(page, context, step);
        Duties(page, context, step);
        page.Line($"</dl>");
        page.Line($"</li>");
    }

    private static Markup Decider(DocumentContext context, BoundStep step)
    {
        if (step.Kind == StepKind.Request) return new Markup().Add($"{(step.By is { } by ? Prose.Title(by) : "somebody")}");
        var text = new Markup().Add($"{Prose.Capital(Prose.Decider(context.Product, step))}");
        if (Prose.Quorum(step.Decision?.Actor) is { } quorum) text.Add($" <span class=\"soft\">({quorum})</span>");
        if (step.Signed) text.Add($", with their own signature");
        if (step.InOwnFavour is not null) text.Add($" <span class=\"mark open\">in their own favour</span>");
        return text;
    }

    private static void Conditions(Markup page, DocumentContext context, BoundStep step)
    {
        if (step.When is { } when) Row(page, "When", new Markup().Add($"{Prose.Condition(context.Product, when)}"));
        if (!step.Needs.IsEmpty) Row(page, "Needs", new Markup().Add($"{Prose.List(step.Needs.Select(Prose.Title))}"));
        if (step.AtMost is { } limit)
        {
            var often = limit.Value.Amount == 1 ? new Markup().Add($"once in a case") : DocumentContext.Quantity(limit).Add($" in a case");
            Row(page, "At most", often);
        }

        if (!step.Because.IsEmpty)
            Row(page, "Because", DocumentContext.Join(step.Because.Select(s => new Markup().Add($"{Prose.Title(s)} <small>{DocumentContext.Link(s)}</small>")), "<br/>"));
    }

    private static void Effects(Markup page, DocumentContext context, BoundStep step)
    {
        var posts = step.Posts.SelectMany(list => list.Items).Select(post => new Markup().Add(
            $"{Prose.Capital(context.Share(post.Share))} from {DocumentContext.Quoted(post.From)} to {DocumentContext.Quoted(post.To)}")).ToList();
        if (posts.Count > 0) Row(page, "Money", DocumentContext.Join(posts, "<br/>"));
        var liability = step.Shifts.SelectMany(list => list.Items).Select(move => new Markup().Add(
            $"{Prose.Capital(context.Share(move.Share))} moves from {Prose.Title(move.From)} to {Prose.Title(move.To)}")).ToList();
        liability.AddRange((step.Discharges?.Items ?? []).Select(bearer => new Markup().Add(
            $"{Prose.Title(bearer.Party)} has paid {context.Share(bearer.Share)} and is free of it")));
        liability.AddRange((step.Leaves?.Items ?? []).Select(bearer => new Markup().Add(
            $"{Prose.Capital(context.Share(bearer.Share))} stays with {Prose.Title(bearer.Party)}: the loss lies where it fell")));
        if (liability.Count > 0) Row(page, "Liability", DocumentContext.Join(liability, "<br/>"));
        if (step.IfUnfunded is { } instead)
            Row(page, "Money short", new Markup().Add($"“{Prose.Title(context.Product[instead])}” happens instead"));
        if (step.Opens is { } opens) Row(page, "Opens", new Markup().Add($"a case of <code>{opens}</code>"));
        if (step.UndoneBy is { } undone) Row(page, "Undone by", new Markup().Add($"“{Prose.Title(context.Product[undone])}”"));
    }

    private static void Duties(Markup page, DocumentContext context, BoundStep step)
    {
        var tells = step.Tells.Select(notice => Notice(context, notice)).ToList();
        if (tells.Count > 0) Row(page, "Tells", DocumentContext.Join(tells, "<br/>"));
        var reports = step.Reports.Select(report => Report(context, report)).ToList();
        if (reports.Count > 0) Row(page, "Reports", DocumentContext.Join(reports, "<br/>"));
        if (step.Review is { } review)
            Row(page, "Reviewed", new Markup().Add($"by {Prose.Title(review.By)} within {DocumentContext.Quantity(review.Within)}"));
        if (step.Answer is not { } answer) return;
        var silence = answer.Otherwise switch
        {
            RequestDefault.Granted => "it is granted",
            RequestDefault.Refused => "it is refused",
            _ => answer.Step is { } then ? $"“{Prose.Title(context.Product[then])}” happens" : "a step happens",
        };
        Row(page, "Answer", new Markup().Add($"within {DocumentContext.Quantity(answer.Within)}; on silence {silence}"));
    }

    private static Markup Notice(DocumentContext context, BoundNotice notice)
    {
        var text = new Markup().Add($"{DocumentContext.Actors(notice.To)}");
        if (notice.Within is { } within) text.Add($" within {DocumentContext.Quantity(within)}");
        if (notice.Reasons == Reasons.With) text.Add($", with reasons");
        if (notice.Reasons == Reasons.Without)
        {
            text.Add($", <strong>without reasons</strong>");
            if (notice.Under is { } under) text.Add($" under {DocumentContext.Link(under)}");
        }

        return text;
    }

    private static Markup Report(DocumentContext context, BoundReport report)
    {
        var text = new Markup().Add($"{Prose.Words(report.What)} to {Prose.Title(report.To)}");
        return report.Within is { } within ? text.Add($" within {DocumentContext.Quantity(within)}") : text;
    }

    private static void Row(Markup page, string term, Markup text) => page.Line($"<dt>{term}</dt><dd>{text}</dd>");
}
