using Onus.Core;

namespace Onus.Language.Analysis.Time;

/// <summary>Prints lengths of time for people.</summary>
internal static class TimeText
{
    private static readonly (ulong Seconds, string Word)[] Units =
        [(Term.SecondsPerDay, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];

    /// <summary>Seconds as days, hours, minutes and seconds: <c>182 days 15 minutes</c>.</summary>
    public static string Of(ulong seconds)
    {
        var parts = new List<string>();
        foreach (var (unit, word) in Units)
        {
            var count = seconds / unit;
            if (count > 0) parts.Add($"{Money.FormatMinor(count, 0)} {word}{(count == 1 ? "" : "s")}");
            seconds %= unit;
        }

        return parts.Count == 0 ? "no time" : string.Join(' ', parts);
    }
}
