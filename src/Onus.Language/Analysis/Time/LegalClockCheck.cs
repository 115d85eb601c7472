using Onus.Core;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Time;

/// <summary>ONUS0407 and 0408: a clock over all states of a meaning can fire in each of them, and it is clear which
/// clock
/// comes first.</summary>
internal static class LegalClockCheck
{
    public static void Check(TimeReport report, DiagnosticBag bag)
    {
        var product = report.Product;
        foreach (var legal in product.Legal)
        {
            if (legal.Clock is not { Then: { } then } clock) continue;
            var step = product[then];
            var states = product.StateRefs
                .Where(s => product[s].Legal?.Name == legal.Name && !product[s].Final)
                .ToList();
            if (states.Count == 0) continue;
            var fault = CannotFire(product, legal, clock, step, states)
                ?? FallbackCheck.ByClock(product, "on " + legal.Name, step, clock)
                ?? FallbackCheck.Conditional(step, "on " + legal.Name, clock);
            var isTold = fault is not null && bag.Items.Any(d => d.Code == fault.Code && d.Primary == fault.Primary);
            if (fault is not null && !isTold) bag.Add(fault);
            if (fault is null && Unclear(report, legal, clock, states) is { } doubt) bag.Add(doubt);
        }
    }

    private static Diagnostic? CannotFire(
        BoundProduct product, BoundLegal legal, BoundClock clock, BoundStep step, List<StateRef> states)
    {
        var missing = states.Where(s => !step.From.Contains(s)).Select(s => product[s]).ToList();
        var target = step.To is { } to ? product[to] : null;
        var staying = target is { Final: false } && target.Legal?.Name == legal.Name ? target : null;
        if (missing.Count == 0 && staying is null) return null;
        var title = missing.Count > 0
            ? $"the clock on {legal.Name} cannot fire in {missing.Select(s => s.Quoted()).And()}"
            : $"the clock on {legal.Name} takes {step.Quoted()}, which leaves the case in the same meaning";
        var from = string.Join(", ", missing.Select(s => s.Name));
        return Diagnostic.Of(
            DiagnosticCode.LegalClockCannotFire, title, clock.ThenSpan, $"taken after {clock.Limit} in all") with
        {
            Secondary = missing.Count > 0
                ?
                [
                    new Place(step.FromSpan, $"does not start from {from}"),
                    .. missing.Select(s => new Place(s.LegalSpan, "also means this")),
                ]
                : [new Place(step.ToSpan, $"{staying!.Name} also means {legal.Name}")],
            Fix = missing.Count > 0
                ? new Fix($"add {from} to `from` in {step.Name}", new TextSpan(step.FromSpan.End, 0), ", " + from)
                : new Fix($"let the clock take a step to a state that is not {legal.Name}"),
            Poisons = staying is null ? [] : [Poison.Clock(staying)],
        };
    }

    private static Diagnostic? Unclear(TimeReport report, BoundLegal legal, BoundClock clock, List<StateRef> states)
    {
        if (report.Lengths.Of(clock.Limit.Value) is not { } all) return null;
        var unclear = states.Select(s => report.Product[s])
            .Where(s => s.Clock is { } own && own.Limit.Value != clock.Limit.Value)
            .Where(s => Overlap(report.Lengths.Of(s.Clock!.Limit.Value), all))
            .ToList();
        if (unclear.Count == 0) return null;
        var limits = unclear.Select(s => s.Clock!.Limit).ToList();
        Quantity[] times = [.. limits.Select(l => l.Value), clock.Limit.Value];
        var places = limits.Select(l => new Place(l.Span, Span(report.Lengths.Of(l.Value)!.Value))).ToList();
        return Diagnostic.Of(
            DiagnosticCode.DependsOnCalendar,
            $"which clock ends {unclear.Select(s => s.Quoted()).And()} depends on {What(times)}",
            places[0].Span,
            places[0].Label) with
        {
            Secondary =
            [
                new Place(clock.Limit.Span, $"in all states that mean {legal.Name}: {Span(all)}"),
                .. places.Skip(1),
            ],
            Fix = new Fix("count all of them in the same unit, or keep them further apart"),
        };
    }

    // Both clocks start together on the first visit: if their lengths overlap, the calendar decides which comes first.
    private static bool Overlap(TermLength? own, TermLength all) =>
        own is { } one && !(IsFixed(one) && IsFixed(all))
        && one.MostSeconds > all.LeastSeconds && all.MostSeconds > one.LeastSeconds;

    internal static string Span(TermLength length) => IsFixed(length)
        ? TimeText.Of(length.MostSeconds)
        : $"{TimeText.Of(length.LeastSeconds)} to {TimeText.Of(length.MostSeconds)}";

    internal static bool IsFixed(TermLength length) => length.LeastSeconds == length.MostSeconds;

    /// <summary>What a comparison of times depends on.</summary>
    internal static string What(params ReadOnlySpan<Quantity> times)
    {
        foreach (var time in times)
            if (time.Unit == QuantityUnit.BusinessDay) return "the holidays";
        foreach (var time in times)
            if (time.Unit == QuantityUnit.Month) return "the length of the months";
        return "the length of the year";
    }
}
