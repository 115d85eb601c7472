using Onus.Language.Analysis;
using Onus.Language.Binding;

namespace Onus.Language;

/// <summary>Runs the analyses of a bound product in their fixed order, so that where two codes fit one fault the earlier
/// stage wins: states, time, guards, authority, liability, ledger, evidence, sources.</summary>
internal static class Checker
{
    private static readonly Action<BoundProduct, DiagnosticBag, CheckOptions>[] Stages =
    [
        OpenedProducts.Analyze,
        Analysis.States.StateAnalysis.Analyze,
        Analysis.Evidence.AdverseStates.Analyze,
        Analysis.Funds.OwnerCheck.Analyze,
        Analysis.Time.TimeAnalysis.Analyze,
        Analysis.Guards.GuardAnalysis.Analyze,
        Analysis.Authority.AuthorityAnalysis.Analyze,
        Analysis.Liability.LiabilityAnalysis.Analyze,
        Analysis.Funds.FundsAnalysis.Analyze,
        Analysis.Evidence.EvidenceAnalysis.Analyze,
        Analysis.Caps.CapAnalysis.Analyze,
        Analysis.Shadows.ShadowAnalysis.Analyze,
        Analysis.Sources.SourceAnalysis.Analyze,
        Analysis.Caps.UntakenSteps.Analyze,
    ];

    /// <summary>Adds to the bag whatever the analyses find.</summary>
    public static void Check(BoundProduct product, Scope scope, DiagnosticBag bag, CheckOptions options)
    {
        Analyze(product, bag, options);

        // What is never used says something only about a product that is otherwise right.
        if (!bag.HasErrors) UsageAnalysis.Analyze(product, scope, bag);
    }

    /// <summary>The stages alone, for a product that has no text of its own: a shadow as if promoted.</summary>
    public static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        foreach (var analyze in Stages) analyze(product, bag, options);
    }
}
