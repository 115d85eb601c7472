using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Evidence;

/// <summary>Checks that decisions give reasons, that what they rely on is kept long enough, and that undoing undoes.</summary>
internal static class EvidenceAnalysis
{
    internal static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        var shares = new ProductShares(product);
        RetentionCheck.Check(product, bag, options);
        new ReasonsCheck(product, shares, bag).Check();
        ReportCheck.Check(product, bag);
        new FavouredEvidence(product, shares, bag).Check();
        new UndoingCheck(product, shares, bag).Check();
    }
}
