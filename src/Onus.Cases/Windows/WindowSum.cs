using Onus.Core;

namespace Onus.Cases.Windows;

/// <summary>Exact sums over any window of log time, (start, now], of amounts that arrive in order of time.</summary>
/// <remarks>Each amount is held with the sum up to and with it, so that a window is two lookups and reading changes nothing.
/// What no window can ask for any more is folded into one sum.</remarks>
internal sealed class WindowSum
{
    private (LogTime At, UInt128 Through)[] _items = new (LogTime, UInt128)[1];
    private int _first;

    /// <summary>The sum of everything that ever arrived.</summary>
    public UInt128 Total => Count == 0 ? Forgotten : At(Count - 1).Through;

    /// <summary>The sum of what is held no longer one by one.</summary>
    public UInt128 Forgotten { get; private set; }

    /// <summary>How many amounts are held.</summary>
    public int Count { get; private set; }

    /// <summary>A sum of which a part was folded away before.</summary>
    public static WindowSum From(UInt128 forgotten) => new() { Forgotten = forgotten };

    /// <summary>Adds an amount at a time not before the last.</summary>
    public void Add(LogTime at, UInt128 amount)
    {
        var total = Total + amount;
        Invariant.Holds(Count == 0 || At(Count - 1).At <= at);
        if (Count > 0 && At(Count - 1).At == at)
        {
            At(Count - 1).Through = total;
            return;
        }

        if (Count == _items.Length) Grow();
        At(Count++) = (at, total);
    }

    /// <summary>The sum of what arrived after an instant; of everything where that is the epoch.</summary>
    public UInt128 After(LogTime exclusive)
    {
        if (exclusive == LogTime.Epoch) return Total;
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (At(middle).At <= exclusive) low = middle + 1;
            else high = middle;
        }

        return Total - (low == 0 ? Forgotten : At(low - 1).Through);
    }

    /// <summary>Folds away what arrived up to an instant.</summary>
    public void Forget(LogTime upTo)
    {
        while (Count > 0 && At(0).At <= upTo)
        {
            Forgotten = At(0).Through;
            _first = (_first + 1) & (_items.Length - 1);
            Count--;
        }
    }

    /// <summary>What is held, oldest first: what a snapshot writes.</summary>
    public IEnumerable<(LogTime At, UInt128 Amount)> Items()
    {
        var before = Forgotten;
        for (var i = 0; i < Count; i++)
        {
            yield return (At(i).At, At(i).Through - before);
            before = At(i).Through;
        }
    }

    private ref (LogTime At, UInt128 Through) At(int place) => ref _items[(_first + place) & (_items.Length - 1)];

    private void Grow()
    {
        var larger = new (LogTime, UInt128)[_items.Length * 2];
        for (var i = 0; i < Count; i++) larger[i] = At(i);
        (_items, _first) = (larger, 0);
    }
}
