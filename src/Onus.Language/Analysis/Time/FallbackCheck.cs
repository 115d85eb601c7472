using Onus.Language.Binding;

namespace Onus.Language.Analysis.Time;

/// <summary>ONUS0402 to 0405: the step that a clock takes is the clock's to take, asks for nothing, and gets
/// somewhere.</summary>
internal static class FallbackCheck
{
    public static void Check(BoundProduct product, DiagnosticBag bag)
    {
        var conditional = new HashSet<StepRef>();
        foreach (var at in product.StateRefs)
        {
            var state = product[at];
            if (state.Final || state.Clock is not { } clock || bag.IsPoisoned(Poison.Clock(state))) continue;
            if (clock.After is { } after && product[after].Later) bag.Add(Waits(product, state, clock, product[after]));
            if (clock.Then is not { } then) continue;
            var of = "of " + state.Quoted();
            var fault = Leaves(product, at, product[then], clock) ?? ByClock(product, of, product[then], clock);
            if (fault is null && IsConditional(product[then]) && conditional.Add(then))
                fault = Conditional(product[then], of, clock);
            fault ??= ChangesNothing(product, state, product[then], clock);
            if (fault is not null) bag.Add(fault with { Poisons = [.. fault.Poisons, Poison.Clock(state)] });
        }
    }

    /// <summary>ONUS0403, where the clock may not take the step.</summary>
    public static Diagnostic? ByClock(BoundProduct product, string of, BoundStep step, BoundClock clock)
    {
        if (step.Decision is { ByClock: true }) return null;
        var decision = step.Decision;
        var said = step.Kind switch
        {
            StepKind.Appeal => "an appeal is taken by the party",
            StepKind.Request => "a request is no step out of a state",
            _ => "the clock is not named here",
        };
        return Diagnostic.Of(
            DiagnosticCode.ClockStepNotByClock,
            $"the clock {of} takes {step.Quoted()}, which the clock may not decide",
            clock.ThenSpan,
            "taken when time runs out") with
        {
            Secondary = [new Place(decision?.Span ?? step.Span, said)],
            Fix = decision switch
            {
                { By: DeciderKind.Person, Actor: { } actor, RecordedBy: null } when step.Kind == StepKind.Step =>
                    new Fix($"write `decided by {actor.Name} or clock` in {step.Name}", decision.Span,
                        $"{actor.Name} or clock"),
                { By: DeciderKind.Rule } when step.When is null => new Fix(
                    $"write `decided by clock` in {step.Name}", decision.Span, "clock"),
                _ => OtherStep(product, step),
            },
        };
    }

    /// <summary>ONUS0404, where the step asks for something that may be missing when time is up.</summary>
    public static Diagnostic? Conditional(BoundStep step, string of, BoundClock clock)
    {
        if (!IsConditional(step)) return null;
        var (place, label, what) =
            step.When is { } when ? (when.Span, "may be false when time runs out", "has a condition")
            : !step.Needs.IsEmpty ? (step.NeedsSpan, "may be missing when time runs out", "needs evidence")
            : (step.AtMost!.Span, "may be used up when time runs out", "is counted");
        return Diagnostic.Of(
            DiagnosticCode.ClockStepConditional,
            $"{step.Quoted()} {what}, so the clock {of} may find nothing to do",
            place,
            label) with
        {
            Secondary = [new Place(clock.ThenSpan, "taken when time runs out")],
            Fix = new Fix($"let the clock take a step that asks for nothing, or take this out of {step.Name}"),
        };
    }

    private static bool IsConditional(BoundStep step) =>
        step.When is not null || !step.Needs.IsEmpty || step.AtMost is not null;

    private static Diagnostic? Leaves(BoundProduct product, StateRef at, BoundStep step, BoundClock clock)
    {
        var leavesHere = step.From.Contains(at);
        if (leavesHere && step.To != at && step.Kind != StepKind.Request) return null;
        var state = product[at];
        var (place, label) = leavesHere
            ? (step.ToSpan, "leads back here")
            : (step.FromSpan, $"{step.Name} does not start from {state.Name}");
        return Diagnostic.Of(
            DiagnosticCode.ClockStepStays,
            $"the clock of {state.Quoted()} takes {step.Quoted()}, which does not leave it",
            clock.ThenSpan,
            "taken when time runs out") with
        {
            Secondary = [new Place(place.Length == 0 ? step.Span : place, label)],
            Fix = OtherStep(product, step, at),
        };
    }

    private static Fix OtherStep(BoundProduct product, BoundStep not, StateRef? at = null)
    {
        var others = (at is { } state ? product.StepsFrom(state) : product.StepRefs)
            .Select(s => product[s])
            .Where(s => s.Name != not.Name && s.Decision is { ByClock: true } && !IsConditional(s))
            .Where(s => at is null || s.To != at)
            .Where(s => s.From.Intersect(not.From).Any() || at is not null)
            .Select(s => s.Name)
            .ToList();
        return others.Count == 0
            ? new Fix("name a step from here that is decided by clock")
            : new Fix($"write `then {string.Join("` or `then ", others)}`");
    }

    private static Diagnostic Waits(BoundProduct product, BoundState state, BoundClock clock, BoundFact after) =>
        Diagnostic.Of(
            DiagnosticCode.ClockStepConditional,
            $"the clock of {state.Quoted()} waits for {after.Name}, which may never be given",
            clock.Span,
            "does not start until the fact is known") with
        {
            Secondary = [new Place(after.Span, "given later")],
            Fix = new Fix($"let the clock start on entry, or let {after.Name} be given at opening"),
            Poisons = [Poison.Clock(state)],
        };

    private static Diagnostic? ChangesNothing(BoundProduct product, BoundState state, BoundStep step, BoundClock clock)
    {
        if (step.To is not { } to || product[to] is not { Final: false } next) return null;
        var same = state.Owner?.Name == next.Owner?.Name && state.Legal?.Name == next.Legal?.Name
            && state.Funds?.Name == next.Funds?.Name && state.Liable?.Written(product) == next.Liable?.Written(product);
        // Two states with equal clocks as well are twins, which ONUS0209 says.
        var twins = next.Clock is { } other && other.Limit.Value == clock.Limit.Value && other.Then == clock.Then;
        if (!same || twins) return null;
        return Diagnostic.Of(
            DiagnosticCode.FallbackChangesNothing,
            $"when the clock of {state.Quoted()} runs out, nothing changes",
            clock.ThenSpan,
            $"leads to {next.Quoted()}") with
        {
            Secondary = [new Place(next.Span, "the same owner, meaning, money and liability")],
            Fix = new Fix($"give {next.Name} another owner, or let the clock end the case"),
        };
    }
}
