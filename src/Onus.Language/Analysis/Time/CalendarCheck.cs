using Onus.Language.Binding;

namespace Onus.Language.Analysis.Time;

/// <summary>The calendar file that business days need is there (ONUS0101) and reads (ONUS0002).</summary>
internal static class CalendarCheck
{
    public static void Check(TimeReport report, DiagnosticBag bag)
    {
        if (report.Lengths.Problem is not { } problem || report.Product.Perimeter.Calendar is not { } calendar) return;
        if (!QuantityUses.Of(report.Product).Any(u => u.Quantity.Value.Unit == QuantityUnit.BusinessDay)) return;
        bag.Add(report.Lengths.IsFileMissing
            ? Diagnostic.Of(DiagnosticCode.UnknownName, problem, calendar.Span, "not found") with
            {
                Fix = new Fix("put the file there, or name one that is there"),
            }
            : Diagnostic.Of(DiagnosticCode.Unfinished, $"the calendar {calendar.Name} does not read", calendar.Span, problem) with
            {
                Fix = new Fix($"mend {calendar.File}"),
            });
    }
}
