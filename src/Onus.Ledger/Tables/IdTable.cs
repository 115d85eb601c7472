using System.Runtime.CompilerServices;
using Onus.Core;

namespace Onus.Ledger.Tables;

/// <summary>The command ids that the ledger remembers: for each the entry that accepted or refused it.</summary>
/// <remarks>24 bytes an id in the order of acceptance, and 10 to 12.5 in the index. Nothing leaves by itself: the engine
/// releases the oldest once it holds them in sorted runs on disk.</remarks>
internal sealed unsafe class IdTable(TableHash hash, IOlderIds olderIds) : IDisposable
{
    /// <summary>How far the time in an id may be ahead of the log's, in milliseconds.</summary>
    public const ulong MaxAheadMs = 5 * 60 * 1000;

    private const int PageBits = 14, PageSize = 1 << PageBits;

    private readonly List<Page?> _pages = [];
    private readonly SlotTable _index = new(shardBits: 10);
    private ulong _releasedMs;

    /// <summary>How many ids were ever accepted or refused.</summary>
    public ulong Count { get; private set; }

    /// <summary>The ids before this place are released.</summary>
    public ulong Start { get; private set; }

    public long Bytes => _pages.Count(page => page is not null) * (long)PageSize * sizeof(Record) + _index.Bytes;

    /// <summary>Whether an id claims a time that a log of that time does not accept yet.</summary>
    public static bool IsTooFarAhead(Id128 id, LogTime time) => id.UnixMilliseconds > time.UnixMilliseconds + MaxAheadMs;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong HashOf(Id128 id) => hash.Of(id);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong idHash) => _index.Prefetch(idHash);

    /// <summary>Finds the entry of an id; where the id may be older than the memory, on disk.</summary>
    /// <param name="id">The id.</param>
    /// <param name="idHash">Its <see cref="HashOf"/>.</param>
    /// <param name="entry">The entry that accepted or refused it.</param>
    public bool TryFind(Id128 id, ulong idHash, out ulong entry)
    {
        var (high, low) = Halves(id);
        var probe = _index.Search(idHash);
        while (SlotTable.Next(ref probe, out var number))
        {
            var place = Start + unchecked(number - (uint)(Start & uint.MaxValue));
            if (place >= Count) continue;
            ref var record = ref At(place);
            if (record.High != high || record.Low != low) continue;
            entry = record.Entry;
            return true;
        }

        entry = 0;
        return Start > 0 && id.UnixMilliseconds <= _releasedMs + MaxAheadMs && olderIds.TryFind(id, out entry);
    }

    /// <summary>Remembers an id that is not known yet.</summary>
    public void Add(Id128 id, ulong idHash, ulong entry, LogTime time)
    {
        // The place whose number would read as a removed slot is left empty.
        if ((uint)(Count & uint.MaxValue) == SlotTable.Dead) Append(Id128.None, 0, time);
        _index.SetLive((uint)(Start & uint.MaxValue), (uint)(Count - Start + 1));
        _index.Add(idHash, (uint)(Count & uint.MaxValue));
        Append(id, entry, time);
    }

    /// <summary>Forgets the ids from that place on: their commands were undone.</summary>
    public void Truncate(ulong count)
    {
        Invariant.Holds(count >= Start && count <= Count);
        Count = count;
    }

    /// <summary>Releases whole pages of the oldest ids, at most to that place.</summary>
    public void Release(ulong before)
    {
        Invariant.Holds(before <= Count);
        for (var page = (int)(Start >> PageBits); (ulong)(page + 1) << PageBits <= before; page++)
        {
            _releasedMs = _pages[page]!.LastMs;
            _pages[page]!.Dispose();
            _pages[page] = null;
            Start = (ulong)(page + 1) << PageBits;
        }
    }

    /// <summary>One remembered id and its entry.</summary>
    public (Id128 Id, ulong Entry) Read(ulong place)
    {
        ref var record = ref At(place);
        return (new Id128(new UInt128(record.High, record.Low)), record.Entry);
    }

    public void Dispose()
    {
        foreach (var page in _pages) page?.Dispose();
        _index.Dispose();
    }

    private void Append(Id128 id, ulong entry, LogTime time)
    {
        if (Count >> PageBits == (ulong)_pages.Count) _pages.Add(new Page());
        var page = _pages[(int)(Count >> PageBits)]!;
        var (high, low) = Halves(id);
        page.Records[Count & (PageSize - 1)] = new Record { High = high, Low = low, Entry = entry };
        page.LastMs = time.UnixMilliseconds;
        Count++;
    }

    private ref Record At(ulong place) => ref _pages[(int)(place >> PageBits)]!.Records[place & (PageSize - 1)];

    private static (ulong High, ulong Low) Halves(Id128 id) =>
        ((ulong)(id.Value >> 64), (ulong)(id.Value & ulong.MaxValue));

    private struct Record
    {
        public ulong High, Low, Entry;
    }

    private sealed class Page : IDisposable
    {
        private readonly NativeBlock _block = new((long)PageSize * sizeof(Record));

        public ulong LastMs;

        public Record* Records => (Record*)_block.Pointer;

        public void Dispose() => _block.Dispose();
    }
}
