using Onus.Core;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Time;

/// <summary>How short and how long the terms of a product can be, by its calendar and from the day it is in
/// effect.</summary>
internal sealed class ClockLengths
{
    private readonly CivilCalendar _calendar;
    private readonly Dictionary<Term, TermLength> _known = [];

    private ClockLengths(CivilCalendar calendar, DateOnly first, DateOnly last, string? problem)
    {
        (_calendar, First, Last, Problem) = (calendar, first, last, problem);
    }

    /// <summary>The first day on which a case can open, as far as is known.</summary>
    public DateOnly First { get; }

    /// <summary>The last day that the calendar is relied on.</summary>
    public DateOnly Last { get; }

    /// <summary>Why business days have no length here: no calendar, no file, or one that does not read; null if they
    /// have.</summary>
    public string? Problem { get; }

    /// <summary>Whether the problem is that there is no file.</summary>
    public bool IsFileMissing { get; private init; }

    /// <summary>Whether <see cref="First"/> is more than a guess: the product is in effect from a day, or today is
    /// given.</summary>
    public bool IsFirstKnown { get; private init; }

    public BusinessCalendar? Business => _calendar.Business;

    /// <summary>By how many seconds summer time can shift a day; none without a zone.</summary>
    public ulong ShiftSeconds => _calendar.Zone.MostShiftSeconds(First, Last);

    public static ClockLengths Of(BoundProduct product, CheckOptions options)
    {
        var perimeter = product.Perimeter;
        if (perimeter.TimeZone is not { } name || !CivilZone.TryFind(name, out var zone))
            Invariant.Holds(CivilZone.TryFind("UTC", out zone));
        BusinessCalendar? business = null;
        var problem = "the perimeter names no calendar";
        var file = perimeter.Calendar is { } named ? options.ReadBeside(named.File) : null;
        if (file is not null) BusinessCalendar.TryRead(file, out business, out problem);
        else if (perimeter.Calendar is { } missing) problem = $"there is no file \"{missing.File}\" beside the product";
        var first = Later(product.InEffect, options.AsOf)
            ?? (business is null ? new DateOnly(2026, 1, 1) : new DateOnly(business.FirstYear, 1, 1));
        var last = perimeter.Calendar is { } c && c.Through > first ? c.Through : first;
        return new ClockLengths(
            new CivilCalendar(zone, business, perimeter.MonthEnd), first, last, business is null ? problem : null)
        {
            IsFileMissing = file is null,
            IsFirstKnown = product.InEffect is not null || options.AsOf is not null,
        };
    }

    /// <summary>The length of a time; null for one that cannot be told: business days without a readable calendar, or
    /// a time longer than any log.</summary>
    public TermLength? Of(Quantity quantity)
    {
        if (TermOf(quantity) is not { } term || (term.Unit == TermUnit.BusinessDay && Problem is not null)) return null;
        if (_known.TryGetValue(term, out var known)) return known;
        return _known[term] = TermLength.Of(term, _calendar, First, Last);
    }

    /// <summary>A time of the language as a term; null when it is longer than a thousand years, which no clock
    /// is.</summary>
    public static Term? TermOf(Quantity quantity)
    {
        const ulong mostDays = 366_000;
        Invariant.Holds(quantity.IsTime);
        var unit = (TermUnit)(quantity.Unit - QuantityUnit.Second);
        var most = unit switch
        {
            TermUnit.Second => mostDays * Term.SecondsPerDay,
            TermUnit.Minute => mostDays * 1_440,
            TermUnit.Hour => mostDays * 24,
            TermUnit.Week => mostDays / 7,
            TermUnit.Month => mostDays / 31,
            TermUnit.Year => mostDays / 366,
            _ => mostDays,
        };
        return quantity.Amount > most ? null : new Term((ulong)quantity.Amount, unit);
    }

    private static DateOnly? Later(DateOnly? left, DateOnly? right) =>
        left is null ? right : right is null || left > right ? left : right;
}
