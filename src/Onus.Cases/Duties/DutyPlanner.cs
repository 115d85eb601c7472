using System.Collections.Immutable;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language;
using Onus.Language.Compiled;

namespace Onus.Cases.Duties;

/// <summary>Which duties an act gives rise to: those of every step that fired, in the order of the firings and of the text.</summary>
internal static class DutyPlanner
{
    /// <summary>The duties of the steps that fired.</summary>
    /// <param name="product">The product version of the case.</param>
    /// <param name="case">The case.</param>
    /// <param name="act">The act's index.</param>
    /// <param name="firings">The steps that fired.</param>
    /// <param name="now">The act's time.</param>
    /// <param name="book">Where regulators' logs stand.</param>
    public static ImmutableArray<Duty> Plan(
        EnactedProduct product, ulong @case, ulong act, ReadOnlySpan<Firing> firings, LogTime now, DutyBook book)
    {
        List<Duty>? duties = null;
        for (var i = 0; i < firings.Length; i++)
        {
            var step = product.Product.Steps[firings[i].Step];
            if (step.Tells.IsEmpty && step.Reports.IsEmpty && step.ReviewedBy is null) continue;
            duties ??= [];
            for (var clause = 0; clause < step.Tells.Length; clause++)
                duties.Add(new Duty(DutyKind.Notice, i, clause, DueOf(product, now, step.Tells[clause].Within)));
            for (var clause = 0; clause < step.Reports.Length; clause++)
            {
                var due = DueOf(product, now, step.Reports[clause].Within);
                var record = new ReportRecord(
                    ReportEvent.Due, new DutyName(act, duties.Count), SubjectOf(product.Product, product.Compiled, @case, step, clause, due), null);
                duties.Add(new Duty(DutyKind.Report, i, clause, due, NextPlace(product, step.Reports[clause], record, duties, book)));
            }

            if (step.ReviewedBy is { } review) duties.Add(new Duty(DutyKind.Review, i, 0, DueOf(product, now, review.Within)));
        }

        return duties is null ? [] : [.. duties];
    }

    /// <summary>Whether an act has exactly the duties of its firings, whatever warnings it has.</summary>
    public static bool IsWhole(ActEntry act, Product product)
    {
        var next = 0;
        for (var place = 0; place < act.Firings.Length; place++)
        {
            var step = product.Steps[act.Firings[place].Step];
            for (var clause = 0; clause < step.Tells.Length; clause++)
                if (!IsNext(act, ref next, DutyKind.Notice, place, clause)) return false;
            for (var clause = 0; clause < step.Reports.Length; clause++)
            {
                if (!IsNext(act, ref next, DutyKind.Report, place, clause)) return false;
                var regulator = product.Perimeter.Regulators[step.Reports[clause].Regulator].Name;
                if (act.Duties[next - 1].Place?.Regulator != regulator) return false;
            }

            if (step.ReviewedBy is not null && !IsNext(act, ref next, DutyKind.Review, place, 0)) return false;
        }

        for (; next < act.Duties.Length; next++)
            if (act.Duties[next].Kind != DutyKind.Warning) return false;
        return true;
    }

    /// <summary>What a regulator's log says of a report that falls due.</summary>
    public static ReportSubject SubjectOf(Product product, Hash256 compiled, ulong @case, Step step, int clause, LogTime due) => new(
        product.Name, product.Version, compiled, @case, step.Name, step.Reports[clause].Name,
        [.. step.Because.Select(source => Cited(product.Sources[source]))], due);

    private static string Cited(Source source) => source.Cites is { } cites ? $"{source.Name}: {cites}" : source.Name;

    private static bool IsNext(ActEntry act, ref int next, DutyKind kind, int firing, int clause)
    {
        if (next == act.Duties.Length) return false;
        var duty = act.Duties[next++];
        return duty.Kind == kind && duty.Firing == firing && duty.Clause == clause && (duty.Place is not null) == (kind == DutyKind.Report);
    }

    private static ReportPlace NextPlace(
        EnactedProduct product, Report report, ReportRecord record, List<Duty> before, DutyBook book)
    {
        var regulator = product.Product.Perimeter.Regulators[report.Regulator].Name;
        var index = book.NextPlace(regulator);
        foreach (var duty in before)
            if (duty.Place is { } place && place.Regulator == regulator) index++;
        return record.PlaceAt(regulator, index);
    }

    private static LogTime DueOf(EnactedProduct product, LogTime now, Quantity? within) =>
        within is { } length ? product.Calendar.Due(now, length.ToTerm()) : now;
}
