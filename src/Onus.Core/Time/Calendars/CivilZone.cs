using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Onus.Core;

/// <summary>A time zone of the tz database that this build carries; the machine's own zones are never read.</summary>
public sealed class CivilZone
{
    // A skipped local time becomes the first instant after the gap and an ambiguous one its second reading: a deadline
    // never ends before the clock on the wall shows it.
    private static readonly ZoneLocalMappingResolver Late =
        Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);

    private readonly DateTimeZone _zone;

    private CivilZone(DateTimeZone zone) => _zone = zone;

    /// <summary>The version of the tz database in this build; part of every product's hash.</summary>
    public static string DataVersion => TzdbDateTimeZoneSource.Default.TzdbVersion;

    /// <summary>The name in the tz database, such as <c>Asia/Shanghai</c>.</summary>
    public string Name => _zone.Id;

    /// <summary>Finds a zone by its name in the tz database, spelled exactly.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out CivilZone? zone)
    {
        ArgumentNullException.ThrowIfNull(name);
        // The provider also answers to fixed offsets such as "UTC+08:00", which are no zones of the database.
        var known = TzdbDateTimeZoneSource.Default.CanonicalIdMap.ContainsKey(name);
        zone = known ? new CivilZone(DateTimeZoneProviders.Tzdb[name]) : null;
        return known;
    }

    /// <summary>All names of the tz database, in ordinal order.</summary>
    public static IEnumerable<string> Names => TzdbDateTimeZoneSource.Default.GetIds().Order(StringComparer.Ordinal);

    /// <summary>The local date at an instant.</summary>
    public DateOnly DateAt(LogTime time) => LocalAt(ToInstant(time)).Date.ToDateOnly();

    /// <summary>The local date and minute at an instant, with the zone: <c>2027-01-04 09:30 (Asia/Singapore)</c>.</summary>
    public string Text(LogTime time) =>
        $"{LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Format(LocalAt(ToInstant(time)))} ({Name})";

    /// <summary>The first instant of a local date; not always midnight.</summary>
    /// <exception cref="OverflowException">The instant lies outside what a log can hold.</exception>
    public LogTime StartOf(DateOnly date) => ToLogTime(StartOf(LocalDate.FromDateOnly(date)));

    /// <summary>By how many seconds, at most, the same wall-clock time can be later or earlier than 24-hour days tell
    /// between two dates: 3,600 where summer time is kept, 0 where it is not.</summary>
    public ulong MostShiftSeconds(DateOnly first, DateOnly last)
    {
        var from = StartOf(LocalDate.FromDateOnly(first));
        var to = StartOf(LocalDate.FromDateOnly(last).PlusDays(1));
        var offsets = _zone.GetZoneIntervals(from, to).Select(i => i.WallOffset.Seconds).ToArray();
        return (ulong)(offsets.Max() - offsets.Min());
    }

    internal LocalDateTime LocalAt(Instant instant) => instant.InZone(_zone).LocalDateTime;

    internal Instant At(LocalDateTime local) => local.InZone(_zone, Late).ToInstant();

    internal Instant StartOf(LocalDate date) => _zone.AtStartOfDay(date).ToInstant();

    internal static Instant ToInstant(LogTime time) =>
        Instant.FromUnixTimeSeconds((long)time.UnixSeconds)
            .PlusNanoseconds((long)(time.Nanoseconds % LogTime.NanosecondsPerSecond));

    internal static LogTime ToLogTime(Instant instant)
    {
        var sinceEpoch = instant - NodaConstants.UnixEpoch;
        return new LogTime((ulong)sinceEpoch.Days * (ulong)NodaConstants.NanosecondsPerDay
            + (ulong)sinceEpoch.NanosecondOfDay);
    }
}
