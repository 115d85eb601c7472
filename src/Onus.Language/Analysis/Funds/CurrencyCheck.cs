using Onus.Core;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Funds;

/// <summary>ONUS0701: every account of a case is in the currency of its stake, so every posting is too.</summary>
internal static class CurrencyCheck
{
    internal static void Check(BoundProduct product, DiagnosticBag bag)
    {
        var currency = product.Stake is { } stake ? product[stake].Currency
            : product.Perimeter.Currencies is [var only] ? only : default;
        if (!currency.IsKnown) return;
        foreach (var step in product.Steps)
        {
            var wrong = step.Posts.SelectMany(p => p.Items)
                .Select(p => (Posting: p, Currency: Of(p.Share, product)))
                .FirstOrDefault(p => p.Currency.IsKnown && p.Currency != currency);
            if (wrong.Posting is null) continue;
            var because = product.Stake is null
                ? new Place(product.Perimeter.Span, $"the accounts are in {currency}")
                : new Place(product.StakeSpan, $"the accounts are in {currency}, the currency of the stake");
            bag.Add(Diagnostic.Of(DiagnosticCode.PostingBetweenCurrencies,
                $"{step.Quoted()} posts {wrong.Currency} between accounts in {currency}",
                wrong.Posting.Share.Span, $"an amount in {wrong.Currency}") with
            {
                Secondary = [because],
                Fix = new Fix($"post the amount in {currency}; a fact can hold it at the cited rate"),
                Poisons = [Poison.Step(step)],
            });
        }
    }

    private static Currency Of(BoundShare share, BoundProduct product) => share.Operand switch
    {
        BoundQuantity { Value.Unit: QuantityUnit.Money } quantity => quantity.Value.Currency,
        BoundFactValue fact => product[fact.Fact].Currency,
        _ => default,
    };
}
