using System.Globalization;
using CsCheck;

namespace Onus.Core.Tests.Calendars;

public sealed class TermLengthTests
{
    private static readonly DateOnly First = new(2027, 1, 1);
    private static readonly DateOnly Last = new(2031, 12, 31);

    [Theory]
    [InlineData(1, 6)]
    [InlineData(5, 13)]
    [InlineData(15, 27)]
    public void Business_days_over_the_Target_holidays_of_five_years_last_at_most(int count, int days)
    {
        var length = CivilCalendarTests.Shipped("target2").LengthOf(count, First, Last);
        Assert.Equal((ulong)days, length.MostSeconds / 86_400);
        Assert.False(length.IsProvisional);
    }

    [Fact]
    public void One_business_day_is_longest_when_it_starts_on_the_Thursday_before_Easter()
    {
        var length = CivilCalendarTests.Shipped("target2").LengthOf(1, First, Last);
        Assert.Equal(new DateOnly(2027, 3, 25), length.WorstStart);
        Assert.Equal(86_400ul, length.LeastSeconds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    public void The_scan_agrees_with_counting_every_start(int count)
    {
        var calendar = CivilCalendarTests.Shipped("cn");
        var (first, last) = (new DateOnly(2025, 1, 1), new DateOnly(2026, 10, 31));
        var lengths = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1)
            .Select(i => first.AddDays(i))
            .Select(start => calendar.DayAfter(start, count).DayNumber + 1 - start.DayNumber)
            .ToArray();
        var length = calendar.LengthOf(count, first, last);
        Assert.Equal((ulong)lengths.Max() * 86_400, length.MostSeconds);
        Assert.Equal((ulong)(lengths.Min() - 1) * 86_400, length.LeastSeconds);
    }

    [Fact]
    public void Years_that_nobody_has_published_are_bounded_by_the_declared_maximum()
    {
        var length = CivilCalendarTests.Shipped("cn").LengthOf(1, First, Last);
        Assert.True(length.IsProvisional);
        Assert.Equal(12 * 86_400ul, length.MostSeconds);
    }

    [Fact]
    public void No_calendar_within_a_bound_is_longer_than_the_bound_says() =>
        Gen.Select(Gen.Int[0, 14].Array[0, 12], Gen.Int[1, 12]).Sample((gaps, count) =>
        {
            var (holidays, day) = (new SortedSet<DateOnly>(), new DateOnly(2026, 1, 1));
            foreach (var gap in gaps)
            {
                day = day.AddDays(gap + 1);
                if (day.Year == 2026) holidays.Add(day);
            }

            var rows = string.Concat(holidays.Select(h => h.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ",holiday,x\n"));
            var calendar = CivilCalendarTests.Parse("# source: x\n# published: 2026\ndate,kind,name\n" + rows);
            var perYear = holidays.Count(h => h.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
            var longestRun = LongestRun(calendar);
            var seen = calendar.LengthOf(count, new DateOnly(2026, 1, 1), new DateOnly(2026, 11, 1)).MostSeconds / 86_400;
            return seen <= (ulong)new CalendarBound(perYear, longestRun).Longest(count, calendar.Weekend);
        });

    [Fact]
    public void A_bound_of_no_holidays_is_the_plain_week()
    {
        foreach (var count in Enumerable.Range(1, 20))
        {
            var plain = Enumerable.Range(0, 7).Select(i => new DateOnly(2024, 1, 1).AddDays(i)).Max(start =>
            {
                var (day, left) = (start, count);
                while (left > 0)
                {
                    day = day.AddDays(1);
                    if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) left--;
                }

                return day.DayNumber + 1 - start.DayNumber;
            });
            Assert.Equal(plain, new CalendarBound(0, 99).Longest(count, [DayOfWeek.Saturday, DayOfWeek.Sunday]));
        }
    }

    [Theory]
    [InlineData(1, TermUnit.Month, 28, 31)]
    [InlineData(12, TermUnit.Month, 365, 366)]
    [InlineData(13, TermUnit.Month, 393, 397)]
    [InlineData(4, TermUnit.Year, 1461, 1461)]
    [InlineData(5, TermUnit.Year, 1826, 1827)]
    [InlineData(2, TermUnit.Week, 14, 14)]
    [InlineData(48, TermUnit.Hour, 2, 2)]
    public void A_term_lasts_between(int count, TermUnit unit, int least, int most)
    {
        Assert.True(CivilZone.TryFind("Europe/Berlin", out var zone));
        var length = TermLength.Of(new Term((ulong)count, unit), new CivilCalendar(zone), First, Last);
        Assert.Equal(((ulong)least * 86_400, (ulong)most * 86_400), (length.LeastSeconds, length.MostSeconds));
    }

    [Theory]
    [InlineData(1, TermUnit.BusinessDay, "1 business day")]
    [InlineData(13, TermUnit.Month, "13 months")]
    [InlineData(1_000, TermUnit.Second, "1,000 seconds")]
    public void A_term_prints_as_the_law_says_it(int count, TermUnit unit, string text) =>
        Assert.Equal(text, new Term((ulong)count, unit).ToString());

    private static int LongestRun(BusinessCalendar calendar)
    {
        var (run, longest) = (0, 2);
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            run = calendar.IsOpen(day) ? 0 : run + 1;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
