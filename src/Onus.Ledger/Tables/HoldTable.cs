using Onus.Core;

namespace Onus.Ledger.Tables;

/// <summary>All open holds, by entry, and those with a due instant in a heap by due and entry.</summary>
internal sealed class HoldTable(TableHash hash) : IDisposable
{
    private const int PageBits = 12, PageSize = 1 << PageBits;
    private const int NoClock = -1;

    private readonly List<HoldRecord[]> _pages = [];
    private readonly SlotTable _byEntry = new(shardBits: 6);
    private Clock[] _clocks = new Clock[16];
    private int _clockCount;
    private uint _used;
    private uint _free = uint.MaxValue;

    /// <summary>How many holds are open.</summary>
    public int Count { get; private set; }

    /// <summary>The due instant of the hold that lapses first; null if none ever does.</summary>
    public LogTime? NextDue => _clockCount == 0 ? null : new LogTime(_clocks[0].Due);

    /// <summary>The slot of the hold that lapses first.</summary>
    public uint FirstDue => _clocks[0].Slot;

    public ref HoldRecord this[uint slot] => ref _pages[(int)(slot >> PageBits)][slot & (PageSize - 1)];

    public bool TryFind(ulong entry, out uint slot)
    {
        var probe = _byEntry.Search(hash.Of(entry));
        while (SlotTable.Next(ref probe, out slot))
            if (this[slot].Entry == entry) return true;
        return false;
    }

    public uint Add(ulong entry, uint debit, uint credit, UInt128 amount, ulong due)
    {
        var slot = NewSlot();
        this[slot] = new HoldRecord { Rest = amount, Entry = entry, Due = due, Debit = debit, Credit = credit, Place = NoClock };
        _byEntry.Add(hash.Of(entry), slot);
        Count++;
        if (due == 0) return slot;
        if (_clockCount == _clocks.Length) Array.Resize(ref _clocks, _clockCount * 2);
        Rise(_clockCount++, new Clock(due, slot));
        return slot;
    }

    public void Remove(uint slot)
    {
        ref var hold = ref this[slot];
        var probe = _byEntry.Search(hash.Of(hold.Entry));
        while (SlotTable.Next(ref probe, out var found))
            if (found == slot) break;
        SlotTable.Remove(probe);
        if (hold.Place != NoClock)
        {
            var last = _clocks[--_clockCount];
            if (hold.Place < _clockCount)
            {
                if (hold.Place > 0 && IsBefore(last, _clocks[(hold.Place - 1) / 2])) Rise(hold.Place, last);
                else Sink(hold.Place, last);
            }
        }

        hold = new HoldRecord { Place = unchecked((int)_free) };
        _free = slot;
        Count--;
    }

    /// <summary>The slots of all open holds in the order of their entries.</summary>
    public uint[] InOrder()
    {
        var slots = new List<uint>(Count);
        for (uint slot = 0; slot < _used; slot++)
            if (this[slot].Rest != UInt128.Zero) slots.Add(slot);
        slots.Sort((left, right) => this[left].Entry.CompareTo(this[right].Entry));
        return [.. slots];
    }

    public void Dispose() => _byEntry.Dispose();

    private uint NewSlot()
    {
        if (_free == uint.MaxValue)
        {
            if (_used == (uint)_pages.Count * PageSize) _pages.Add(new HoldRecord[PageSize]);
            return _used++;
        }

        var slot = _free;
        _free = unchecked((uint)this[slot].Place);
        return slot;
    }

    private void Rise(int place, Clock clock)
    {
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (!IsBefore(clock, _clocks[parent])) break;
            Set(place, _clocks[parent]);
            place = parent;
        }

        Set(place, clock);
    }

    private void Sink(int place, Clock clock)
    {
        for (var child = place * 2 + 1; child < _clockCount; child = place * 2 + 1)
        {
            if (child + 1 < _clockCount && IsBefore(_clocks[child + 1], _clocks[child])) child++;
            if (!IsBefore(_clocks[child], clock)) break;
            Set(place, _clocks[child]);
            place = child;
        }

        Set(place, clock);
    }

    private void Set(int place, Clock clock)
    {
        _clocks[place] = clock;
        this[clock.Slot].Place = place;
    }

    private bool IsBefore(Clock left, Clock right) =>
        left.Due != right.Due ? left.Due < right.Due : this[left.Slot].Entry < this[right.Slot].Entry;

    private readonly record struct Clock(ulong Due, uint Slot);
}
