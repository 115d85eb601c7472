using Onus.Language.Binding;

namespace Onus.Language.Analysis.Evidence;

/// <summary>ONUS0804: a report has a deadline.</summary>
internal static class ReportCheck
{
    internal static void Check(BoundProduct product, DiagnosticBag bag)
    {
        foreach (var step in product.Steps)
            foreach (var report in step.Reports.Where(r => r.Within is null))
                bag.Add(Diagnostic.Of(DiagnosticCode.ReportWithoutDeadline,
                    $"{step.Quoted()} reports {report.What} to {report.To.Name} without a deadline", report.Span, "due when?") with
                {
                    Fix = new Fix($"reports {report.What} to {report.To.Name} within ..., a time that a rule sets"),
                });
    }
}
