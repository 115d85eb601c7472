using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Cases.Windows;

/// <summary>How far back a window can ever reach, whatever the calendar, the zone and the day of the year.</summary>
internal static class WindowReach
{
    private const ulong Day = Term.SecondsPerDay * LogTime.NanosecondsPerSecond;

    // Summer time moves a local instant by less than a day; the longest run of holidays is shorter than twelve.
    private const ulong Margin = Day, BusinessDay = 12 * Day;

    /// <summary>At least as many nanoseconds as the window is long; none for one that counts everything, and so asks for no
    /// single amount.</summary>
    public static ulong Of(Window window) => window.Kind switch
    {
        WindowKind.Ever => 0,
        WindowKind.ThisDay => Day + Margin,
        WindowKind.ThisMonth => 31 * Day + Margin,
        WindowKind.ThisYear => 366 * Day + Margin,
        _ => Of(window.Length!.Value.ToTerm()),
    };

    private static ulong Of(Term term)
    {
        var (unit, margin) = term.Unit switch
        {
            TermUnit.Second => (LogTime.NanosecondsPerSecond, 0ul),
            TermUnit.Minute => (60 * LogTime.NanosecondsPerSecond, 0ul),
            TermUnit.Hour => (3_600 * LogTime.NanosecondsPerSecond, 0ul),
            TermUnit.Day => (Day, Margin),
            TermUnit.Week => (7 * Day, Margin),
            TermUnit.Month => (31 * Day, Margin),
            TermUnit.Year => (366 * Day, Margin),
            _ => (BusinessDay, BusinessDay),
        };
        var reach = (UInt128)term.Count * unit + margin;
        return reach > ulong.MaxValue ? ulong.MaxValue : (ulong)reach;
    }
}
