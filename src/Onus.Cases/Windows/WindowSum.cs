using Onus.Core;

namespace Onus.Cases.Windows;

/// <summary>An exact sum over a window of log time, (now - length, now], of amounts that arrive in order of time.</summary>
/// <remarks>Amounts that have left every window that can still be asked for are forgotten; what is kept is a queue in
/// arrival order. Asking at t and then at an earlier time is an invariant broken: log time only rises.</remarks>
internal sealed class WindowSum
{
    private (LogTime At, UInt128 Amount)[] _items = new (LogTime, UInt128)[4];
    private int _first;
    private int _count;

    /// <summary>The sum of what is held, whether or not it has left the window yet.</summary>
    public UInt128 Total { get; private set; }

    /// <summary>How many amounts are held.</summary>
    public int Count => _count;

    /// <summary>Adds an amount at a time not before the last.</summary>
    public void Add(LogTime at, UInt128 amount)
    {
        Invariant.Holds(_count == 0 || At(_count - 1).At <= at);
        if (_count > 0 && At(_count - 1).At == at)
        {
            ref var last = ref At(_count - 1);
            last = (at, last.Amount + amount);
        }
        else
        {
            if (_count == _items.Length) Grow();
            At(_count++) = (at, amount);
        }

        Total += amount;
    }

    /// <summary>The sum of what arrived after <paramref name="exclusive"/>; forgets what arrived up to it.</summary>
    public UInt128 After(LogTime exclusive)
    {
        while (_count > 0 && At(0).At <= exclusive)
        {
            Total -= At(0).Amount;
            _first = (_first + 1) & (_items.Length - 1);
            _count--;
        }

        return Total;
    }

    /// <summary>What is held, oldest first: what a snapshot writes.</summary>
    public IEnumerable<(LogTime At, UInt128 Amount)> Items()
    {
        for (var i = 0; i < _count; i++) yield return At(i);
    }

    private ref (LogTime At, UInt128 Amount) At(int place) => ref _items[(_first + place) & (_items.Length - 1)];

    private void Grow()
    {
        var larger = new (LogTime, UInt128)[_items.Length * 2];
        for (var i = 0; i < _count; i++) larger[i] = At(i);
        (_items, _first) = (larger, 0);
    }
}
