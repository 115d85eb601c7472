using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Onus.Core;

/// <summary>An instant of a log: nanoseconds since 1970-01-01T00:00:00Z, without leap seconds.</summary>
/// <remarks>Within one log the times of its entries rise strictly. The last instant is in the year 2554.</remarks>
/// <param name="Nanoseconds">Nanoseconds since the epoch.</param>
public readonly record struct LogTime(ulong Nanoseconds) : IComparable<LogTime>
{
    /// <summary>Nanoseconds in a second.</summary>
    public const ulong NanosecondsPerSecond = 1_000_000_000;

    private const ulong NanosecondsPerTick = 100;

    /// <summary>The epoch, 1970-01-01T00:00:00Z.</summary>
    public static LogTime Epoch => default;

    /// <summary>The last instant that a log can hold.</summary>
    public static LogTime Max => new(ulong.MaxValue);

    /// <summary>Whole seconds since the epoch, rounded down.</summary>
    public ulong UnixSeconds => Nanoseconds / NanosecondsPerSecond;

    /// <summary>Whole milliseconds since the epoch, rounded down.</summary>
    public ulong UnixMilliseconds => Nanoseconds / 1_000_000;

    /// <summary>The log time of a wall-clock instant.</summary>
    /// <exception cref="OverflowException">The instant lies before the epoch or after <see cref="Max"/>.</exception>
    public static LogTime From(DateTimeOffset instant) =>
        new((ulong)(instant.UtcTicks - DateTime.UnixEpoch.Ticks) * NanosecondsPerTick);

    /// <summary>The log time that many seconds after the epoch.</summary>
    public static LogTime FromUnixSeconds(ulong seconds) => new(seconds * NanosecondsPerSecond);

    /// <summary>This instant as a wall-clock value, rounded down to 100 ns.</summary>
    public DateTimeOffset ToDateTimeOffset() =>
        new(DateTime.UnixEpoch.Ticks + (long)(Nanoseconds / NanosecondsPerTick), TimeSpan.Zero);

    /// <summary>The instant that many nanoseconds later.</summary>
    /// <exception cref="OverflowException">The result lies after <see cref="Max"/>.</exception>
    public LogTime Plus(ulong nanoseconds) => new(Nanoseconds + nanoseconds);

    /// <summary>The time that a writer gives its next entry: the wall clock, or one nanosecond past the last entry.</summary>
    public static LogTime NextAfter(LogTime last, LogTime wallClock) =>
        wallClock > last ? wallClock : new LogTime(last.Nanoseconds + 1);

    /// <summary>Reads the text form that <see cref="ToString()"/> prints: RFC 3339 in UTC with 0 to 9 fraction digits.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out LogTime time)
    {
        time = default;
        if (text is null || text.Length < 20 || text[^1] != 'Z') return false;
        if (!DateTime.TryParseExact(text.AsSpan(0, 19), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var second)) return false;
        var fraction = text.AsSpan(19, text.Length - 20);
        ulong nanoseconds = 0;
        if (!fraction.IsEmpty)
        {
            if (fraction[0] != '.' || fraction.Length is < 2 or > 10) return false;
            foreach (var digit in fraction[1..])
            {
                if (!char.IsAsciiDigit(digit)) return false;
                nanoseconds = nanoseconds * 10 + (ulong)(digit - '0');
            }

            for (var i = fraction.Length; i < 10; i++) nanoseconds *= 10;
        }

        if (second < DateTime.UnixEpoch) return false;
        var exact = (UInt128)(ulong)(second - DateTime.UnixEpoch).Ticks * NanosecondsPerTick + nanoseconds;
        if (exact > ulong.MaxValue) return false;
        time = new LogTime((ulong)exact);
        return true;
    }

    /// <summary>RFC 3339 in UTC with nine fraction digits: <c>2026-11-24T08:30:00.000000001Z</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{ToDateTimeOffset():yyyy-MM-dd'T'HH:mm:ss}.{Nanoseconds % NanosecondsPerSecond:D9}Z");

    /// <inheritdoc/>
    public int CompareTo(LogTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>Whether the left instant is before the right one.</summary>
    public static bool operator <(LogTime left, LogTime right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether the left instant is after the right one.</summary>
    public static bool operator >(LogTime left, LogTime right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether the left instant is not after the right one.</summary>
    public static bool operator <=(LogTime left, LogTime right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether the left instant is not before the right one.</summary>
    public static bool operator >=(LogTime left, LogTime right) => left.Nanoseconds >= right.Nanoseconds;
}
