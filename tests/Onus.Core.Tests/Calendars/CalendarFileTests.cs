using System.Text;

namespace Onus.Core.Tests.Calendars;

public sealed class CalendarFileTests
{
    private const string Header = "# source: nobody\n# published: 2026\ndate,kind,name\n";

    [Fact]
    public void A_calendar_reads_its_source_its_years_and_its_days()
    {
        var calendar = Read("# a remark\n# source: the gazette\n# published: 2025-2026\n"
            + "# beyond: at most 11 holidays a year, at most 4 closed days in a row\ndate,kind,name\n"
            + "2025-01-01,holiday,New Year, as always\n2025-01-04,workday,bridge\n");
        Assert.Equal("the gazette", calendar.Source);
        Assert.Equal((2025, 2026), (calendar.FirstYear, calendar.LastYear));
        Assert.Equal(new CalendarBound(11, 4), calendar.Beyond);
        Assert.Equal("New Year, as always", calendar.Days[0].Name);
        Assert.False(calendar.IsOpen(new DateOnly(2025, 1, 1)));
        Assert.True(calendar.IsOpen(new DateOnly(2025, 1, 4)));
        Assert.False(calendar.IsOpen(new DateOnly(2025, 1, 5)));
    }

    [Fact]
    public void A_weekend_on_other_days_is_read_from_the_header()
    {
        var calendar = Read("# source: x\n# published: 2026\n# weekend: friday, saturday\ndate,kind,name\n");
        Assert.False(calendar.IsOpen(new DateOnly(2026, 11, 20)));
        Assert.True(calendar.IsOpen(new DateOnly(2026, 11, 22)));
    }

    [Theory]
    [InlineData("", "the line 'date,kind,name' is missing")]
    [InlineData("date,kind,name\n", "line 1: the header does not say '# source:' (who published the holidays)")]
    [InlineData("# source: x\ndate,kind,name\n", "line 2: the header does not say '# published:' (which years, such as 2025-2026)")]
    [InlineData("# source: x\n# source: y\n", "line 2: 'source' is said twice")]
    [InlineData("# published: next year\n", "line 1: 'next year' is not a year or a range such as 2025-2026")]
    [InlineData("# published: 2026-2025\n", "line 1: '2026-2025' is not a range of years between 1900 and 2199")]
    [InlineData("# weekend: caturday\n", "line 1: 'caturday' is not a list of at most three different days such as saturday, sunday")]
    [InlineData("# beyond: some\n", "line 1: 'beyond' reads 'at most 6 holidays a year, at most 4 closed days in a row', with your numbers")]
    [InlineData("# beyond: at most 6 holidays a year, at most 1 closed day in a row\n", "line 1: fewer closed days in a row than a weekend has")]
    [InlineData("2026-01-01,holiday,x\n", "line 1: the days begin with the line 'date,kind,name'")]
    [InlineData(Header + "2026-01-01,holiday\n", "line 4: '2026-01-01,holiday' is not 'date,kind,name'")]
    [InlineData(Header + "2026-02-30,holiday,x\n", "line 4: '2026-02-30' is not a date such as 2026-10-01")]
    [InlineData(Header + "01/02/2026,holiday,x\n", "line 4: '01/02/2026' is not a date such as 2026-10-01")]
    [InlineData(Header + "2026-01-01,closed,x\n", "line 4: 'closed' is neither holiday nor workday")]
    [InlineData(Header + "2027-01-01,holiday,x\n", "line 4: 2027-01-01 lies outside the published years 2026-2026")]
    [InlineData(Header + "2026-01-02,holiday,x\n2026-01-01,holiday,y\n", "line 5: 2026-01-01 does not come after the day before it")]
    [InlineData(Header + "2026-01-01,holiday,x\n2026-01-01,holiday,y\n", "line 5: 2026-01-01 does not come after the day before it")]
    [InlineData(Header + "2026-11-24,workday,x\n", "line 4: 2026-11-24 is a Tuesday; only a weekend day can be made a workday")]
    [InlineData(Header + "# source: later\n", "line 4: header lines stand before the days")]
    public void A_file_with_a_fault_is_refused_with_its_line(string file, string problem)
    {
        Assert.False(BusinessCalendar.TryRead(Encoding.UTF8.GetBytes(file), out _, out var said));
        Assert.Equal(problem, said);
    }

    [Theory]
    [InlineData("at most 1 holiday a year, at most 9 closed days in a row", "'beyond' says at most 1 holidays a year, but 2026 has 2")]
    [InlineData("at most 9 holidays a year, at most 2 closed days in a row", "'beyond' says at most 2 closed days in a row, but 3 end on 2026-01-03")]
    public void A_bound_that_the_published_years_break_is_refused(string bound, string problem)
    {
        var file = $"# source: x\n# published: 2026\n# beyond: {bound}\ndate,kind,name\n2026-01-01,holiday,a\n2026-01-02,holiday,b\n";
        Assert.False(BusinessCalendar.TryRead(Encoding.UTF8.GetBytes(file), out _, out var said));
        Assert.Equal(problem, said);
    }

    [Fact]
    public void A_file_that_is_not_text_is_refused()
    {
        Assert.False(BusinessCalendar.TryRead([0xFF, 0xFE, 0x00], out _, out var problem));
        Assert.Equal("the calendar file is not UTF-8 text; save it as UTF-8", problem);
        Assert.False(BusinessCalendar.TryRead(new byte[(1 << 20) + 1], out _, out problem));
        Assert.StartsWith("the calendar file is larger than 1 MiB", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void No_mutation_of_a_calendar_throws()
    {
        var file = ShippedCalendars.Read("cn");
        var random = new Random(20260101);
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = file.AsSpan(0, random.Next(file.Length + 1)).ToArray();
            for (var i = random.Next(4); i > 0 && bytes.Length > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Assert.Equal(BusinessCalendar.TryRead(bytes, out var calendar, out var problem), problem.Length == 0);
            Assert.Equal(calendar is null, problem.Length > 0);
        }
    }

    [Fact]
    public void The_hash_covers_every_byte_of_the_file()
    {
        var file = Encoding.UTF8.GetBytes(Header);
        Assert.Equal(new Hash256(System.Security.Cryptography.SHA256.HashData(file)), Read(Header).Hash);
    }

    private static BusinessCalendar Read(string file)
    {
        Assert.True(BusinessCalendar.TryRead(Encoding.UTF8.GetBytes(file), out var calendar, out var problem), problem);
        return calendar;
    }
}
