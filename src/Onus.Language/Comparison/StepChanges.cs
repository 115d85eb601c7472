using Onus.Language.Binding;
using Onus.Language.Documents;

namespace Onus.Language.Comparison;

/// <summary>Steps, appeals and requests: where they lead, who decides on what, and everything they move.</summary>
internal static class StepChanges
{
    public static void Find(ChangeList list)
    {
        foreach (var (before, after) in list.Pair(p => p.Steps))
        {
            var noun = (after ?? before)!.Kind switch
            {
                StepKind.Appeal => "appeal",
                StepKind.Request => "request",
                _ => "step",
            };
            if (!list.InBoth(ChangeArea.Steps, noun, before, after)) continue;
            Ways(list, before!, after!);
            Deciders(list, before!, after!);
            Effects(list, before!, after!);
            Duties(list, before!, after!);
        }
    }

    private static void Ways(ChangeList list, BoundStep before, BoundStep after)
    {
        list.Note(ChangeArea.Steps, after, "title", Prose.Title(before), Prose.Title(after));
        list.Note(ChangeArea.Steps, after, "kind", Prose.Words(before.Kind.ToString()), Prose.Words(after.Kind.ToString()));
        list.Note(ChangeArea.Steps, after, "from", From(list.Before, before), From(list.After, after));
        list.Note(ChangeArea.Steps, after, "to", To(list.Before, before), To(list.After, after));
        list.Note(ChangeArea.Steps, after, "at most", before.AtMost?.Value.ToString(), after.AtMost?.Value.ToString());
        list.Note(ChangeArea.Steps, after, "undone by", Step(list.Before, before.UndoneBy), Step(list.After, after.UndoneBy));
        list.Note(ChangeArea.Steps, after, "opens", before.Opens, after.Opens);
    }

    private static void Deciders(ChangeList list, BoundStep before, BoundStep after)
    {
        list.Note(ChangeArea.Deciders, after, "by", SourceChanges.Actor(before.By), SourceChanges.Actor(after.By));
        if (after.Kind != StepKind.Appeal)
            list.Note(ChangeArea.Deciders, after, "decided by", Prose.Decider(list.Before, before), Prose.Decider(list.After, after));
        list.Note(ChangeArea.Deciders, after, "when", When(list.Before, before), When(list.After, after));
        list.Note(ChangeArea.Deciders, after, "needs", Needs(before), Needs(after));
        list.Note(ChangeArea.Deciders, after, "because", Because(before), Because(after));
        list.Note(ChangeArea.Deciders, after, "in own favour", Flag(before.InOwnFavour is not null), Flag(after.InOwnFavour is not null));
        list.Note(ChangeArea.Deciders, after, "signed", Flag(before.Signed), Flag(after.Signed));
        list.Note(ChangeArea.Clocks, after, "answered", Answer(list.Before, before), Answer(list.After, after));
    }

    private static void Effects(ChangeList list, BoundStep before, BoundStep after)
    {
        list.Note(ChangeArea.Money, after, "posts", Posts(list.Before, before), Posts(list.After, after));
        list.Note(ChangeArea.Money, after, "if the money is short", Step(list.Before, before.IfUnfunded), Step(list.After, after.IfUnfunded));
        list.Note(ChangeArea.Liability, after, "shifts", Shifts(list.Before, before), Shifts(list.After, after));
        list.Note(ChangeArea.Liability, after, "discharges",
            StateChanges.Bearers(list.Before, before.Discharges), StateChanges.Bearers(list.After, after.Discharges));
        list.Note(ChangeArea.Liability, after, "leaves the loss with",
            StateChanges.Bearers(list.Before, before.Leaves), StateChanges.Bearers(list.After, after.Leaves));
    }

    private static void Duties(ChangeList list, BoundStep before, BoundStep after)
    {
        list.Note(ChangeArea.Duties, after, "tells", Tells(before), Tells(after));
        list.Note(ChangeArea.Duties, after, "reports", Reports(before), Reports(after));
        list.Note(ChangeArea.Duties, after, "reviewed", Review(before), Review(after));
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
        $"{Prose.Words(report.What)} to {Prose.Title(report.To)}{(report.Within is { } within ? $" within {within.Value}" : "")}"));

    private static string Review(BoundStep step) => step.Review is { } review
        ? $"by {Prose.Title(review.By)} within {review.Within.Value}"
        : "";
}
