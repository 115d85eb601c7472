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
        page.Add($"<h4>{Sign(kind)}{Prose.Title(step)}");
        if (step.To is { } to)
        {
            var stays = ReferenceEquals(context.Product[to], state);
            page.Add($"<span class=\"to\">→ {(stays ? Markup.Of($"stays here") : context.Link(to))}</span>");
        }

        page.Line($"</h4>");
        page.Line($"<dl>");
        page.Term(step.Kind == StepKind.Request ? "Asked by" : "Decided by", Decider(context, step));
        if (step.Kind == StepKind.Request && step.Decision is not null)
            page.Term("Decided by", $"{Prose.Decider(context.Product, step with { Kind = StepKind.Step })}");
        Conditions(page, context, step);
        Effects(page, context, step);
        Duties(page, context, step);
        page.Line($"</dl>");
        page.Line($"</li>");
    }

    private static Markup Sign(MapStepKind kind)
    {
        var sign = new Markup().Raw(MapSigns.Sign(kind, MapSigns.Class(kind), 7, 8).TrimEnd());
        return Markup.Of($"<svg class=\"onus-map sign\" width=\"14\" height=\"14\" viewBox=\"0 0 14 14\" ")
            .Add($"aria-hidden=\"true\">{sign}</svg>");
    }

    private static Markup Decider(DocumentContext context, BoundStep step)
    {
        if (step.Kind == StepKind.Request) return Markup.Of($"{(step.By is { } by ? Prose.Title(by) : "somebody")}");
        var text = Markup.Of($"{Prose.Capital(Prose.Decider(context.Product, step))}");
        if (Prose.Quorum(step.Decision?.Actor) is { } quorum) text.Add($" <span class=\"soft\">({quorum})</span>");
        if (step.Signed) text.Add($", with their own signature");
        if (step.InOwnFavour is not null) text.Add($" <span class=\"mark open\">in their own favour</span>");
        return text;
    }

    private static void Conditions(Markup page, DocumentContext context, BoundStep step)
    {
        if (step.When is { } when) page.Term("When", $"{Prose.Condition(context.Product, when)}");
        if (!step.Needs.IsEmpty) page.Term("Needs", $"{Prose.List(step.Needs.Select(Prose.Title))}");
        if (step.AtMost is { } limit)
        {
            var often = limit.Value.Amount == 1 ? Markup.Of($"once") : DocumentContext.Quantity(limit);
            often.Add($" in a case");
            page.Term("At most", often);
        }

        if (!step.Because.IsEmpty)
        {
            var sources = step.Because.Select(source =>
                Markup.Of($"{Prose.Title(source)} <small>{DocumentContext.Link(source)}</small>"));
            page.Term("Because", DocumentContext.Join(sources, "<br/>"));
        }
    }

    private static void Effects(Markup page, DocumentContext context, BoundStep step)
    {
        var posts = step.Posts.SelectMany(list => list.Items).Select(post =>
            Markup.Of($"{Prose.Capital(context.Share(post.Share))} from {DocumentContext.Quoted(post.From)} ")
                .Add($"to {DocumentContext.Quoted(post.To)}")).ToList();
        if (posts.Count > 0) page.Term("Money", DocumentContext.Join(posts, "<br/>"));
        var liability = Liability(context, step).Select(line => Markup.Of($"{Prose.Capital(line)}")).ToList();
        if (liability.Count > 0) page.Term("Liability", DocumentContext.Join(liability, "<br/>"));
        if (step.IfUnfunded is { } instead)
            page.Term("Money short", $"“{Prose.Title(context.Product[instead])}” happens instead");
        if (step.Opens is { } opens) page.Term("Opens", $"a case of <code>{opens}</code>");
        if (step.UndoneBy is { } undone) page.Term("Undone by", $"“{Prose.Title(context.Product[undone])}”");
    }

    private static IEnumerable<string> Liability(DocumentContext context, BoundStep step)
    {
        foreach (var move in step.Shifts.SelectMany(list => list.Items))
            yield return $"{context.Share(move.Share)} moves from {Prose.Title(move.From)} to {Prose.Title(move.To)}";
        foreach (var bearer in step.Discharges?.Items ?? [])
            yield return $"{Prose.Title(bearer.Party)} has paid {context.Share(bearer.Share)} and is free of it";
        foreach (var bearer in step.Leaves?.Items ?? [])
            yield return $"{context.Share(bearer.Share)} stays with {Prose.Title(bearer.Party)}, where the loss fell";
    }

    private static void Duties(Markup page, DocumentContext context, BoundStep step)
    {
        var tells = step.Tells.Select(notice => Notice(context, notice)).ToList();
        if (tells.Count > 0) page.Term("Tells", DocumentContext.Join(tells, "<br/>"));
        var reports = step.Reports.Select(report => Report(context, report)).ToList();
        if (reports.Count > 0) page.Term("Reports", DocumentContext.Join(reports, "<br/>"));
        if (step.Review is { } review)
            page.Term("Reviewed", $"by {Prose.Title(review.By)} within {DocumentContext.Quantity(review.Within)}");
        if (step.Answer is not { } answer) return;
        var silence = answer.Otherwise switch
        {
            RequestDefault.Granted => "it is granted",
            RequestDefault.Refused => "it is refused",
            _ => answer.Step is { } then ? $"“{Prose.Title(context.Product[then])}” happens" : "a step happens",
        };
        page.Term("Answer", $"within {DocumentContext.Quantity(answer.Within)}; on silence {silence}");
    }

    private static Markup Notice(DocumentContext context, BoundNotice notice)
    {
        var text = Markup.Of($"{DocumentContext.Actors(notice.To)}");
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
        var text = Markup.Of($"{Prose.Words(report.What)} to {Prose.Title(report.To)}");
        return report.Within is { } within ? text.Add($" within {DocumentContext.Quantity(within)}") : text;
    }
}
