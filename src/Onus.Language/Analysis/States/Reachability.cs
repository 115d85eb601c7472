using Onus.Language.Binding;

namespace Onus.Language.Analysis.States;

/// <summary>Finds the states that no case can enter and those that no case can get out of.</summary>
internal static class Reachability
{
    /// <summary>ONUS0210 and 0212; of a whole region only the states that explain the rest are reported.</summary>
    public static void Check(BoundProduct product, DiagnosticBag bag)
    {
        if (product.Start is not { } start) return;
        var reached = Closure(product, [start], forward: true);
        var finals = product.StateRefs.Where(s => product[s].Final).ToArray();
        if (finals.Length == 0)
        {
            bag.Add(Diagnostic.Of(DiagnosticCode.NoWayToAnEnd, "no state is final, so no case can ever end", product.Span) with
            {
                Fix = new Fix("write `final` in the states in which cases end"),
                Poisons = [.. product.States.Select(s => Poison.Ending(s))],
            });
        }
        else
        {
            ReportTrapped(product, bag, reached, Closure(product, finals, forward: false));
        }

        ReportUnreachable(product, bag, reached);
    }

    private static void ReportTrapped(BoundProduct product, DiagnosticBag bag, HashSet<StateRef> reached, HashSet<StateRef> ending)
    {
        var trapped = product.StateRefs.Where(s => reached.Contains(s) && !ending.Contains(s)).ToArray();
        foreach (var region in Regions(product, trapped))
        {
            // A state whose own clause is missing or broken explains why its cases do not end.
            var explained = region.Any(s => bag.IsPoisoned(Poison.State(product[s])));
            var first = product[region[0]];
            var others = region.Skip(1).Select(s => $"\"{product[s].Title}\"").ToArray();
            foreach (var state in region) bag.Poison(Poison.Ending(product[state]));
            if (explained) continue;
            bag.Add(Diagnostic.Of(DiagnosticCode.NoWayToAnEnd,
                $"a case in \"{first.Title}\" can never end", first.Span,
                product.StepsFrom(region[0]).Any() ? "every step from here leads back" : "no step leaves this state") with
            {
                Near = others.Length == 0 ? [] : [$"the same holds for {Words.And(others)}"],
                Fix = new Fix("add a step to a final state, or write `final` here"),
            });
        }
    }

    private static void ReportUnreachable(BoundProduct product, DiagnosticBag bag, HashSet<StateRef> reached)
    {
        var lost = product.StateRefs.Where(s => !reached.Contains(s)).ToArray();
        foreach (var region in Regions(product, lost))
        {
            var inside = region.ToHashSet();
            var roots = region.Where(s => !product.StepsTo(s).Any(t => product[t].From.Any(f => f != s && inside.Contains(f))));
            foreach (var state in roots.DefaultIfEmpty(region[0]))
            {
                var lostState = product[state];
                bag.Add(Diagnostic.Of(DiagnosticCode.UnreachableState,
                    $"no case can ever be in \"{lostState.Title}\"", lostState.Span,
                    product.StepsTo(state).Any() ? "only states that are never reached lead here" : "no step leads here") with
                {
                    Fix = new Fix("lead a step here, or remove the state and what leaves it"),
                });
            }

            foreach (var state in region) bag.Poison(Poison.State(product[state]));
        }
    }

    private static HashSet<StateRef> Closure(BoundProduct product, IEnumerable<StateRef> seeds, bool forward)
    {
        var closure = seeds.ToHashSet();
        var open = new Stack<StateRef>(closure);
        while (open.TryPop(out var state))
        {
            var steps = forward ? product.StepsFrom(state) : product.StepsTo(state);
            foreach (var step in steps)
            {
                IEnumerable<StateRef> next = forward
                    ? product[step].To is { } to ? [to] : []
                    : product[step].From;
                foreach (var other in next)
                    if (closure.Add(other)) open.Push(other);
            }
        }

        return closure;
    }

    // The states that steps connect among themselves, each group in the order of the source.
    private static List<List<StateRef>> Regions(BoundProduct product, IReadOnlyList<StateRef> states)
    {
        var left = states.ToHashSet();
        var regions = new List<List<StateRef>>();
        foreach (var seed in states)
        {
            if (!left.Remove(seed)) continue;
            var region = new List<StateRef> { seed };
            for (var i = 0; i < region.Count; i++)
            {
                foreach (var step in product.StepRefs.Select(s => product[s]).Where(s => s.To is not null))
                {
                    if (step.From.Contains(region[i]) && left.Remove(step.To!.Value)) region.Add(step.To.Value);
                    if (step.To != region[i]) continue;
                    foreach (var from in step.From)
                        if (left.Remove(from)) region.Add(from);
                }
            }

            regions.Add([.. region.OrderBy(s => s.Index)]);
        }

        return regions;
    }
}
