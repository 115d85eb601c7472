using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tables;

/// <summary>The command ids that the ledger remembers: for each the entry that accepted or refused it.</summary>
/// <remarks>24 bytes an id in the order of acceptance, and 10 to 15 in the index. Nothing leaves by itself: the engine
/// releases the oldest once it holds them in sorted runs on disk.</remarks>
internal sealed unsafe class IdTable(TableHash hash, IOlderIds olderIds) : IDisposable
{
    /// <summary>How far the time in an id may be ahead of the log's, in milliseconds.</summary>
    public const ulong MaxAheadMs = 5 * 60 * 1000;

    private const int RecordSize = 24, PageSize = NativeBlock.HugePage / RecordSize;

    private readonly List<Page> _pages = [];
    private readonly SlotTable _index = new(shardBits: 10, growth: 2);
    private ulong _releasedMs;

    /// <summary>How many ids were ever accepted or refused.</summary>
    public ulong Count { get; private set; }

    /// <summary>The ids before this place are released.</summary>
    public ulong Start { get; private set; }

    public long Bytes => _pages.Count * (long)PageSize * sizeof(Record) + _index.Bytes;

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
        var pages = (int)((Math.Max(before, Start) - Start) / PageSize);
        for (var i = 0; i < pages; i++)
        {
            _releasedMs = _pages[i].LastMs;
            _pages[i].Dispose();
        }

        _pages.RemoveRange(0, pages);
        Start += (ulong)pages * PageSize;
    }

    /// <summary>The ids as they are now, to be written on another thread; none may be released meanwhile.</summary>
    public Reading Freeze()
    {
        var pages = _pages.Select(page => (page, page.LastMs)).ToArray();
        return new Reading(Start, Count, _releasedMs, pages);
    }

    /// <summary>Loads ids that a <see cref="Reading"/> wrote, into an empty table.</summary>
    public void Load(Stream stream)
    {
        Span<ulong> front = stackalloc ulong[3];
        stream.ReadExactly(MemoryMarshal.AsBytes(front));
        var (start, count) = (front[0], front[1]);
        if (start > count || count > TransferLayout.MaxIndex) throw new InvalidDataException("ids out of range");
        (Start, Count, _releasedMs) = (start, start, front[2]);

        // A count that the stream cannot hold must not take the machine's memory before the bytes are missed.
        if (stream.CanSeek && count - start <= (ulong)((stream.Length - stream.Position) / RecordSize)) _index.Reserve(count - start);
        while (Count < count)
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(front[..1]));
            if (front[0] > LogTime.Max.UnixMilliseconds) throw new InvalidDataException("ids of no time");
            var page = new Page(huge: count - start > PageSize) { LastMs = front[0] };
            _pages.Add(page);
            var records = new Span<Record>(page.Records, (int)Math.Min(PageSize, count - Count));
            stream.ReadExactly(MemoryMarshal.AsBytes(records));
            Index(records);
        }
    }

    // The index is touched at random: each line is asked for some records before it is needed.
    private void Index(ReadOnlySpan<Record> records)
    {
        const int Ahead = 24;
        _index.SetLive((uint)(Start & uint.MaxValue), (uint)(Count + (ulong)records.Length - Start));
        for (var i = 0; i < records.Length + Ahead; i++)
        {
            if (i < records.Length) _index.Prefetch(hash.Of(records[i].High, records[i].Low));
            if (i < Ahead) continue;
            ref readonly var record = ref records[i - Ahead];
            if (record.Entry != 0) _index.Add(hash.Of(record.High, record.Low), (uint)(Count & uint.MaxValue));
            Count++;
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
        foreach (var page in _pages) page.Dispose();
        _index.Dispose();
    }

    private void Append(Id128 id, ulong entry, LogTime time)
    {
        var number = (int)((Count - Start) / PageSize);
        if (number == _pages.Count) _pages.Add(new Page(huge: Count > 0));
        var page = _pages[number];
        var (high, low) = Halves(id);
        page.Records[(Count - Start) % PageSize] = new Record { High = high, Low = low, Entry = entry };
        page.LastMs = time.UnixMilliseconds;
        Count++;
    }

    private ref Record At(ulong place) =>
        ref _pages[(int)((place - Start) / PageSize)].Records[(place - Start) % PageSize];

    private static (ulong High, ulong Low) Halves(Id128 id) =>
        ((ulong)(id.Value >> 64), (ulong)(id.Value & ulong.MaxValue));

    internal struct Record
    {
        public ulong High, Low, Entry;
    }

    /// <summary>The ids of one moment.</summary>
    internal sealed class Reading
    {
        private readonly ulong[] _front;
        private readonly (Page Page, ulong LastMs)[] _pages;

        public Reading(ulong start, ulong count, ulong releasedMs, (Page Page, ulong LastMs)[] pages)
        {
            _front = [start, count, releasedMs];
            _pages = pages;
        }

        /// <summary>Writes start, count, release time, then each page: its last time and its records.</summary>
        public void Write(Stream stream)
        {
            stream.Write(MemoryMarshal.AsBytes(_front.AsSpan()));
            var left = _front[1] - _front[0];
            foreach (var (page, lastMs) in _pages)
            {
                var records = new ReadOnlySpan<Record>(page.Records, (int)Math.Min(PageSize, left));
                stream.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in lastMs)));
                stream.Write(MemoryMarshal.AsBytes(records));
                left -= (ulong)records.Length;
            }
        }
    }

    internal sealed class Page(bool huge) : IDisposable
    {
        private readonly NativeBlock _block = new((long)PageSize * sizeof(Record), huge);

        public ulong LastMs;

        public Record* Records => (Record*)_block.Pointer;

        public void Dispose() => _block.Dispose();
    }
}
