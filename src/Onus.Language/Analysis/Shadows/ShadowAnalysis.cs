using Onus.Language.Analysis.Guards;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Shadows;

/// <summary>ONUS1002 to 1004, and the second check of a trial: it ends, somebody may promote it, it would change something,
/// and the product would still be right with it.</summary>
internal static class ShadowAnalysis
{
    internal static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        // What a promoted rule would break can only be told apart in a product that is right without it.
        var sound = !bag.HasErrors;
        foreach (var shadow in product.Shadows)
        {
            if (shadow.Until is null)
                bag.Add(Diagnostic.Of(DiagnosticCode.ShadowWithoutEnd, $"{shadow.Quoted()} has no end", shadow.Span,
                    "a trial runs until a date") with
                {
                    Fix = new Fix("add `until` with the day on which it ends"),
                });
            if (Unpromotable(shadow) is { } unpromotable) bag.Add(unpromotable);
            if (!sound || shadow.InsteadOf.IsEmpty) continue;
            if (Changes(product, shadow, options) is { Count: 0 })
                bag.Add(Diagnostic.Of(DiagnosticCode.ShadowChangesNothing,
                    $"{shadow.Quoted()} would decide every case as now", shadow.Span, "the same cases by the same steps") with
                {
                    Secondary = [.. shadow.InsteadOf.Take(2).Select(r => new Place(r.Span, "no case differs"))],
                    Fix = new Fix("change a condition, or remove the shadow"),
                });
            else Promote(product, shadow, bag, options);
        }
    }

    /// <summary>For exactly which cases the product would decide otherwise; null where there are too many to compare.</summary>
    internal static IReadOnlyList<DecisionChange>? Changes(BoundProduct product, BoundShadow shadow, CheckOptions options) =>
        DecisionDiff.Between(product, Promoted(product, shadow), options);

    /// <summary>The product as it would be if the shadow were promoted: its guards in place of the live ones.</summary>
    internal static BoundProduct Promoted(BoundProduct product, BoundShadow shadow)
    {
        var steps = product.Steps.ToBuilder();
        foreach (var replacement in shadow.InsteadOf)
            steps[replacement.Step.Index] = steps[replacement.Step.Index] with { When = replacement.When };
        return product with { Steps = steps.ToImmutable(), Shadows = [], Examples = [] };
    }

    private static Diagnostic? Unpromotable(BoundShadow shadow)
    {
        if (shadow.PromotedBy is not { } actor)
            return Diagnostic.Of(DiagnosticCode.ShadowNobodyMayPromote, $"nobody may promote {shadow.Quoted()}", shadow.Span,
                "no `promoted by`") with
            {
                Fix = new Fix("add `promoted by` with an authority of ours"),
            };
        if (actor.Party.Role == PartyRole.Us) return null;
        return Diagnostic.Of(DiagnosticCode.ShadowNobodyMayPromote, $"nobody may promote {shadow.Quoted()}", shadow.Span,
            $"{actor.Name} is of {actor.Party.Name}, who cannot put our rules in force") with
        {
            Fix = new Fix("name an authority of ours in `promoted by`"),
        };
    }

    // Faults of the promoted product, in the words of the fault itself; what is never used is no fault of a trial.
    private static void Promote(BoundProduct product, BoundShadow shadow, DiagnosticBag bag, CheckOptions options)
    {
        var promoted = new DiagnosticBag(bag.Source);
        Checker.Analyze(Promoted(product, shadow), promoted, options with { AsOf = null });
        var known = bag.Items.Select(d => (d.Code, d.Primary.Span)).ToHashSet();
        foreach (var fault in promoted.Items)
        {
            if (fault.Severity == Severity.Note || !known.Add((fault.Code, fault.Primary.Span))) continue;
            if (fault.Code is DiagnosticCode.ThresholdNeverUsed or DiagnosticCode.NeverUsed) continue;
            bag.Add(fault with
            {
                Title = $"once {shadow.Quoted()} is promoted: {fault.Title}",
                Secondary = [.. fault.Secondary, new Place(shadow.Span, "a trial that may be promoted")],
                Poisons = [],
            });
        }
    }
}
