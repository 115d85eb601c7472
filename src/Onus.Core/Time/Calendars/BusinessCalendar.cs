using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Onus.Core;

/// <summary>One day on which a business calendar differs from the plain week.</summary>
/// <param name="Date">The day.</param>
/// <param name="IsOpen">A weekend day on which people work; otherwise a holiday.</param>
/// <param name="Name">What the source calls it.</param>
public readonly record struct CalendarDay(DateOnly Date, bool IsOpen, string Name);

/// <summary>The days on which business is done, read from a CSV file with its source and published years.</summary>
/// <remarks>Within the published years the file is the truth. After them the calendar is provisional: every weekday
/// counts as open, and <see cref="Beyond"/> bounds how wrong that can be.</remarks>
public sealed class BusinessCalendar
{
    private readonly int _first;
    private readonly bool[] _open;
    private readonly ImmutableArray<DayOfWeek> _weekend;

    internal BusinessCalendar(CalendarHeader header, ImmutableArray<CalendarDay> days, Hash256 hash)
    {
        (Source, FirstYear, LastYear) = (header.Source!, header.FirstYear, header.LastYear);
        (Beyond, Days, Hash) = (header.Beyond, days, hash);
        _weekend = header.Weekend;
        _first = new DateOnly(FirstYear, 1, 1).DayNumber;
        _open = new bool[new DateOnly(LastYear, 12, 31).DayNumber - _first + 1];
        for (var i = 0; i < _open.Length; i++) _open[i] = IsWeekday(_first + i);
        foreach (var day in days) _open[day.Date.DayNumber - _first] = day.IsOpen;
    }

    /// <summary>Who published the holidays, as the file says it.</summary>
    public string Source { get; }

    /// <summary>The first year whose holidays are published.</summary>
    public int FirstYear { get; }

    /// <summary>The last year whose holidays are published.</summary>
    public int LastYear { get; }

    /// <summary>What is assumed at most of later years; null when the file ends with its published years.</summary>
    public CalendarBound? Beyond { get; }

    /// <summary>The days that differ from the plain week, in order.</summary>
    public ImmutableArray<CalendarDay> Days { get; }

    /// <summary>SHA-256 of the file, byte for byte.</summary>
    public Hash256 Hash { get; }

    /// <summary>The days of the week that are closed unless the file says otherwise.</summary>
    public ImmutableArray<DayOfWeek> Weekend => _weekend;

    /// <summary>Reads a calendar file; a problem is one line that says what, where and what to do.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> file, [NotNullWhen(true)] out BusinessCalendar? calendar, out string problem)
    {
        calendar = CalendarFile.Read(file, out problem);
        return calendar is not null;
    }

    /// <summary>Whether the holidays of this day's year are published.</summary>
    public bool IsPublished(DateOnly date) => date.Year >= FirstYear && date.Year <= LastYear;

    /// <summary>Whether business is done on this day; outside the published years, whether it is a weekday.</summary>
    public bool IsOpen(DateOnly date) => IsOpen(date.DayNumber);

    /// <summary>The business day that is the <paramref name="count"/>th after this day; the day itself does not
    /// count.</summary>
    /// <exception cref="OverflowException">There is no such day before the year 10,000.</exception>
    public DateOnly DayAfter(DateOnly date, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var day = date.DayNumber;
        while (count > 0)
        {
            if (++day > DateOnly.MaxValue.DayNumber) throw new OverflowException("no business day after the year 9999");
            if (IsOpen(day)) count--;
        }

        return DateOnly.FromDayNumber(day);
    }

    /// <summary>The first of the <paramref name="count"/> business days that end with this day, which counts if it
    /// is open.</summary>
    /// <exception cref="OverflowException">There is no such day after the year 0.</exception>
    public DateOnly DayBefore(DateOnly date, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var day = date.DayNumber + 1;
        while (count > 0)
        {
            if (--day < DateOnly.MinValue.DayNumber) throw new OverflowException("no business day before the year 1");
            if (IsOpen(day)) count--;
        }

        return DateOnly.FromDayNumber(Math.Min(day, date.DayNumber));
    }

    /// <summary>How short and how long that many business days can be, whenever in these dates they start.</summary>
    /// <remarks>A start at midnight is the longest, a start just before midnight the shortest. Where a span leaves the
    /// published years, <see cref="Beyond"/> bounds it; without a bound the plain week does.</remarks>
    public TermLength LengthOf(int businessDays, DateOnly first, DateOnly last)
    {
        Invariant.Holds(businessDays >= 0 && first <= last);
        if (businessDays == 0) return new TermLength(0, 0, first);
        var open = Enumerable.Range(0, _open.Length).Where(i => _open[i]).ToArray();
        var (from, to) = (first.DayNumber - _first, last.DayNumber - _first);
        var (least, most, worst) = (int.MaxValue, 0, first);
        var next = 0;
        for (var start = Math.Max(from, 0); start <= to && start < _open.Length; start++)
        {
            while (next < open.Length && open[next] <= start) next++;
            if (next + businessDays > open.Length) break;
            var length = open[next + businessDays - 1] + 1 - start;
            least = Math.Min(least, length - 1);
            if (length > most) (most, worst) = (length, DateOnly.FromDayNumber(_first + start));
        }

        var provisional = from < 0 || open.Count(day => day > to) < businessDays;
        if (provisional)
        {
            least = Math.Min(least, businessDays);
            var bound = (Beyond ?? CalendarBound.PlainWeek).Longest(businessDays, _weekend);
            if (bound > most) (most, worst) = (bound, new DateOnly(Math.Max(LastYear + 1, first.Year), 1, 1));
        }

        return new TermLength((ulong)least * Term.SecondsPerDay, (ulong)most * Term.SecondsPerDay, worst, provisional);
    }

    private bool IsOpen(int dayNumber) =>
        dayNumber >= _first && dayNumber - _first < _open.Length ? _open[dayNumber - _first] : IsWeekday(dayNumber);

    private bool IsWeekday(int dayNumber) => !_weekend.Contains(DateOnly.FromDayNumber(dayNumber).DayOfWeek);
}
