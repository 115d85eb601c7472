using System.Text;
using CsCheck;

namespace Onus.Core.Tests.Calendars;

public sealed class CivilCalendarTests
{
    [Theory]
    // Summer time begins on 28 March 2027 in Berlin and ends on 31 October.
    [InlineData("2027-03-27T11:00:00Z", 24, TermUnit.Hour, "2027-03-28T11:00:00Z")]
    [InlineData("2027-03-27T11:00:00Z", 1, TermUnit.Day, "2027-03-28T10:00:00Z")]
    [InlineData("2027-10-30T10:00:00Z", 1, TermUnit.Day, "2027-10-31T11:00:00Z")]
    [InlineData("2027-10-27T10:00:00Z", 1, TermUnit.Week, "2027-11-03T11:00:00Z")]
    // 02:30 is skipped: the day ends when the gap does. 02:30 comes twice: it ends the second time.
    [InlineData("2027-03-27T01:30:00Z", 1, TermUnit.Day, "2027-03-28T01:00:00Z")]
    [InlineData("2027-10-30T00:30:00Z", 1, TermUnit.Day, "2027-10-31T01:30:00Z")]
    [InlineData("2027-01-31T11:00:00Z", 1, TermUnit.Month, "2027-02-28T11:00:00Z")]
    [InlineData("2028-02-29T11:00:00Z", 1, TermUnit.Year, "2029-02-28T11:00:00Z")]
    [InlineData("2027-01-31T11:00:00Z", 13, TermUnit.Month, "2028-02-29T11:00:00Z")]
    [InlineData("2027-01-01T00:00:00.000000001Z", 15, TermUnit.Minute, "2027-01-01T00:15:00.000000001Z")]
    // Thursday before Easter, just after midnight: Friday and Monday are closed, Tuesday ends at midnight in Berlin.
    [InlineData("2027-03-24T23:00:00Z", 1, TermUnit.BusinessDay, "2027-03-30T22:00:00Z")]
    [InlineData("2027-03-26T12:00:00Z", 1, TermUnit.BusinessDay, "2027-03-30T22:00:00Z")]
    public void A_term_in_Berlin_ends(string start, int count, TermUnit unit, string end) =>
        Assert.Equal(Time(end), Berlin().Due(Time(start), new Term((ulong)count, unit)));

    [Fact]
    public void A_month_can_roll_forward()
    {
        var calendar = new CivilCalendar(Zone("Asia/Shanghai"), monthEnd: MonthEnd.Forward);
        Assert.Equal(Time("2027-03-01T04:00:00Z"), calendar.Due(Time("2027-01-31T04:00:00Z"), new Term(1, TermUnit.Month)));
        Assert.Equal(Time("2027-03-31T04:00:00Z"), calendar.Due(Time("2027-01-31T04:00:00Z"), new Term(2, TermUnit.Month)));
    }

    [Fact]
    public void A_business_day_in_China_can_be_a_Saturday()
    {
        var calendar = new CivilCalendar(Zone("Asia/Shanghai"), Shipped("cn"));
        // Friday 13 February 2026; Saturday the 14th is worked before the Spring Festival.
        Assert.Equal(Time("2026-02-14T16:00:00Z"), calendar.Due(Time("2026-02-13T09:00:00Z"), new Term(1, TermUnit.BusinessDay)));
        Assert.Equal(Time("2026-02-24T16:00:00Z"), calendar.Due(Time("2026-02-13T09:00:00Z"), new Term(2, TermUnit.BusinessDay)));
    }

    [Fact]
    public void Days_end_at_the_same_local_time_by_an_independent_reckoning() =>
        Gen.Select(Gen.Long[1_800_000_000, 2_500_000_000], Gen.Int[0, 900]).Sample((second, days) =>
        {
            var tokyo = new CivilCalendar(Zone("Asia/Tokyo"));
            var due = tokyo.Due(LogTime.FromUnixSeconds((ulong)second), new Term((ulong)days, TermUnit.Day));
            return due.UnixSeconds == (ulong)second + (ulong)days * 86_400;
        });

    [Fact]
    public void A_later_start_never_ends_earlier() =>
        Gen.Select(Gen.Long[1_780_000_000, 1_830_000_000], Gen.Int[0, 200_000], Gen.Int[0, 40], Gen.Enum<TermUnit>())
            .Sample((second, later, count, unit) =>
            {
                var term = new Term((ulong)count, unit);
                var calendar = Berlin();
                return calendar.Due(LogTime.FromUnixSeconds((ulong)second), term)
                    <= calendar.Due(LogTime.FromUnixSeconds((ulong)(second + later)), term);
            });

    [Fact]
    public void A_term_that_outlasts_every_log_is_refused()
    {
        Assert.Throws<OverflowException>(() => Berlin().Due(LogTime.Epoch, new Term(600, TermUnit.Year)));
        Assert.Throws<OverflowException>(() => Berlin().Due(LogTime.Max, new Term(1, TermUnit.Day)));
        Assert.Throws<OverflowException>(() => Berlin().Due(LogTime.Epoch, new Term(ulong.MaxValue, TermUnit.Second)));
    }

    [Fact]
    public void Only_names_of_the_database_are_zones()
    {
        Assert.True(CivilZone.TryFind("Europe/Berlin", out _));
        Assert.False(CivilZone.TryFind("europe/berlin", out _));
        Assert.False(CivilZone.TryFind("UTC+08:00", out _));
        Assert.Contains("Asia/Shanghai", CivilZone.Names);
        Assert.Matches("^20[0-9]{2}[a-z]$", CivilZone.DataVersion);
    }

    [Fact]
    public void Summer_time_shifts_a_day_by_an_hour_and_China_keeps_none()
    {
        var (first, last) = (new DateOnly(2027, 1, 1), new DateOnly(2031, 12, 31));
        Assert.Equal(3_600ul, Zone("Europe/Berlin").MostShiftSeconds(first, last));
        Assert.Equal(0ul, Zone("Asia/Shanghai").MostShiftSeconds(first, last));
    }

    internal static BusinessCalendar Shipped(string name)
    {
        Assert.True(BusinessCalendar.TryRead(ShippedCalendars.Read(name), out var calendar, out var problem), problem);
        return calendar;
    }

    internal static BusinessCalendar Parse(string file)
    {
        Assert.True(BusinessCalendar.TryRead(Encoding.UTF8.GetBytes(file), out var calendar, out var problem), problem);
        return calendar;
    }

    private static CivilCalendar Berlin() => new(Zone("Europe/Berlin"), Shipped("target2"));

    private static CivilZone Zone(string name) => CivilZone.TryFind(name, out var zone) ? zone : throw new ArgumentException(name);

    private static LogTime Time(string text) => LogTime.TryParse(text, out var time) ? time : throw new FormatException(text);
}
