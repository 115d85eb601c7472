using Onus.Language.Binding;

namespace Onus.Language.Analysis.Time;

/// <summary>ONUS0401 to 0412: silence leads to an end, no case runs for ever, and none longer than it may.</summary>
internal static class TimeAnalysis
{
    internal static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        var report = TimeReport.Of(product, options);
        CalendarCheck.Check(report, bag);
        FallbackCheck.Check(product, bag);
        LegalClockCheck.Check(report, bag);
        // A case that goes in a circle has no length to speak of.
        if (!CircleCheck.Check(report, bag)) LengthCheck.Check(report, bag);
        ThresholdCheck.Check(report, bag);
        RecoveryCheck.Check(product, bag);
    }
}
