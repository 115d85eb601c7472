using Onus.Language.Binding;

namespace Onus.Language.Analysis.Authority;

/// <summary>ONUS0506: an appeal is heard by other authorities than those that decided.</summary>
/// <remarks>Authorities are compared, not parties. A decider may still give way: a step that pays nobody but the appellant,
/// or only takes liability from it, is no hearing. An entry that can only follow the one appeal a case has cannot be appealed again.</remarks>
internal static class AppealCheck
{
    internal static void Check(BoundProduct product, DiagnosticBag bag)
    {
        foreach (var at in product.StepRefs.Where(s => product[s].Kind == StepKind.Appeal))
        {
            if (product[at].To is not { } to || bag.IsPoisoned(Poison.Decision(product[at]))) continue;
            var decisions = Decisions(product, at).ToList();
            if (Same(product, at, to, decisions) is not var (decision, hands, place)) continue;
            bag.Add(Diagnostic.Of(DiagnosticCode.AppealToTheSame,
                $"{product[at].Quoted()} goes back to {hands}, who decided", place.Span, place.Label) with
            {
                Secondary = [new Place(decision.Decision!.Span, $"decided {decision.Quoted()}"),
                    new Place(product[at].Span, "is appealed here")],
                Fix = new Fix($"let {product[to].Quoted()} be owned and decided by an authority that is not {hands}"),
                Poisons = [Poison.Decision(product[at])],
            });
        }
    }

    private static (BoundStep Decision, string Hands, Place Place)? Same(
        BoundProduct product, StepRef appeal, StateRef to, List<BoundStep> decisions)
    {
        foreach (var decision in decisions)
        {
            var hands = Deciders.Hands(decision.Person()).ToHashSet(StringComparer.Ordinal);
            var owner = Deciders.Hands(product[to].Owner).FirstOrDefault(hands.Contains);
            if (owner is not null) return (decision, owner, new Place(product[to].OwnerSpan, "hears the appeal"));
            foreach (var step in product.StepsFrom(to).Select(s => product[s]))
            {
                if (step.Kind == StepKind.Appeal || GivesWay(step, product[appeal].By!.Party)) continue;
                if (Deciders.Hands(step.Person()).FirstOrDefault(hands.Contains) is { } hearer)
                    return (decision, hearer, new Place(step.Decision!.Span, $"decides {step.Quoted()} on the appeal"));
            }
        }

        return null;
    }

    // The decisions of people that lead to the states from which this appeal can still be made.
    private static IEnumerable<BoundStep> Decisions(BoundProduct product, StepRef appeal)
    {
        var only = product[appeal].AtMost is { Value.Amount: var times } && times <= 1;
        var before = only ? Reachable(product, without: appeal) : null;
        foreach (var state in product[appeal].From)
            foreach (var step in product.StepsTo(state).Select(s => product[s]))
                if (step.Kind == StepKind.Step && step.Person() is not null
                    && (before is null || step.From.Any(before.Contains)))
                    yield return step;
    }

    private static HashSet<StateRef> Reachable(BoundProduct product, StepRef without)
    {
        var seen = new HashSet<StateRef>();
        if (product.Start is not { } start) return seen;
        var open = new Queue<StateRef>([start]);
        seen.Add(start);
        while (open.TryDequeue(out var state))
            foreach (var step in product.StepsFrom(state))
                if (step != without && product[step].To is { } to && seen.Add(to)) open.Enqueue(to);
        return seen;
    }

    /// <summary>Whether a step only pays the appellant, or only takes liability from it.</summary>
    internal static bool GivesWay(BoundStep step, BoundParty appellant)
    {
        var postings = step.Posts.SelectMany(p => p.Items).ToList();
        var moves = step.Shifts.SelectMany(s => s.Items).ToList();
        return postings.Count + moves.Count > 0 && postings.All(p => p.To.Party.Name == appellant.Name)
            && moves.All(m => m.From.Name == appellant.Name);
    }
}
