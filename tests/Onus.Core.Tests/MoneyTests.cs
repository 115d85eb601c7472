using CsCheck;

namespace Onus.Core.Tests;

public sealed class MoneyTests
{
    private static readonly Currency[] Currencies = [.. Currency.All];

    private static readonly Gen<Currency> AnyCurrency = Gen.Int[0, Currencies.Length - 1].Select(i => Currencies[i]);

    [Theory]
    [InlineData("CNY 1,000.00", 100_000)]
    [InlineData("CNY 1000", 100_000)]
    [InlineData("CNY 0.05", 5)]
    [InlineData("JPY 5", 5)]
    [InlineData("KWD 1,234.567", 1_234_567)]
    public void An_amount_reads_as_its_minor_units(string text, int minor)
    {
        Assert.True(Money.TryParse(text, out var money));
        Assert.Equal((UInt128)(uint)minor, money.Minor);
    }

    [Theory]
    [InlineData("")]
    [InlineData("CNY")]
    [InlineData("CNY ")]
    [InlineData("CNY  1")]
    [InlineData("CNY 1,00")]
    [InlineData("CNY ,100")]
    [InlineData("CNY 1,000,00")]
    [InlineData("CNY 1000,000")]
    [InlineData("CNY 1.5")]
    [InlineData("CNY 1.")]
    [InlineData("CNY 01")]
    [InlineData("CNY -1")]
    [InlineData("CNY +1")]
    [InlineData("CNY 1.005")]
    [InlineData("JPY 5.0")]
    [InlineData("XXX 1")]
    [InlineData("cny 1")]
    [InlineData("CNY 340282366920938463463374607431768211456")]
    public void An_amount_in_any_other_form_is_refused(string text) => Assert.False(Money.TryParse(text, out _));

    [Fact]
    public void Every_amount_reads_back_from_what_it_prints() =>
        Gen.Select(AnyCurrency, Gen.ULong, Gen.ULong).Sample((currency, high, low) =>
        {
            var money = new Money(currency, new UInt128(high, low) >> (int)(low % 128));
            return Money.TryParse(money.ToString(), out var back) && back == money;
        });

    [Fact]
    public void The_largest_amount_survives_and_one_more_overflows()
    {
        var largest = new Money(Currency.Of("CNY"), UInt128.MaxValue);
        Assert.True(Money.TryParse(largest.ToString(), out var back));
        Assert.Equal(largest, back);
        Assert.Throws<OverflowException>(() => largest + new Money(Currency.Of("CNY"), 1));
    }

    [Fact]
    public void Amounts_of_two_currencies_do_not_add() =>
        Assert.Throws<InvariantViolation>(() => new Money(Currency.Of("CNY"), 1) + new Money(Currency.Of("EUR"), 1));

    [Fact]
    public void The_table_knows_the_codes_digits_and_numbers_of_ISO_4217()
    {
        Assert.Equal((156, 2), (Currency.Of("CNY").Numeric, Currency.Of("CNY").MinorDigits));
        Assert.Equal((392, 0), (Currency.Of("JPY").Numeric, Currency.Of("JPY").MinorDigits));
        Assert.Equal((48, 3), (Currency.Of("BHD").Numeric, Currency.Of("BHD").MinorDigits));
        Assert.Equal(Currency.All.Count(), Currency.All.Select(c => c.Numeric).Distinct().Count());
        Assert.All(Currency.All, c => Assert.Equal(c, Currency.Of(c.Code)));
    }
}
