using NodaTime;

namespace Onus.Core;

/// <summary>Where a month ends that has no such day: one month after 31 January.</summary>
public enum MonthEnd : byte
{
    /// <summary>On the last day of the shorter month: 28 February.</summary>
    Back,

    /// <summary>On the first day of the month after: 1 March.</summary>
    Forward,
}

/// <summary>Says when a term that starts at an instant is over: a time zone, a business calendar, and how month ends
/// roll.</summary>
public sealed class CivilCalendar(CivilZone zone, BusinessCalendar? business = null, MonthEnd monthEnd = MonthEnd.Back)
{
    // No log reaches beyond the year 2554.
    private const ulong MostSeconds = ulong.MaxValue / LogTime.NanosecondsPerSecond;

    /// <summary>The time zone in which days begin and end.</summary>
    public CivilZone Zone { get; } = zone;

    /// <summary>The calendar of business days; null where none is needed.</summary>
    public BusinessCalendar? Business { get; } = business;

    /// <summary>How month ends roll.</summary>
    public MonthEnd MonthEnd { get; } = monthEnd;

    /// <summary>The instant at which a term that starts at <paramref name="start"/> is over.</summary>
    /// <remarks>Seconds, minutes and hours are exact. Days, weeks, months and years end at the same local time; where
    /// that time is skipped, at the first instant after the gap, and where it comes twice, the second time. Business
    /// days
    /// are whole days after the day of the start, and end when the last of them does.</remarks>
    /// <exception cref="OverflowException">The end lies after <see cref="LogTime.Max"/>.</exception>
    public LogTime Due(LogTime start, Term term)
    {
        if (term.Count > MostSeconds / term.LeastUnitSeconds) throw new OverflowException($"{term} outlast every log");
        return CivilZone.ToLogTime(End(CivilZone.ToInstant(start), term));
    }

    /// <summary>The instant from which a window of that length reaches to <paramref name="end"/>; the epoch where it
    /// would
    /// begin before.</summary>
    /// <remarks>Seconds, minutes and hours are exact. Days, weeks, months and years begin at the same local time;
    /// business
    /// days at the start of the first of that many open days that end with the day of <paramref name="end"/>.</remarks>
    public LogTime Start(LogTime end, Term term)
    {
        if (term.Count > MostSeconds / term.LeastUnitSeconds) return LogTime.Epoch;
        if (term.IsExact)
        {
            var length = (UInt128)term.Count * term.LeastUnitSeconds * LogTime.NanosecondsPerSecond;
            return length > end.Nanoseconds ? LogTime.Epoch : new LogTime(end.Nanoseconds - (ulong)length);
        }

        var local = Zone.LocalAt(CivilZone.ToInstant(end));
        var count = (int)term.Count;
        if (term.Unit != TermUnit.BusinessDay) return FromEpoch(Zone.At(Later(local.Date, term.Unit, -count) + local.TimeOfDay));
        Invariant.Holds(Business is not null);
        return FromEpoch(Zone.StartOf(LocalDate.FromDateOnly(Business.DayBefore(local.Date.ToDateOnly(), count))));
    }

    private static LogTime FromEpoch(Instant instant) =>
        instant < NodaConstants.UnixEpoch ? LogTime.Epoch : CivilZone.ToLogTime(instant);

    private Instant End(Instant start, Term term)
    {
        if (term.IsExact) return start + Duration.FromSeconds((long)(term.Count * term.LeastUnitSeconds));
        var local = Zone.LocalAt(start);
        var count = (int)term.Count;
        if (term.Unit != TermUnit.BusinessDay) return Zone.At(Later(local.Date, term.Unit, count) + local.TimeOfDay);
        Invariant.Holds(Business is not null);
        var last = Business.DayAfter(local.Date.ToDateOnly(), count);
        return Zone.StartOf(LocalDate.FromDateOnly(last).PlusDays(1));
    }

    private LocalDate Later(LocalDate date, TermUnit unit, int count) => unit switch
    {
        TermUnit.Day => date.PlusDays(count),
        TermUnit.Week => date.PlusDays(7 * count),
        TermUnit.Month => LaterMonth(date, count),
        _ => LaterMonth(date, 12 * count),
    };

    private LocalDate LaterMonth(LocalDate date, int months)
    {
        var later = date.PlusMonths(months);
        return MonthEnd == MonthEnd.Forward && later.Day < date.Day ? later.PlusDays(1) : later;
    }
}
