using Onus.Core;

namespace Onus.Messages.Tests;

/// <summary>Account numbers, codes, amounts and times, against published examples.</summary>
public sealed class FieldTests
{
    // Examples of the IBAN registry.
    [Theory]
    [InlineData("GB82WEST12345698765432")]
    [InlineData("DE89370400440532013000")]
    [InlineData("NO9386011117947")]
    [InlineData("MT84MALT011000012345MTLCAST001S")]
    [InlineData("SC18SSCB11010000000000001497USD")]
    [InlineData("BR1800360305000010009795493C1")]
    [InlineData("FR1420041010050500013M02606")]
    public void Published_ibans_are_read(string text)
    {
        Assert.Null(Iban.TryRead(text, out var iban));
        Assert.Equal(text, iban.ToString());
        Assert.Equal(iban, Iban.Of(text[..2], text[4..]));
    }

    [Fact]
    public void Every_change_of_one_digit_of_an_iban_is_noticed()
    {
        const string good = "DE89370400440532013000";
        for (var place = 2; place < good.Length; place++)
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (digit == good[place]) continue;
                var bad = $"{good[..place]}{digit}{good[(place + 1)..]}";
                Assert.Equal(IsoRule.IbanCheckDigits, Iban.TryRead(bad, out _));
            }
    }

    [Theory]
    [InlineData("506700GE1G29325QX363", null)]
    [InlineData("506700GE1G29325QX364", IsoRule.LeiCheckDigits)]
    [InlineData("506700GE1G29325QX36", IsoRule.LeiForm)]
    [InlineData("506700ge1g29325qx363", IsoRule.LeiForm)]
    public void An_lei_has_check_digits(string text, IsoRule? rule) => Assert.Equal(rule, Lei.TryRead(text, out _));

    [Theory]
    [InlineData("DEUTDEFF", null)]
    [InlineData("DEUTDEFF500", null)]
    [InlineData("DEUTDEFF50", IsoRule.BicForm)]
    [InlineData("deutdeff", IsoRule.BicForm)]
    [InlineData("DEUT12FF", IsoRule.BicForm)]
    [InlineData("DEUTXXFF", IsoRule.BicCountry)]
    public void A_bic_has_a_form_and_a_country(string text, IsoRule? rule) =>
        Assert.Equal(rule, Bic.TryRead(text, out _));

    [Theory]
    [InlineData("0", true, "0", 0)]
    [InlineData("12.50", true, "12.5", 2)]
    [InlineData(".5", true, "0.5", 1)]
    [InlineData("5.", true, "5", 0)]
    [InlineData("000123456789012345678", true, "123456789012345678", 0)]
    [InlineData("1234567890123456789", false, "", 0)]
    [InlineData("1.123456", false, "", 0)]
    [InlineData("-1", false, "", 0)]
    [InlineData("+1", false, "", 0)]
    [InlineData("1,000.00", false, "", 0)]
    [InlineData("1e3", false, "", 0)]
    [InlineData(".", false, "", 0)]
    [InlineData("", false, "", 0)]
    [InlineData("١", false, "", 0)]
    public void A_decimal_is_exact_or_refused(string text, bool isRead, string printed, int decimals)
    {
        Assert.Equal(isRead, IsoDecimal.TryRead(text, out var value, out var found));
        if (isRead) Assert.Equal((printed, decimals), (value.ToString(), found));
    }

    [Fact]
    public void A_decimal_becomes_money_only_in_whole_minor_units()
    {
        Assert.True(IsoDecimal.TryRead("1.005", out var value, out _));
        Assert.Null(value.In(Currency.Of("EUR")));
        Assert.Equal(new Money(Currency.Of("KWD"), 1_005), value.In(Currency.Of("KWD")));
        Assert.Equal(value, IsoDecimal.Of(new Money(Currency.Of("KWD"), 1_005)));
        Assert.Equal("1234567.80", IsoDecimal.Write(new Money(Currency.Of("EUR"), 123_456_780)));
    }

    [Theory]
    [InlineData("2026-11-24T09:30:00", null, "2026-11-24T09:30:00")]
    [InlineData("2026-11-24T09:30:00Z", 0, "2026-11-24T09:30:00+00:00")]
    [InlineData("2026-11-24T09:30:00.123456789+05:30", 330, "2026-11-24T09:30:00.1234567+05:30")]
    [InlineData("2026-11-24T09:30:00-03:00", -180, "2026-11-24T09:30:00-03:00")]
    public void A_time_keeps_its_offset(string text, int? offset, string printed)
    {
        Assert.True(IsoDateTime.TryRead(text, out var time));
        Assert.Equal((offset, printed), (time.OffsetMinutes, time.ToString()));
        Assert.Equal(offset is null ? null
            : DateTimeOffset.Parse(printed, System.Globalization.CultureInfo.InvariantCulture), time.Instant);
    }

    [Theory]
    [InlineData("2026-02-29T09:30:00")]
    [InlineData("2026-11-24 09:30:00")]
    [InlineData("2026-11-24T24:30:00")]
    [InlineData("2026-11-24T09:30:00.")]
    [InlineData("2026-11-24T09:30:00+14:01")]
    [InlineData("2026-11-24T09:30:00+1:00")]
    [InlineData("2026-11-24T09:30")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("")]
    public void A_time_that_does_not_exist_is_refused(string text) => Assert.False(IsoDateTime.TryRead(text, out _));
}
