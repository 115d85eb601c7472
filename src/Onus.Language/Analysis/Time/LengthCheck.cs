using System.Collections.Immutable;
using System.Globalization;
using Onus.Core;

namespace Onus.Language.Analysis.Time;

/// <summary>ONUS0408 to 0410: the longest case keeps within what the product promises, and within its
/// calendar.</summary>
internal static class LengthCheck
{
    public static void Check(TimeReport report, DiagnosticBag bag)
    {
        if (report.Longest is not { } longest) return;
        // A case that is too long is the reason, too, why the calendar ends too early.
        if ((Promise(report, longest) ?? CalendarEnd(report, longest)) is { } fault) bag.Add(fault);
    }

    private static Diagnostic? Promise(TimeReport report, LongestCase longest)
    {
        var product = report.Product;
        if (product.Perimeter.EndsWithin is not { } promise) return null;
        if (report.Lengths.Of(promise.Value) is not { } limit) return null;
        if (longest.Seconds + Shift(report, longest, promise.Value) <= limit.LeastSeconds) return null;
        var near = BusinessDays(report, longest);
        if (longest.Seconds > limit.MostSeconds)
        {
            return Diagnostic.Of(
                DiagnosticCode.TooLong,
                $"a case can last {TimeText.Of(longest.Seconds)}, longer than the {promise.Value} it may",
                promise.Span,
                promise.Name is null ? "promised here" : $"{promise.Value} promised here") with
            {
                Cases = [longest.Text(product)],
                Near = near,
                Fix = new Fix($"shorten a clock on the way, or promise {TimeText.Of(longest.Seconds)}"),
            };
        }

        var depends = LegalClockCheck.IsFixed(limit) ? "when summer time begins" : LegalClockCheck.What(promise.Value);
        return Diagnostic.Of(
            DiagnosticCode.DependsOnCalendar,
            $"whether every case ends within {promise} depends on {depends}",
            promise.Span,
            LegalClockCheck.Span(limit)) with
        {
            Cases = [$"{longest.Text(product)}: {TimeText.Of(longest.Seconds)}"],
            Near = near,
            Fix = new Fix("promise a little more, or count in days"),
        };
    }

    // Exact hours and calendar days drift apart by at most the shift of summer time.
    private static ulong Shift(TimeReport report, LongestCase longest, Quantity promise)
    {
        var exact = longest.Visits.Select(v => report.Product[v.State].Clock?.Limit.Value)
            .OfType<Quantity>().Append(promise).Select(q => q.IsExactTime).Distinct().Count();
        return exact > 1 ? report.Lengths.ShiftSeconds : 0;
    }

    private static ImmutableArray<string> BusinessDays(TimeReport report, LongestCase longest) =>
    [
        .. longest.Visits.Select(v => report.Product[v.State].Clock?.Limit.Value).OfType<Quantity>()
            .Where(q => q.Unit == QuantityUnit.BusinessDay).Distinct()
            .Select(q => (Time: q, Length: report.Lengths.Of(q)!.Value))
            .Select(q => $"{q.Time} can be {TimeText.Of(q.Length.MostSeconds)}" + (q.Length.IsProvisional
                ? ", by the most holidays that the calendar allows for"
                : ", from " + Date(q.Length.WorstStart))),
    ];

    private static Diagnostic? CalendarEnd(TimeReport report, LongestCase longest)
    {
        var (product, lengths) = (report.Product, report.Lengths);
        var counted = product.States.Select(s => s.Clock).Concat(product.Legal.Select(l => l.Clock))
            .Any(c => c?.Limit.Value.Unit == QuantityUnit.BusinessDay);
        if (!counted || !lengths.IsFirstKnown) return null;
        if (product.Perimeter.Calendar is not { } calendar || lengths.Business is not { } business) return null;
        var days = (int)((longest.Seconds + Term.SecondsPerDay - 1) / Term.SecondsPerDay);
        var end = lengths.First.AddDays(days);
        var published = new DateOnly(business.LastYear, 12, 31);
        var bare = business.Beyond is null && published < calendar.Through;
        if (end <= (bare ? published : calendar.Through)) return null;
        return Diagnostic.Of(
            DiagnosticCode.CalendarEndsTooEarly,
            $"the calendar {calendar.Name} ends before the longest case could",
            calendar.ThroughSpan,
            bare ? $"the file's published years end with {business.LastYear}" : "the last day it is relied on") with
        {
            Cases =
            [
                $"a case opened on {Date(lengths.First)} can last {TimeText.Of(longest.Seconds)}, until {Date(end)}",
            ],
            Fix = bare
                ? new Fix($"add a `# beyond:` line to {calendar.File}, or the holidays through {end.Year}")
                : new Fix($"rely on the calendar through {Date(new DateOnly(end.Year, 12, 31))}",
                    calendar.ThroughSpan, Date(new DateOnly(end.Year, 12, 31))),
        };
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
