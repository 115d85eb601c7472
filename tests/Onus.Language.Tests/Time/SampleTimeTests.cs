using Onus.Language.Analysis.Time;

namespace Onus.Language.Tests.Time;

/// <summary>What the clocks of the sample products add up to; the numbers are the specification's.</summary>
public sealed class SampleTimeTests
{
    [Theory]
    [InlineData("chargeback.onus", "504 days")]
    [InlineData("scam-hold.onus", "182 days 15 minutes")]
    [InlineData("remittance.onus", "153 days")]
    public void The_longest_case_lasts(string sample, string length) =>
        Assert.Equal(length, TimeText.Of(Report(sample).Longest!.Seconds));

    [Theory]
    [InlineData("chargeback.onus", "claimed > evidence-held > escalated > written-off, 21 days")]
    [InlineData("scam-hold.onus", "alerted > pending-review > returned, 1 day 15 minutes")]
    [InlineData("remittance.onus", "ordered > in-review > turned-down > not-sent, 44 days")]
    public void If_nobody_does_anything(string sample, string path)
    {
        var report = Report(sample);
        Assert.Equal(path, report.Silence!.Text(report.Product));
    }

    [Fact]
    public void A_product_with_errors_has_no_clock_lines_and_one_without_has_two()
    {
        var path = Path.Combine(TestFiles.Folder, "golden", "time", "0409-promise-too-short.onus");
        Assert.Empty(ProductCheck.Check(TestFiles.Source(path), TestFiles.OptionsFor(path)).ClockLines());
        path = Path.Combine(TestFiles.Folder, "samples", "scam-hold.onus");
        Assert.Equal(
            [
                "if nobody does anything: alerted > pending-review > returned, 1 day 15 minutes",
                "the longest case: alerted 15 minutes > pending-review 1 day > order-sought 1 day > blocked 30 days 6 times"
                + " > order-appealed 14 days > blocked 30 days > returned (restricted at most 180 days in all), 182 days 15 minutes",
            ],
            ProductCheck.Check(TestFiles.Source(path), TestFiles.OptionsFor(path)).ClockLines());
    }

    private static TimeReport Report(string sample)
    {
        var path = Path.Combine(TestFiles.Folder, "samples", sample);
        var options = TestFiles.OptionsFor(path);
        return TimeReport.Of(ProductCheck.Check(TestFiles.Source(path), options).Product!, options);
    }
}
