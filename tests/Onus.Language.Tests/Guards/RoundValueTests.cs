using Onus.Core;
using Onus.Language.Analysis.Guards;
using Onus.Language.Binding;
using Onus.Language.Compiled;
using FactKind = Onus.Language.Binding.FactKind;

namespace Onus.Language.Tests.Guards;

public sealed class RoundValueTests
{
    private const long Day = 86_400;

    [Theory]
    [InlineData(1, 99_999, 100)] // EUR 0.01 to 999.99: one euro
    [InlineData(100_000, 100_000, 100_000)]
    [InlineData(100_001, 500_000_000, 200_000)] // over EUR 1,000: two thousand
    [InlineData(100_001, 150_000, 110_000)]
    [InlineData(100_001, 100_050, 100_010)] // no whole euro: the roundest cents
    [InlineData(3, 7, 3)]
    public void An_amount_is_the_next_round_one(long low, long high, long expected) =>
        Assert.Equal(expected, RoundValue.In(Fact(FactKind.Money), new Interval(low, high)));

    [Theory]
    [InlineData(0, 397 * Day, Day)]
    [InlineData(397 * Day + 1, 9_999 * Day, 400 * Day)]
    [InlineData(3_601, 7_300, 7_200)]
    [InlineData(61, 119, 70)]
    [InlineData(0, 0, 0)]
    public void A_duration_is_the_fewest_whole_units(long low, long high, long expected) =>
        Assert.Equal(expected, RoundValue.In(Fact(FactKind.Duration), new Interval(low, high)));

    [Fact]
    public void A_kept_total_is_zero_where_it_may_be()
    {
        Assert.Equal(0, RoundValue.In(Fact(FactKind.Total), new Interval(0, 3_000_000)));
        Assert.Equal(100_000, RoundValue.In(Fact(FactKind.Total), new Interval(100_000, 3_000_000)));
    }

    [Fact]
    public void The_value_always_lies_in_the_interval() =>
        CsCheck.Check.Sample(
            CsCheck.Gen.Select(CsCheck.Gen.Long[0, 1_000_000_000], CsCheck.Gen.Long[0, 1_000_000_000], CsCheck.Gen.Enum<FactKind>()),
            (a, b, kind) =>
            {
                var interval = new Interval(Math.Min(a, b), Math.Max(a, b));
                return interval.Contains(RoundValue.In(Fact(kind), interval));
            });

    private static BoundFact Fact(FactKind kind) =>
        new() { Name = "fact", Span = default, Kind = kind, Currency = Currency.Of("EUR") };
}
