using Onus.Language.Binding;

namespace Onus.Language.Analysis.Caps;

/// <summary>ONUS0303 and 0104: a step that is left to the clock is taken by some clock, or forced by a shortage or a cap.</summary>
/// <remarks>Comes last, and only for a product that is right so far: a wrong clock or a forgotten <c>if unfunded</c> is said
/// where it stands, not where nothing leads any more.</remarks>
internal static class UntakenSteps
{
    internal static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        if (bag.HasErrors) return;
        foreach (var at in product.StepRefs)
        {
            var step = product[at];
            if (step.Decision is not { ByClock: true } decision) continue;
            var left = step.From.Where(s => !Takes(product, at, s)).ToList();
            if (left.Count == 0) continue;
            var names = left.Select(s => product[s].Quoted()).And();
            if (decision.By == DeciderKind.Clock)
                bag.Add(Diagnostic.Of(DiagnosticCode.StepNeverTaken, $"{step.Quoted()} can never be taken in {names}", decision.Span,
                    "only the clock takes it, and no clock there does") with
                {
                    Secondary = [new Place(step.FromSpan, "starts here")],
                    Fix = new Fix($"name {step.Name} in the state's `at most ..., then`, or say who decides it"),
                });
            else if (left.Count == step.From.Length)
                bag.Add(Diagnostic.Of(DiagnosticCode.NeverUsed, $"no clock takes {step.Quoted()}, so `or clock` says nothing", decision.Span,
                    "left to the clock too") with
                {
                    Fix = new Fix($"remove `or clock`, or name {step.Name} in the state's `at most ..., then`"),
                });
        }
    }

    // By the state's clock or its meaning's, or in place of a step or request that is unfunded, blocked or unanswered.
    private static bool Takes(BoundProduct product, StepRef step, StateRef state)
    {
        if (product[state].Clock?.Then == step || product[state].Legal?.Clock?.Then == step) return true;
        var there = product.StepsFrom(state).Concat(product.RequestsIn(state)).ToList();
        return there.Any(s => product[s].IfUnfunded == step || product[s].Answer?.Step == step)
            || product.Caps.Any(c => c.Instead == step && c.Blocks.Any(there.Contains));
    }
}
