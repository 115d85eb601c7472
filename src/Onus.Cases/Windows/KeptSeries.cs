using System.Numerics;
using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Cases.Windows;

/// <summary>One count, total or windowed cap of a product, over all its cases and versions: exact, for each key.</summary>
/// <param name="keepsAll">Whether nothing is ever folded away.</param>
internal sealed class KeptSeries(bool keepsAll)
{
    // A sum is looked through when it has grown to a power of two from here on: seldom, and at the same entries in every fold.
    private const int FewestHeld = 8;

    // Looked up, never walked, except by the snapshot, which sorts: the order of a hash table decides nothing.
    private readonly Dictionary<Int128, WindowSum> _sums = [];
    private ulong _reach;
    private bool _hasForgotten;

    /// <summary>A version asks for this window from now on.</summary>
    /// <returns>Whether it may reach back to amounts that are held no longer one by one.</returns>
    public bool Declare(Window window)
    {
        var reach = WindowReach.Of(window);
        if (reach <= _reach) return false;
        _reach = reach;
        return _hasForgotten;
    }

    /// <summary>The sum under a key in a window that ends now.</summary>
    public UInt128 Read(Int128 key, Window window, CivilCalendar calendar, LogTime now) =>
        _sums.TryGetValue(key, out var sum) ? sum.After(Start(window, calendar, now)) : 0;

    /// <summary>Adds a firing's amount under a key; folds away what no window can ask for any more.</summary>
    public void Add(Int128 key, UInt128 amount, LogTime at)
    {
        if (!_sums.TryGetValue(key, out var sum)) _sums.Add(key, sum = new WindowSum());
        sum.Add(at, amount);
        if (keepsAll || _reach >= at.Nanoseconds) return;
        if (_reach > 0 && (sum.Count < FewestHeld || !BitOperations.IsPow2(sum.Count))) return;
        var held = sum.Count;
        sum.Forget(new LogTime(at.Nanoseconds - _reach));
        _hasForgotten |= sum.Count < held;
    }

    /// <summary>All sums in the order of their keys: what a snapshot writes.</summary>
    public IEnumerable<(Int128 Key, WindowSum Sum)> InOrder() => _sums.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value));

    /// <summary>Puts a sum from a snapshot in place.</summary>
    public void Load(Int128 key, WindowSum sum)
    {
        _sums.Add(key, sum);
        _hasForgotten |= sum.Forgotten > 0;
    }

    /// <summary>Takes the sums of a series that has folded nothing away.</summary>
    public void Restore(KeptSeries whole)
    {
        _sums.Clear();
        foreach (var (key, sum) in whole.InOrder()) _sums.Add(key, sum);
        _hasForgotten = false;
    }

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
