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
        var fault = Diagnostic.Of(
            DiagnosticCode.StepNeverTaken,
            $"{step.Quoted()} can never be taken",
            when.Span,
            "no case that comes here meets this condition") with
        {
            Poisons = [Poison.Guard(step)],
        };
        if (!context.Guards[at].IsNothing)
        {
            return fault with
            {
                Secondary = [.. reached.Select(s => Arrival(context, at, s))],
                Fix = new Fix("change the condition here or in the step that leads here, or remove the step"),
            };
        }

        fault = fault with { Fix = new Fix("change one of the comparisons, or remove the step") };
        return Contradiction(context, when) is var (first, second)
            ? fault with
            {
                Primary = new Place(second.Span, "never true together with"),
                Secondary = [new Place(first.Span, "this")],
            }
            : fault with { Primary = new Place(when.Span, "no case meets this condition") };
    }

    // Only the facts that the step reads say why no case fits.
    private static Place Arrival(GuardContext context, StepRef step, StateRef state)
    {
        var read = context.Guards.ReadBy(step);
        var arriving = context.Arrivals.In(state);
        for (var axis = context.Regions.AxisCount - 1; axis >= 0; axis--)
            if (!read.Contains(context.Guards.Space.Order[axis])) arriving = context.Regions.WithAny(axis, arriving);
        return new Place(context.Product[state].Span, arriving.IsTooLarge
            ? "not every case comes here"
            : $"only cases where {context.Describe(arriving)} come here");
    }

    private static (BoundCondition First, BoundCondition Second)? Contradiction(
        GuardContext context, BoundCondition when)
    {
        if (when is not BoundAnd { Items: var items }) return null;
        for (var i = 0; i < items.Length; i++)
            for (var j = i + 1; j < items.Length; j++)
                if (context.Regions.And(context.Guards.Where(items[i]), context.Guards.Where(items[j])).IsNothing)
                    return (items[i], items[j]);
        return null;
    }
}
