using System.Globalization;

namespace Onus.Log.Journal;

/// <summary>How the origins of one log are named over its restores: <c>example.com/log</c>, then <c>example.com/log/i2</c>,
/// <c>/i3</c>, and so on.</summary>
public static class LogOrigin
{
    /// <summary>The origin that a log takes when it is restored.</summary>
    public static string Next(string origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        var slash = origin.LastIndexOf("/i", StringComparison.Ordinal);
        return slash > 0 && ulong.TryParse(origin.AsSpan(slash + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? string.Create(CultureInfo.InvariantCulture, $"{origin.AsSpan(0, slash)}/i{number + 1}")
            : $"{origin}/i2";
    }
}
