using Onus.Core;

namespace Onus.Server;

/// <summary>Reads what callers give in paths and queries, and refuses it with the name of the place.</summary>
internal static class Given
{
    /// <summary>The most rows of a page.</summary>
    public const int MostRows = 1_000;

    private const int MostCharacters = 100;

    /// <summary>The identifier of an account or a book: a UUID, or a name.</summary>
    public static Id128 Id(string text, string pointer)
    {
        var name = Name(text, pointer);
        return Id128.OfName(name);
    }

    /// <summary>A name of at most 100 characters as it was meant: a slash in a path arrives escaped.</summary>
    public static string Name(string text, string pointer)
    {
        var name = text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return name.Length is > 0 and <= MostCharacters && !name.Any(char.IsControl)
            ? name
            : throw Refused.Malformed($"a name has 1 to {MostCharacters} characters and no control character", pointer);
    }

    /// <summary>Whether a text is a name, and no identifier.</summary>
    public static bool IsName(string text) => !Id128.TryParse(text, out _);

    public static Id128? Uuid(string? text, string pointer) => text is null ? null
        : Id128.TryParse(text, out var id) ? id
        : throw Refused.Malformed("this is a UUID, such as 019ab2c4-5d6e-7f80-8192-a3b4c5d6e7f8", pointer);

    public static LogTime? Time(string? text, string pointer) => text is null ? null
        : LogTime.TryParse(text, out var time) ? time
        : throw Refused.Malformed("an instant is RFC 3339 in UTC, such as 2026-11-24T08:30:00Z", pointer);

    public static ushort? Code(int? code, string pointer) => code is null ? null
        : code is >= 0 and <= ushort.MaxValue ? (ushort)code
        : throw Refused.Malformed("a code is a number from 0 to 65535", pointer);

    /// <summary>One of the names of a closed list.</summary>
    public static T? OneOf<T>(string? text, string pointer)
        where T : struct, Enum => text is null ? null
        : Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name)
        : throw Refused.Malformed($"this is one of {string.Join(", ", Enum.GetNames<T>())}", pointer);

    /// <summary>How many rows a page has.</summary>
    public static int Limit(int? limit) => limit is null ? 100
        : limit is > 0 and <= MostRows ? limit.Value
        : throw Refused.Malformed($"a page has 1 to {MostRows} rows", "limit");

    /// <summary>An index of the log as a cursor.</summary>
    public static ulong? Cursor(string? text) => text is null ? null
        : ulong.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index) ? index
        : throw Refused.Malformed("give the cursor as the page before gave it", "cursor");
}
