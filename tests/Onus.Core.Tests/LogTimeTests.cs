using CsCheck;

namespace Onus.Core.Tests;

public sealed class LogTimeTests
{
    [Fact]
    public void Every_instant_reads_back_from_what_it_prints() =>
        Gen.ULong.Sample(ns => LogTime.TryParse(new LogTime(ns).ToString(), out var back) && back.Nanoseconds == ns);

    [Theory]
    [InlineData("2026-11-24T08:30:00Z", 1_795_509_000_000_000_000)]
    [InlineData("2026-11-24T08:30:00.5Z", 1_795_509_000_500_000_000)]
    [InlineData("1970-01-01T00:00:00.000000001Z", 1)]
    public void An_instant_reads_as_nanoseconds(string text, long nanoseconds)
    {
        Assert.True(LogTime.TryParse(text, out var time));
        Assert.Equal((ulong)nanoseconds, time.Nanoseconds);
    }

    [Theory]
    [InlineData("2026-11-24T08:30:00")]
    [InlineData("2026-11-24T08:30:00+08:00")]
    [InlineData("2026-11-24 08:30:00Z")]
    [InlineData("2026-11-24T08:30:00.Z")]
    [InlineData("2026-11-24T08:30:00.0000000001Z")]
    [InlineData("2026-13-24T08:30:00Z")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void An_instant_in_any_other_form_is_refused(string text) => Assert.False(LogTime.TryParse(text, out _));

    [Fact]
    public void A_wall_clock_that_steps_back_never_takes_the_log_back()
    {
        var last = new LogTime(1_000);
        Assert.Equal(new LogTime(2_000), LogTime.NextAfter(last, new LogTime(2_000)));
        Assert.Equal(new LogTime(1_001), LogTime.NextAfter(last, new LogTime(1_000)));
        Assert.Equal(new LogTime(1_001), LogTime.NextAfter(last, new LogTime(5)));
    }
}
