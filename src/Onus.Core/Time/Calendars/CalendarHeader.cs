using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Onus.Core;

/// <summary>The header of a calendar file.</summary>
internal sealed partial class CalendarHeader
{
    private const int FirstPossibleYear = 1900;
    private const int LastPossibleYear = 2199;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public string? Source { get; private set; }

    public int FirstYear { get; private set; }

    public int LastYear { get; private set; }

    public CalendarBound? Beyond { get; private set; }

    public ImmutableArray<DayOfWeek> Weekend { get; private set; } = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>Reads one <c># key: value</c> line; a fault is what is wrong with it. A line without a key is a
    /// remark.</summary>
    public string? Read(string row)
    {
        var match = KeyAndValue().Match(row);
        if (!match.Success) return null;
        var (key, value) = (match.Groups[1].Value, match.Groups[2].Value);
        if (!_seen.Add(key)) return $"'{key}' is said twice";
        switch (key)
        {
            case "source":
                Source = value;
                return null;
            case "published":
                return ReadPublished(value);
            case "beyond":
                return ReadBeyond(value);
            default:
                return ReadWeekend(value);
        }
    }

    /// <summary>What the header lacks, or null.</summary>
    public string? Missing() =>
        Source is null ? "the header does not say '# source:' (who published the holidays)"
        : FirstYear == 0 ? "the header does not say '# published:' (which years, such as 2025-2026)"
        : null;

    private string? ReadPublished(string value)
    {
        var match = Years().Match(value);
        if (!match.Success) return $"'{CalendarFile.Show(value)}' is not a year or a range such as 2025-2026";
        FirstYear = Number(match.Groups[1]);
        LastYear = match.Groups[2].Success ? Number(match.Groups[2]) : FirstYear;
        return FirstYear < FirstPossibleYear || LastYear > LastPossibleYear || LastYear < FirstYear
            ? $"'{value}' is not a range of years between {FirstPossibleYear} and {LastPossibleYear}"
            : null;
    }

    private string? ReadBeyond(string value)
    {
        var match = Bound().Match(value);
        if (!match.Success)
            return "'beyond' reads 'at most 6 holidays a year, at most 4 closed days in a row', with your numbers";
        Beyond = new CalendarBound(Number(match.Groups[1]), Number(match.Groups[2]));
        return Beyond.ClosedInARow < Weekend.Length ? "fewer closed days in a row than a weekend has" : null;
    }

    private string? ReadWeekend(string value)
    {
        var days = value.Split(',', StringSplitOptions.TrimEntries)
            .Select(name => Array.FindIndex(Enum.GetNames<DayOfWeek>(), d => d.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .ToArray();
        if (days.Contains(-1) || days.Distinct().Count() != days.Length || days.Length > 3)
            return $"'{CalendarFile.Show(value)}' is not a list of at most three different days such as saturday, sunday";
        Weekend = [.. days.Select(d => (DayOfWeek)d)];
        return null;
    }

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^#\s*(source|published|beyond|weekend):\s*(\S.*?)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyAndValue();

    [GeneratedRegex(@"^([0-9]{4})(?:-([0-9]{4}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Years();

    [GeneratedRegex(
        @"^at most ([0-9]{1,3}) holidays? a year, at most ([0-9]{1,3}) closed days? in a row$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Bound();
}
