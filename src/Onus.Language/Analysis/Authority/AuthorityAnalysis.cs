using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Authority;

/// <summary>Checks that every decision is made by somebody who may make it, and not alone where it is in their own favour.</summary>
internal static class AuthorityAnalysis
{
    internal static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        QuorumCheck.Check(product, bag);
        RecordedCheck.Check(product, bag);
        new OwnFavour(product, new ProductShares(product), bag).Check();
        ForeignDecider.Check(product, bag);
        AppealCheck.Check(product, bag);
    }
}
