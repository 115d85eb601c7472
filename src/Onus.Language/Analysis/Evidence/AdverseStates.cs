using Onus.Language.Analysis.Guards;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Evidence;

/// <summary>ONUS0208: who is put into a state whose meaning is against them can appeal.</summary>
/// <remarks>A state that only their own appeal leads to needs no second appeal; that others hear it is ONUS0506. A final
/// state needs every way to it to pass a state that offered the appeal.</remarks>
internal static class AdverseStates
{
    internal static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        foreach (var at in product.StateRefs)
        {
            var state = product[at];
            if (state.Legal?.Against is not { } party || bag.IsPoisoned(Poison.Legal(state))) continue;
            if (Offers(product, at, party) || (state.Final ? PassedAnAppeal(product, at, party) : IsOwnAppeal(product, at, party)))
                continue;
            bag.Add(Diagnostic.Of(DiagnosticCode.AdverseStateWithoutAppeal,
                $"{state.Quoted()} goes against {party.Name}, who cannot appeal", state.LegalSpan,
                $"{state.Legal.Name} is against {party.Name}") with
            {
                Secondary = Hurry(product, at) is { } rule
                    ? [new Place(rule.Span, "this rule fires before anybody can appeal")]
                    : [new Place(state.Legal.Span, "declared here")],
                Fix = Hurry(product, at) is { } hurried
                    ? new Fix($"give {hurried.Name} a condition or a time, or remove it")
                    : state.Final
                    ? new Fix($"lead every way to {state.Name} through a state from which {party.Name} can appeal")
                    : new Fix($"add `appeal NAME \"...\" by {party.Name} from {state.Name} to STATE`, a state that others own"),
                Poisons = [Poison.Legal(state)],
            });
        }
    }

    // A rule without a condition takes the case on before anybody can appeal.
    private static BoundStep? Hurry(BoundProduct product, StateRef state) =>
        product.StepsFrom(state).Select(s => product[s]).FirstOrDefault(s => s.IsSureRule() && s.When is null);

    private static bool Offers(BoundProduct product, StateRef state, BoundParty party) =>
        Hurry(product, state) is null && product.StepsFrom(state)
        .Any(s => product[s].Kind == StepKind.Appeal && product[s].By?.Party.Name == party.Name && product[s].To != state);

    private static bool IsOwnAppeal(BoundProduct product, StateRef state, BoundParty party)
    {
        var entries = product.StepsTo(state).Select(s => product[s]).Where(s => s.From.Any(f => f != state)).ToList();
        return entries.Count > 0 && entries.All(e => e.Kind == StepKind.Appeal && e.By?.Party.Name == party.Name);
    }

    private static bool PassedAnAppeal(BoundProduct product, StateRef final, BoundParty party)
    {
        if (product.Start is not { } start) return true;
        var seen = new HashSet<StateRef> { start };
        var open = new Queue<StateRef>(seen);
        while (open.TryDequeue(out var state))
        {
            if (state == final) return false;
            if (Offers(product, state, party)) continue;
            foreach (var step in product.StepsFrom(state))
                if (product[step].To is { } to && seen.Add(to)) open.Enqueue(to);
        }

        return true;
    }
}
