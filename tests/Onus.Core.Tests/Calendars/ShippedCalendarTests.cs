namespace Onus.Core.Tests.Calendars;

public sealed class ShippedCalendarTests
{
    [Fact]
    public void Every_shipped_calendar_reads() => Assert.All(ShippedCalendars.Names, name => Read(name));

    // Easter Sundays as published by the US Naval Observatory, not computed here.
    [Theory]
    [InlineData(2025, 4, 20)]
    [InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28)]
    [InlineData(2028, 4, 16)]
    [InlineData(2029, 4, 1)]
    [InlineData(2030, 4, 21)]
    [InlineData(2031, 4, 13)]
    public void Target_closes_around_Easter_and_on_four_fixed_days(int year, int month, int day)
    {
        var easter = new DateOnly(year, month, day);
        DateOnly[] closed =
        [
            new(year, 1, 1), easter.AddDays(-2), easter.AddDays(1), new(year, 5, 1), new(year, 12, 25), new(year, 12, 26),
        ];
        Assert.Equal(closed.Order(), Read("target2").Days.Where(d => d.Date.Year == year).Select(d => d.Date));
    }

    // The notices say how many days each holiday lasts and how many weekend days are worked for it.
    [Theory]
    [InlineData(2025, 28, 5)]
    [InlineData(2026, 33, 6)]
    public void The_calendar_of_China_has_as_many_days_as_the_notice_says(int year, int holidays, int workdays)
    {
        var days = Read("cn").Days.Where(d => d.Date.Year == year).ToArray();
        Assert.Equal((holidays, workdays), (days.Count(d => !d.IsOpen), days.Count(d => d.IsOpen)));
    }

    [Theory]
    [InlineData("2025-01-26", true)]
    [InlineData("2025-01-28", false)]
    [InlineData("2025-10-08", false)]
    [InlineData("2025-10-11", true)]
    [InlineData("2026-02-14", true)]
    [InlineData("2026-02-23", false)]
    [InlineData("2026-02-24", true)]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-09-20", true)]
    [InlineData("2026-10-08", true)]
    public void China_works_some_weekends(string date, bool open) =>
        Assert.Equal(open, Read("cn").IsOpen(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Singapore_gives_the_day_after_a_holiday_that_falls_on_a_Sunday()
    {
        var calendar = Read("sg");
        foreach (var sunday in calendar.Days.Where(d => d.Date.DayOfWeek == DayOfWeek.Sunday))
            Assert.False(calendar.IsOpen(sunday.Date.AddDays(1)));
        Assert.Equal(11, calendar.Days.Count(d => d.Date.Year == 2026 && !d.Name.EndsWith("(in lieu)", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_calendar_that_is_not_shipped_is_refused() =>
        Assert.Throws<ArgumentException>(() => ShippedCalendars.Read("../secrets"));

    private static BusinessCalendar Read(string name)
    {
        Assert.True(BusinessCalendar.TryRead(ShippedCalendars.Read(name), out var calendar, out var problem), problem);
        return calendar;
    }
}
