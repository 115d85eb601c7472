using Onus.Core;
using Onus.Language.Analysis.Guards;
using Onus.Language.Binding;

namespace Onus.Language.Tests.Guards;

/// <summary>Values that the engine keeps: a witness must be a case that can be.</summary>
public sealed class KeptFactTests
{
    [Fact]
    public void A_total_below_the_amount_that_it_includes_is_no_gap()
    {
        // Uncovered is only an amount over 1,000 with a total of at most 500, and the total includes the amount.
        Assert.Empty(Check(smallUpTo: 1_000, totalUpTo: 500));
    }

    [Fact]
    public void A_total_that_can_be_is_a_gap_with_a_total_no_smaller_than_the_amount()
    {
        var gap = Assert.Single(Check(smallUpTo: 1_000, totalUpTo: 5_000));
        Assert.Equal(DiagnosticCode.NobodyDecides, gap.Code);
        Assert.Equal(["amount is EUR 20.00, total is EUR 20.00"], gap.Cases);
    }

    [Fact]
    public void A_count_is_at_least_the_case_itself()
    {
        var small = new SmallProduct();
        var count = small.Add(new BoundFact
        {
            Name = "tries",
            Span = default,
            Kind = FactKind.Count,
            Kept = new BoundKept(null, [new StepRef(0)], null, new BoundWindow(WindowKind.Ever, null)),
        });
        var (start, end) = (small.State("start", SmallProduct.Days(1)), small.State("end"));
        small.Step("again", DeciderKind.Rule, start, end, SmallProduct.Is(count, ComparisonKind.AtLeast, 1));
        Assert.Empty(Check(small.Build()));
        var zero = new SmallProduct();
        var other = zero.Add(new BoundFact { Name = "tries", Span = default, Kind = FactKind.Count });
        (start, end) = (zero.State("start", SmallProduct.Days(1)), zero.State("end"));
        zero.Step("again", DeciderKind.Rule, start, end, SmallProduct.Is(other, ComparisonKind.AtLeast, 1));
        Assert.Equal(["tries is exactly 0 times"], Assert.Single(Check(zero.Build())).Cases);
    }

    private static IReadOnlyList<Diagnostic> Check(int smallUpTo, int totalUpTo)
    {
        var small = new SmallProduct();
        var amount = small.Add(new BoundFact { Name = "amount", Span = default, Kind = FactKind.Money, Currency = Currency.Of("EUR") });
        var total = small.Add(new BoundFact
        {
            Name = "total",
            Span = default,
            Kind = FactKind.Total,
            Currency = Currency.Of("EUR"),
            Kept = new BoundKept(amount, [new StepRef(0)], null, new BoundWindow(WindowKind.Ever, null)),
        });
        var (start, end) = (small.State("start", SmallProduct.Days(1)), small.State("end"));
        small.Step("small", DeciderKind.Rule, start, end, Money(amount, ComparisonKind.AtMost, smallUpTo));
        small.Step("large", DeciderKind.Rule, start, end,
            SmallProduct.Both(Money(amount, ComparisonKind.Over, smallUpTo), Money(total, ComparisonKind.Over, totalUpTo)));
        return Check(small.Build());
    }

    private static BoundComparison Money(FactRef fact, ComparisonKind kind, int minor) =>
        new(fact, kind, new BoundQuantity(Quantity.Of(new Money(Currency.Of("EUR"), (UInt128)minor)), null, default), default);

    private static IReadOnlyList<Diagnostic> Check(BoundProduct product)
    {
        var bag = SmallProduct.Bag();
        GuardAnalysis.Analyze(product, bag, SmallProduct.Options);
        return bag.Items;
    }
}
