using Onus.Language.Binding;

namespace Onus.Language.Analysis.Guards;

/// <summary>ONUS0303: a step whose condition no case can meet that comes to where it starts.</summary>
internal static class DeadSteps
{
    /// <summary>Reports the steps that can never be taken, and returns them.</summary>
    public static HashSet<int> Check(GuardContext context)
    {
        var dead = new HashSet<int>();
        foreach (var step in context.Product.StepRefs)
        {
            if (context.Product[step].When is not { } when || context.IsUnclear(step)) continue;
            var reached = context.Product[step].From.Where(s => !context.Arrivals.In(s).IsNothing).ToList();
            if (reached.Count == 0 || !reached.TrueForAll(s => IsDead(context, step, s))) continue;
            dead.Add(step.Index);
            context.Bag.Add(Message(context, step, when, reached));
        }

        return dead;
    }

    private static bool IsDead(GuardContext context, StepRef step, StateRef state)
    {
        var cases = context.Regions.And(context.Arrivals.In(state), context.Guards.PossibleIn(state));
        return !cases.IsTooLarge && !context.Guards[step].IsTooLarge
            && !context.Regions.Intersects(cases, context.Guards[step]);
    }

    private static Diagnostic Message(GuardContext context, StepRef at, BoundCondition when, List<StateRef> reached)
    {
        var step = context.Product[at];
        var contradicts = context.Guards[at].IsNothing;
        return Diagnostic.Of(
            DiagnosticCode.StepNeverTaken,
            $"{step.Quoted()} can never be taken",
            when.Span,
            contradicts ? "no case meets this condition" : "no case that comes here meets this condition") with
        {
            Secondary = contradicts ? [] : [.. reached.Select(s => new Place(
                context.Product[s].Span, $"only cases where {context.Describe(context.Arrivals.In(s))} come here"))],
            Fix = new Fix(contradicts
                ? "change one of the comparisons, or remove the step"
                : "change the condition here or in the step that leads here, or remove the step"),
            Poisons = [Poison.Guard(step)],
        };
    }
}
