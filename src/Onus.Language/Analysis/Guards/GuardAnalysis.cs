using Onus.Language.Binding;

namespace Onus.Language.Analysis.Guards;

/// <summary>ONUS0301 to 0306: every case of every state is decided by exactly one rule or left to a person.</summary>
/// <remarks>Evidence and counters are left out: a rule that needs evidence covers the cases it will decide. In one
/// state
/// a step that can never be taken explains the gap it leaves, and two rules that overlap explain a gap beside
/// them.</remarks>
internal static class GuardAnalysis
{
    internal static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        if (product.Start is null) return;
        var context = new GuardContext(product, bag, options);
        var dead = DeadSteps.Check(context);
        foreach (var state in product.StateRefs)
        {
            if (context.CasesIn(state, dead) is not { } cases) continue;
            if (cases.All.IsTooLarge)
            {
                context.SayTooMany(state);
                continue;
            }

            if (OverlapCheck.Check(context, cases) || cases.HasDeadStep) continue;
            GapCheck.Check(context, cases);
            PreemptionCheck.Check(context, cases);
            if (options.Notes) DiscretionMap.Check(context, cases);
        }
    }
}
