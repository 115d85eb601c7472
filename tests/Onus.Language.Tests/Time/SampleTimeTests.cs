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

    private static TimeReport Report(string sample)
    {
        var path = Path.Combine(TestFiles.Folder, "samples", sample);
        var options = TestFiles.OptionsFor(path);
        return TimeReport.Of(ProductCheck.Check(TestFiles.Source(path), options).Product!, options);
    }
}
