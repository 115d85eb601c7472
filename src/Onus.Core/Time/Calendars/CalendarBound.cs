using System.Collections.Immutable;

namespace Onus.Core;

/// <summary>What a calendar assumes, at most, of years whose holidays are not published yet.</summary>
/// <param name="HolidaysPerYear">How many days of the plain working week are closed in a calendar year.</param>
/// <param name="ClosedInARow">How many days in a row are closed, weekends included.</param>
public sealed record CalendarBound(int HolidaysPerYear, int ClosedInARow)
{
    /// <summary>No holidays at all: a weekend of two days is the longest closure.</summary>
    internal static CalendarBound PlainWeek { get; } = new(0, 2);

    /// <summary>The longest that so many business days can last, in days from the midnight they start at.</summary>
    /// <remarks>The smaller of two bounds: every business day may follow a longest closure; and the span holds no more
    /// closed weekdays than its calendar years have holidays.</remarks>
    internal int Longest(int businessDays, ImmutableArray<DayOfWeek> weekend)
    {
        var byRuns = 1L + (long)businessDays * (ClosedInARow + 1);
        long years = 2;
        long byHolidays;
        while (true)
        {
            byHolidays = LongestWeekdays(businessDays + HolidaysPerYear * years, weekend);
            var touched = 2 + (byHolidays - 1) / 365;
            if (touched <= years) break;
            years = touched;
        }

        return checked((int)Math.Min(byRuns, byHolidays));
    }

    private static long LongestWeekdays(long weekdays, ImmutableArray<DayOfWeek> weekend)
    {
        var perWeek = 7 - weekend.Length;
        var (weeks, rest) = (weekdays / perWeek, weekdays % perWeek);
        long longest = 0;
        for (var start = 0; start < 7; start++)
        {
            // The last business day is never a weekend day, so a rest of none is a full week less the days after it.
            var (left, day) = (rest == 0 ? perWeek : rest, start);
            while (left > 0)
                if (!weekend.Contains((DayOfWeek)(++day % 7))) left--;
            longest = Math.Max(longest, day + 1 - start);
        }

        return longest + 7 * (rest == 0 ? weeks - 1 : weeks);
    }
}
