using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Onus.Core;

/// <summary>Reads the CSV form of a business calendar.</summary>
/// <remarks>
/// Header lines start with <c># key: value</c>: <c>source</c> and <c>published</c> (a year or a range) are mandatory;
/// <c>beyond</c> ("at most 6 holidays a year, at most 4 closed days in a row") and <c>weekend</c> are not. Then the
/// line
/// <c>date,kind,name</c>, then one line per day, dates rising, kind <c>holiday</c> or <c>workday</c>.
/// </remarks>
internal sealed class CalendarFile
{
    private const int MostBytes = 1 << 20;
    private const string Columns = "date,kind,name";

    private readonly CalendarHeader _header = new();
    private readonly ImmutableArray<CalendarDay>.Builder _days = ImmutableArray.CreateBuilder<CalendarDay>();

    private CalendarFile()
    {
    }

    public static BusinessCalendar? Read(ReadOnlySpan<byte> file, out string problem)
    {
        if (file.Length > MostBytes)
        {
            problem = "the calendar file is larger than 1 MiB; a calendar has one short line for each holiday";
            return null;
        }

        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        }
        catch (DecoderFallbackException)
        {
            problem = "the calendar file is not UTF-8 text; save it as UTF-8";
            return null;
        }

        var reader = new CalendarFile();
        problem = reader.ReadLines(text.TrimStart('\uFEFF')) ?? "";
        return problem.Length > 0 ? null : reader.Finish(file, out problem);
    }

    private string? ReadLines(string text)
    {
        var (line, inHeader) = (0, true);
        foreach (var raw in text.Split('\n'))
        {
            line++;
            var row = raw.TrimEnd('\r');
            string? fault = null;
            if (row.Length == 0) continue;
            else if (row[0] == '#') fault = inHeader ? _header.Read(row) : "header lines stand before the days";
            else if (!inHeader) fault = ReadDay(row);
            else if (row == Columns) (inHeader, fault) = (false, _header.Missing());
            else fault = $"the days begin with the line '{Columns}'";
            if (fault is not null) return $"line {line}: {fault}";
        }

        return inHeader ? $"the line '{Columns}' is missing" : null;
    }

    private string? ReadDay(string row)
    {
        var fields = row.Split(',', 3);
        if (fields.Length < 3 || fields[2].Trim().Length == 0) return $"'{Show(row)}' is not '{Columns}'";
        if (!DateOnly.TryParseExact(
                fields[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return $"'{Show(fields[0])}' is not a date such as 2026-10-01";
        var isOpen = fields[1] == "workday";
        if (!isOpen && fields[1] != "holiday") return $"'{Show(fields[1])}' is neither holiday nor workday";
        if (date.Year < _header.FirstYear || date.Year > _header.LastYear)
            return $"{fields[0]} lies outside the published years {_header.FirstYear}-{_header.LastYear}";
        if (_days.Count > 0 && _days[^1].Date >= date) return $"{fields[0]} does not come after the day before it";
        if (isOpen && !_header.Weekend.Contains(date.DayOfWeek))
            return $"{fields[0]} is a {date.DayOfWeek}; only a weekend day can be made a workday";
        _days.Add(new CalendarDay(date, isOpen, fields[2].Trim()));
        return null;
    }

    private BusinessCalendar? Finish(ReadOnlySpan<byte> file, out string problem)
    {
        var calendar = new BusinessCalendar(_header, _days.ToImmutable(), new Hash256(SHA256.HashData(file)));
        problem = Contradiction(calendar) ?? "";
        return problem.Length == 0 ? calendar : null;
    }

    // What is assumed of unpublished years must at least hold in the published ones, or it bounds nothing.
    private static string? Contradiction(BusinessCalendar calendar)
    {
        if (calendar.Beyond is not { } bound) return null;
        var run = 0;
        var last = new DateOnly(calendar.LastYear, 12, 31);
        for (var date = new DateOnly(calendar.FirstYear, 1, 1); date <= last; date = date.AddDays(1))
        {
            run = calendar.IsOpen(date) ? 0 : run + 1;
            if (run > bound.ClosedInARow)
                return $"'beyond' says at most {bound.ClosedInARow} closed days in a row, but {run} end on {date:yyyy-MM-dd}";
        }

        return calendar.Days
            .Where(d => !d.IsOpen && !calendar.Weekend.Contains(d.Date.DayOfWeek))
            .GroupBy(d => d.Date.Year)
            .Where(year => year.Count() > bound.HolidaysPerYear)
            .Select(year => $"'beyond' says at most {bound.HolidaysPerYear} holidays a year, but {year.Key} has {year.Count()}")
            .FirstOrDefault();
    }

    internal static string Show(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
