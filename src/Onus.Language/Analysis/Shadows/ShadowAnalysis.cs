using Onus.Language.Binding;

namespace Onus.Language.Analysis.Shadows;

/// <summary>ONUS1002 to 1004: a trial ends, somebody may promote it, and it would change something.</summary>
internal static class ShadowAnalysis
{
    internal static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        foreach (var shadow in product.Shadows)
        {
            if (shadow.Until is null)
                bag.Add(Diagnostic.Of(DiagnosticCode.ShadowWithoutEnd, $"{shadow.Quoted()} has no end", shadow.Span,
                    "a trial runs until a date") with
                {
                    Fix = new Fix("add `until` with the day on which it ends"),
                });
            if (shadow.PromotedBy is null)
                bag.Add(Diagnostic.Of(DiagnosticCode.ShadowNobodyMayPromote, $"nobody may promote {shadow.Quoted()}", shadow.Span,
                    "no `promoted by`") with
                {
                    Fix = new Fix("add `promoted by` with an authority of ours"),
                });
        }
    }

    /// <summary>The product as it would be if the shadow were promoted: its guards in place of the live ones.</summary>
    internal static BoundProduct Promoted(BoundProduct product, BoundShadow shadow)
    {
        var steps = product.Steps.ToBuilder();
        foreach (var replacement in shadow.InsteadOf)
            steps[replacement.Step.Index] = steps[replacement.Step.Index] with { When = replacement.When };
        return product with { Steps = steps.ToImmutable(), Shadows = [], Examples = [] };
    }
}
