using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Cases.Windows;

/// <summary>All counts, totals and windowed caps of the node: exact, per key, a fold over the firings in the log.</summary>
internal sealed class KeptValues
{
    // Looked up, never walked, except by the snapshot, which sorts: the order of a hash table decides nothing.
    private readonly Dictionary<KeptKey, WindowSum> _sums = [];

    /// <summary>The sum under a key in a window that ends now.</summary>
    public UInt128 Read(KeptKey key, Window window, CivilCalendar calendar, LogTime now) =>
        _sums.TryGetValue(key, out var sum) ? sum.After(Start(window, calendar, now)) : 0;

    /// <summary>Adds a firing's amount under a key.</summary>
    public void Add(KeptKey key, UInt128 amount, LogTime at)
    {
        if (!_sums.TryGetValue(key, out var sum)) _sums.Add(key, sum = new WindowSum());
        sum.Add(at, amount);
    }

    /// <summary>All sums in the order of their keys: what a snapshot writes.</summary>
    public IEnumerable<(KeptKey Key, WindowSum Sum)> InOrder() =>
        _sums.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value));

    /// <summary>The instant before a window's first: what arrived up to it does not count.</summary>
    /// <remarks>A rolling window of days or months reaches back to the same local time; one of seconds is exact.</remarks>
    private static LogTime Start(Window window, CivilCalendar calendar, LogTime now) => window.Kind switch
    {
        WindowKind.Rolling => calendar.Start(now, window.Length!.Value.ToTerm()),
        WindowKind.ThisDay => Before(calendar.Zone.StartOf(calendar.Zone.DateAt(now))),
        WindowKind.ThisMonth => Before(calendar.Zone.StartOf(FirstOf(calendar.Zone.DateAt(now)))),
        WindowKind.ThisYear => Before(calendar.Zone.StartOf(new DateOnly(calendar.Zone.DateAt(now).Year, 1, 1))),
        _ => LogTime.Epoch,
    };

    private static DateOnly FirstOf(DateOnly date) => new(date.Year, date.Month, 1);

    private static LogTime Before(LogTime first) => new(first.Nanoseconds - 1);
}
