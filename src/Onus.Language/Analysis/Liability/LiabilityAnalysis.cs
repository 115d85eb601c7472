using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Liability;

/// <summary>Checks that in every state the whole stake is borne by somebody, and that every step conserves it.</summary>
/// <remarks>For each step from S to T and each party p: what p bears in S, plus what is shifted to p, less what is
/// shifted away, discharged or left with p, is what p bears in T; a final state bears nothing.</remarks>
internal static class LiabilityAnalysis
{
    internal static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        RestCheck.Check(product, bag);
        if (product.Stake is null) return;
        var shares = new ProductShares(product);
        StateShares.Check(product, shares, bag);
        var conservation = new Conservation(product, shares);
        var faults = new List<StepFault>();
        foreach (var step in product.StepRefs)
        {
            if (product[step].To is not { } to || bag.IsPoisoned(Poison.Step(product[step]))) continue;
            foreach (var from in product[step].From.Distinct())
            {
                if (IsUnclear(product[from], bag) || IsUnclear(product[to], bag)) continue;
                if (conservation.Fault(step, from, to) is { } fault) faults.Add(fault);
            }
        }

        foreach (var message in new RootCause(product, faults).Messages(conservation)) bag.Add(message);
    }

    // A final state bears nothing, so nothing about it can be unclear.
    private static bool IsUnclear(BoundState state, DiagnosticBag bag) =>
        !state.Final && (state.Liable is null || bag.IsPoisoned(Poison.Liability(state)));
}
