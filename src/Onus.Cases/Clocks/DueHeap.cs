using Onus.Core;

namespace Onus.Cases.Clocks;

/// <summary>Everything that waits for its time, ordered by due instant, kind and id: the order in which it lapses.</summary>
/// <remarks>A binary heap with an index of places: setting, moving and removing take O(log n), looking O(1). The order is
/// total, so it does not depend on the order of insertion.</remarks>
internal sealed class DueHeap
{
    private readonly Dictionary<DueKey, int> _places = [];
    private (LogTime At, DueKey Key)[] _items = new (LogTime, DueKey)[16];

    /// <summary>How many things wait.</summary>
    public int Count { get; private set; }

    /// <summary>The next due instant; null where nothing waits.</summary>
    public LogTime? Next => Count == 0 ? null : _items[0].At;

    /// <summary>What falls due next.</summary>
    public bool TryPeek(out LogTime at, out DueKey key)
    {
        (at, key) = Count == 0 ? default : _items[0];
        return Count > 0;
    }

    /// <summary>Lets something fall due at an instant, whether or not it waited before.</summary>
    public void Set(DueKey key, LogTime at)
    {
        if (_places.TryGetValue(key, out var place))
        {
            _items[place].At = at;
        }
        else
        {
            if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
            place = Count++;
            _items[place] = (at, key);
            _places[key] = place;
        }

        Down(Up(place));
    }

    /// <summary>Lets something wait no longer; nothing happens where it did not.</summary>
    public void Remove(DueKey key)
    {
        if (!_places.Remove(key, out var place)) return;
        var last = --Count;
        if (place == last) return;
        _items[place] = _items[last];
        _places[_items[place].Key] = place;
        Down(Up(place));
    }

    private int Up(int place)
    {
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (!Before(place, parent)) break;
            Swap(place, parent);
            place = parent;
        }

        return place;
    }

    private void Down(int place)
    {
        while (true)
        {
            var child = 2 * place + 1;
            if (child >= Count) return;
            if (child + 1 < Count && Before(child + 1, child)) child++;
            if (!Before(child, place)) return;
            Swap(child, place);
            place = child;
        }
    }

    private bool Before(int left, int right)
    {
        var order = _items[left].At.CompareTo(_items[right].At);
        return order != 0 ? order < 0 : _items[left].Key.CompareTo(_items[right].Key) < 0;
    }

    private void Swap(int left, int right)
    {
        (_items[left], _items[right]) = (_items[right], _items[left]);
        _places[_items[left].Key] = left;
        _places[_items[right].Key] = right;
    }
}
