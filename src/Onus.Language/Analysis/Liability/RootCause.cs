using Onus.Language.Binding;

namespace Onus.Language.Analysis.Liability;

/// <summary>A way through a step that does not conserve liability, with what would be said about it alone.</summary>
/// <param name="Step">The step.</param>
/// <param name="From">Where it starts.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Message">The message.</param>
/// <param name="OfTheStepAlone">Whether no state's line can be the cause.</param>
internal sealed record StepFault(StepRef Step, StateRef From, StateRef To, Diagnostic Message, bool OfTheStepAlone);

/// <summary>One fault, one message: a wrong line of a state breaks every step that touches it, and is reported once.</summary>
internal sealed class RootCause(BoundProduct product, List<StepFault> faults)
{
    /// <summary>A message for each cause, in the order of the source.</summary>
    internal IEnumerable<Diagnostic> Messages(Conservation conservation)
    {
        var open = faults.Where(f => !f.OfTheStepAlone).ToList();
        while (Blamed(open) is { } state)
        {
            var touching = open.Where(f => f.From == state || f.To == state).ToList();
            open.RemoveAll(touching.Contains);
            yield return OfTheState(state, touching, conservation);
        }

        foreach (var fault in faults.Where(f => f.OfTheStepAlone).Concat(open).DistinctBy(f => f.Step))
            yield return fault.Message with { Poisons = [Poison.Step(product[fault.Step])] };
    }

    // The state all of whose steps disagree with it, two at least; the one with most of them first.
    private StateRef? Blamed(List<StepFault> open) => product.StateRefs
        .Where(s => !product[s].Final && product[s].Liable is not null)
        .Select(s => (State: s, Faulty: open.Where(f => f.From == s || f.To == s).Select(f => f.Step).Distinct().Count()))
        .Where(c => c.Faulty >= 2 && c.Faulty == StepsAt(c.State))
        .OrderByDescending(c => c.Faulty)
        .Select(c => (StateRef?)c.State)
        .FirstOrDefault();

    // A step from a state to itself agrees with whatever the state says.
    private int StepsAt(StateRef state) => product.StepRefs.Count(s =>
        product[s].Kind != StepKind.Request && product[s].To is { } to
        && (to == state ? product[s].From.Any(f => f != state) : product[s].From.Contains(state)));

    private Diagnostic OfTheState(StateRef at, List<StepFault> touching, Conservation conservation)
    {
        var state = product[at];
        var first = touching.FirstOrDefault(f => f.To == at) ?? touching[0];
        var into = touching.Where(f => f.To == at).ToList();
        var meant = into.Count > 0 ? conservation.LiableAfter(into) : null;
        var liable = state.Liable!;
        var steps = touching.Select(f => product[f.Step]).DistinctBy(s => s.Name).ToList();
        return first.Message with
        {
            Title = $"{state.Quoted()} says who is liable, and none of its steps agrees",
            Primary = new Place(liable.Span, "no step leads to this or starts from it"),
            Secondary = [.. steps.Take(2).Select(s => new Place(s.Span, "disagrees"))],
            Near = steps.Count > 2 ? [$"{steps.Skip(2).Select(s => s.Name).And()} {(steps.Count == 3 ? "disagrees" : "disagree")} too"] : [],
            Fix = meant is null
                ? new Fix($"write who is liable in {state.Quoted()} as its steps leave it")
                : new Fix($"liable {meant}", Items(liable), meant),
            Poisons = [Poison.Liability(state), .. steps.Select(Poison.Step)],
        };
    }

    private static TextSpan Items(BoundList<BoundBearer> list) => list.Items[0].Span.Union(list.Items[^1].Span);
}
