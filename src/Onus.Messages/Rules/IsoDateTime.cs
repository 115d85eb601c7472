using System.Globalization;

namespace Onus.Messages;

/// <summary>A date and time of a message: local, with its offset from UTC where the sender gave one.</summary>
/// <param name="Local">The date and time as written, to 100 ns.</param>
/// <param name="OffsetMinutes">Minutes east of UTC, or null where the message does not say.</param>
public readonly record struct IsoDateTime(DateTime Local, int? OffsetMinutes)
{
    /// <summary>The date as written.</summary>
    public DateOnly Date => DateOnly.FromDateTime(Local);

    /// <summary>The instant, where the message says which it is.</summary>
    public DateTimeOffset? Instant =>
        OffsetMinutes is { } minutes ? new DateTimeOffset(Local, TimeSpan.FromMinutes(minutes)) : null;

    /// <summary>The date and time of an instant.</summary>
    public static IsoDateTime Of(DateTimeOffset instant) =>
        new(DateTime.SpecifyKind(instant.DateTime, DateTimeKind.Unspecified),
            (int)(instant.Offset.Ticks / TimeSpan.TicksPerMinute));

    /// <summary>Reads <c>2027-01-31T09:30:00</c> with an optional fraction and an optional <c>Z</c> or
    /// <c>+01:00</c>.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out IsoDateTime value)
    {
        value = default;
        if (text.Length < 19 || !TryTakeOffset(ref text, out var offset)) return false;
        if (!DateTime.TryParseExact(text[..19], "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var second))
            return false;
        var ticks = 0L;
        if (text.Length > 19)
        {
            if (text[19] != '.' || text.Length is 20 or > 36) return false;
            for (var i = 20; i < text.Length; i++)
            {
                if (!char.IsAsciiDigit(text[i])) return false;
                if (i < 27) ticks = ticks * 10 + (text[i] - '0');
            }

            for (var i = text.Length; i < 27; i++) ticks *= 10;
        }

        var local = second.AddTicks(ticks);
        // An instant outside the years 1 to 9999 is none.
        if (offset is { } minutes && local.Ticks - minutes * TimeSpan.TicksPerMinute is < 0 or > 3155378975999999999)
            return false;
        value = new IsoDateTime(local, offset);
        return true;
    }

    /// <summary>Reads <c>2027-01-31</c>; a time zone, which a schema would allow, says nothing about a day and is
    /// refused.</summary>
    public static bool TryReadDate(ReadOnlySpan<char> text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>The form that <see cref="TryRead"/> takes.</summary>
    public override string ToString()
    {
        var text = Local.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        if (OffsetMinutes is not { } minutes) return text;
        var size = Math.Abs(minutes);
        return $"{text}{(minutes < 0 ? '-' : '+')}{(size / 60).ToString("D2", CultureInfo.InvariantCulture)}:{(size % 60).ToString("D2", CultureInfo.InvariantCulture)}";
    }

    private static bool TryTakeOffset(ref ReadOnlySpan<char> text, out int? offset)
    {
        offset = null;
        if (text[^1] == 'Z')
        {
            offset = 0;
            text = text[..^1];
            return text.Length >= 19;
        }

        if (text.Length < 25 || text[^6] is not ('+' or '-')) return true;
        var zone = text[^5..];
        if (!char.IsAsciiDigit(zone[0]) || !char.IsAsciiDigit(zone[1]) || zone[2] != ':' || !char.IsAsciiDigit(zone[3])
            || !char.IsAsciiDigit(zone[4]))
            return false;
        var hours = (zone[0] - '0') * 10 + (zone[1] - '0');
        var minutes = (zone[3] - '0') * 10 + (zone[4] - '0');
        if (minutes > 59 || hours * 60 + minutes > 14 * 60) return false;
        offset = (text[^6] == '-' ? -1 : 1) * (hours * 60 + minutes);
        text = text[..^6];
        return true;
    }
}
