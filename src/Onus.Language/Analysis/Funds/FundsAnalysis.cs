using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Funds;

/// <summary>Checks that the money is where each state says, that no case leaves any behind, and that a shortage has a bearer.</summary>
internal static class FundsAnalysis
{
    internal static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        CurrencyCheck.Check(product, bag);
        var shares = new ProductShares(product);
        var books = new CaseBooks(product, shares);
        NegativeCheck.CheckOwners(product, bag);
        var flow = new MoneyFlow(product, shares, books, bag);
        flow.Check();
        flow.CheckRequests();
        new NegativeCheck(product, shares, books, bag).Check();
        new ShortageCheck(product, shares, books, bag).Check();
    }
}
