using Onus.Language.Binding;
using Onus.Language.Documents;

namespace Onus.Language.Comparison;

/// <summary>Steps, appeals and requests: where they lead, who decides on what, and everything they move.</summary>
internal static class StepChanges
{
    public static void Find(ChangeList list)
    {
        foreach (var pair in list.Pairs(ChangeArea.Steps, Noun, p => p.Steps))
        {
            Ways(pair);
            Deciders(pair);
            Effects(pair);
            Duties(pair);
        }
    }

    private static string Noun(BoundStep step) => step.Kind switch
    {
        StepKind.Appeal => "appeal",
        StepKind.Request => "request",
        _ => "step",
    };

    private static void Ways(Pair<BoundStep> pair)
    {
        pair.Note(ChangeArea.Steps, "title", (_, t) => Prose.Title(t));
        pair.Note(ChangeArea.Steps, "kind", (_, t) => Prose.Words(t.Kind.ToString()));
        pair.Note(ChangeArea.Steps, "from", From);
        pair.Note(ChangeArea.Steps, "to", To);
        pair.Note(ChangeArea.Steps, "at most", (_, t) => t.AtMost?.Value.ToString());
        pair.Note(ChangeArea.Steps, "undone by", (p, t) => Step(p, t.UndoneBy));
        pair.Note(ChangeArea.Steps, "opens", (_, t) => t.Opens);
    }

    private static void Deciders(Pair<BoundStep> pair)
    {
        pair.Note(ChangeArea.Deciders, "by", (_, t) => SourceChanges.Actor(t.By));
        if (pair.After.Kind != StepKind.Appeal)
            pair.Note(ChangeArea.Deciders, "decided by", Prose.Decider);
        pair.Note(ChangeArea.Deciders, "when", When);
        pair.Note(ChangeArea.Deciders, "needs", (_, t) => Needs(t));
        pair.Note(ChangeArea.Deciders, "because", (_, t) => Because(t));
        pair.Note(ChangeArea.Deciders, "in own favour", (_, t) => Flag(t.InOwnFavour is not null));
        pair.Note(ChangeArea.Deciders, "signed", (_, t) => Flag(t.Signed));
        pair.Note(ChangeArea.Clocks, "answered", Answer);
    }

    private static void Effects(Pair<BoundStep> pair)
    {
        pair.Note(ChangeArea.Money, "posts", Posts);
        pair.Note(ChangeArea.Money, "if the money is short", (p, t) => Step(p, t.IfUnfunded));
        pair.Note(ChangeArea.Liability, "shifts", Shifts);
        pair.Note(ChangeArea.Liability, "discharges", (p, t) => Prose.Bearers(p, t.Discharges));
        pair.Note(ChangeArea.Liability, "leaves the loss with", (p, t) => Prose.Bearers(p, t.Leaves));
    }

    private static void Duties(Pair<BoundStep> pair)
    {
        pair.Note(ChangeArea.Duties, "tells", (_, t) => Tells(t));
        pair.Note(ChangeArea.Duties, "reports", (_, t) => Reports(t));
        pair.Note(ChangeArea.Duties, "reviewed", (_, t) => Review(t));
    }

    private static string From(BoundProduct product, BoundStep step) =>
        Prose.List(step.From.Select(state => Prose.Title(product[state])), "or");

    private static string To(BoundProduct product, BoundStep step) =>
        step.To is { } to ? Prose.Title(product[to]) : "";

    private static string Step(BoundProduct product, StepRef? step) =>
        step is { } known ? Prose.Title(product[known]) : "";

    private static string When(BoundProduct product, BoundStep step) =>
        step.When is { } when ? Prose.Condition(product, when) : "";

    private static string Needs(BoundStep step) => Prose.List(step.Needs.Select(Prose.Title));

    private static string Because(BoundStep step) => Prose.List(step.Because.Select(source => source.Name));

    private static string Flag(bool set) => set ? "yes" : "no";

    private static string Answer(BoundProduct product, BoundStep step) => step.Answer switch
    {
        null => "",
        { Otherwise: RequestDefault.Granted } answer => $"within {answer.Within.Value}, otherwise granted",
        { Otherwise: RequestDefault.Refused } answer => $"within {answer.Within.Value}, otherwise refused",
        { } answer => $"within {answer.Within.Value}, otherwise {Step(product, answer.Step)}",
    };

    private static string Posts(BoundProduct product, BoundStep step) =>
        string.Join(", ", step.Posts.SelectMany(list => list.Items).Select(post =>
            $"{Prose.Share(product, post.Share)} from {Prose.Title(post.From)} to {Prose.Title(post.To)}"));

    private static string Shifts(BoundProduct product, BoundStep step) =>
        string.Join(", ", step.Shifts.SelectMany(list => list.Items).Select(move =>
            $"{Prose.Share(product, move.Share)} from {Prose.Title(move.From)} to {Prose.Title(move.To)}"));

    private static string Tells(BoundStep step) => string.Join("; ", step.Tells.Select(notice =>
    {
        var who = Prose.List(notice.To.Select(Prose.Title));
        var when = notice.Within is { } within ? $" within {within.Value}" : "";
        var how = notice.Reasons switch
        {
            Reasons.With => " with reasons",
            Reasons.Without => $" without reasons under {notice.Under?.Name}",
            _ => "",
        };
        return who + when + how;
    }));

    private static string Reports(BoundStep step) => string.Join("; ", step.Reports.Select(report =>
        $"{Prose.Words(report.What)} to {Prose.Title(report.To)}"
        + (report.Within is { } within ? $" within {within.Value}" : "")));

    private static string Review(BoundStep step) => step.Review is { } review
        ? $"by {Prose.Title(review.By)} within {review.Within.Value}"
        : "";
}
