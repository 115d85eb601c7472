using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Onus.Core;

namespace Onus.Ledger.Tables;

/// <summary>A hash index: from the hash of a key to the 32-bit numbers of the records that may have that key.</summary>
/// <remarks>
/// Open addressing in shards, eight bytes a slot: the upper half a tag of the hash, the lower half the number. The caller
/// compares the record's own key, so a wrong tag costs time and never an answer. A search starts at a cache line's first
/// slot, and lines are filled from the front: most searches touch one line. A shard grows by a quarter when it is four
/// fifths full, so that a slot costs 10 to 12.5 bytes and no growth stalls the ledger for long.
/// </remarks>
internal sealed unsafe class SlotTable : IDisposable
{
    /// <summary>The number of a removed slot; no record may have it.</summary>
    public const uint Dead = uint.MaxValue;

    private const int SlotsPerLine = 8, LineSize = SlotsPerLine * sizeof(ulong);

    private readonly int _shift;
    private readonly int _shardCount;
    private readonly uint _growth;
    private readonly ulong* _empty;
    private Shard* _shards;
    private uint _liveStart;
    private uint _liveCount = uint.MaxValue;

    /// <summary>An empty table.</summary>
    /// <param name="shardBits">How many bits of the hash choose the shard.</param>
    /// <param name="growth">By how many quarters a full shard grows.</param>
    public SlotTable(int shardBits, uint growth = 1)
    {
        Invariant.Holds(shardBits is > 0 and < 32);
        _growth = growth;
        _shift = 64 - shardBits;
        _shardCount = 1 << shardBits;
        _shards = (Shard*)NativeMemory.AllocZeroed((nuint)_shardCount, (nuint)sizeof(Shard));
        _empty = NewLines(1);

        // An empty shard is one shared empty line that counts as full, so that its first number makes it its own.
        for (var i = 0; i < _shardCount; i++) _shards[i] = new Shard { Slots = _empty, Lines = 1, Used = SlotsPerLine };
    }

    ~SlotTable() => Free();

    /// <summary>The bytes that the slots take.</summary>
    public long Bytes
    {
        get
        {
            long lines = 0;
            for (var i = 0; i < _shardCount; i++) lines += _shards[i].Lines;
            return lines * LineSize + _shardCount * (long)sizeof(Shard);
        }
    }

    /// <summary>Brings the line where a search for the hash begins towards the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong hash)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Begin(_shards + (hash >> _shift), Tag(hash)));
    }

    /// <summary>The first number that may belong to the hash, unverified; <see cref="uint.MaxValue"/> for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Guess(ulong hash)
    {
        var probe = Search(hash);
        return Next(ref probe, out var number) ? number : uint.MaxValue;
    }

    /// <summary>Starts a search; every number it yields must be verified.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Probe Search(ulong hash)
    {
        var shard = _shards + (hash >> _shift);
        var tag = Tag(hash);
        var probe = new Probe
        {
            Line = Begin(shard, tag), First = shard->Slots, End = shard->Slots + shard->Lines * SlotsPerLine, Tag = tag,
        };
        probe.Look();
        return probe;
    }

    /// <summary>The next number that may belong to the hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Next(ref Probe probe, out uint number)
    {
        // Some slot of a shard is always empty, so this ends.
        while (true)
        {
            while (probe.Candidates != 0)
            {
                probe.Found = probe.Line + BitOperations.TrailingZeroCount(probe.Candidates);
                probe.Candidates &= probe.Candidates - 1;
                number = (uint)(*probe.Found & uint.MaxValue);
                if (number != Dead) return true;
            }

            if (probe.Empty != 0) break;
            probe.Line += SlotsPerLine;
            if (probe.Line == probe.End) probe.Line = probe.First;
            probe.Look();
        }

        number = 0;
        return false;
    }

    /// <summary>Makes room for that many numbers, so that adding them copies nothing; only in an empty table.</summary>
    public void Reserve(ulong numbers)
    {
        // A hash spreads evenly but for a few in the hundred: four fifths, and an eighth to spare.
        var lines = (uint)((numbers / (ulong)_shardCount + 1) * 45 / (SlotsPerLine * 32)) + 1;
        for (var i = 0; i < _shardCount; i++)
        {
            Invariant.Holds(_shards[i].Slots == _empty);
            _shards[i] = new Shard { Slots = NewLines(lines), Lines = lines };
        }
    }

    /// <summary>Adds a number under a hash.</summary>
    public void Add(ulong hash, uint number)
    {
        Debug.Assert(number != Dead);
        var shard = _shards + (hash >> _shift);
        if (shard->Used + 1 > shard->Lines * SlotsPerLine / 5 * 4) Grow(shard);
        Put(shard, Tag(hash), number);
    }

    /// <summary>Removes the number that a search found last.</summary>
    public static void Remove(in Probe probe) => *probe.Found |= Dead;

    /// <summary>Puts another number in the place of the one that a search found last.</summary>
    public static void Replace(in Probe probe, uint number) => *probe.Found = ((ulong)probe.Tag << 32) | number;

    /// <summary>Says which numbers are in use, counted from <paramref name="start"/> with wrap-around; the slots of others
    /// are dropped when their shard next grows.</summary>
    public void SetLive(uint start, uint count)
    {
        _liveStart = start;
        _liveCount = count;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Grow(Shard* shard)
    {
        var old = *shard;
        uint live = 0;
        for (uint i = 0; i < old.Lines * SlotsPerLine; i++)
            if (IsLive(old.Slots[i])) live++;
        var lines = (live + 1) * 5 * (4 + _growth) / (SlotsPerLine * 16) + 1;
        *shard = new Shard { Slots = NewLines(lines), Lines = lines };
        for (uint i = 0; i < old.Lines * SlotsPerLine; i++)
            if (IsLive(old.Slots[i])) Put(shard, (uint)(old.Slots[i] >> 32), (uint)(old.Slots[i] & uint.MaxValue));
        if (old.Slots != _empty) NativeMemory.AlignedFree(old.Slots);
    }

    private bool IsLive(ulong slot)
    {
        var number = (uint)(slot & uint.MaxValue);
        return slot != 0 && number != Dead && unchecked(number - _liveStart) < _liveCount;
    }

    private static ulong* NewLines(uint lines)
    {
        var size = (nuint)lines * LineSize;
        var slots = NativeMemory.AlignedAlloc(size, LineSize);
        NativeMemory.Clear(slots, size);
        return (ulong*)slots;
    }

    private void Free()
    {
        if (_shards == null) return;
        for (var i = 0; i < _shardCount; i++)
            if (_shards[i].Slots != _empty) NativeMemory.AlignedFree(_shards[i].Slots);
        NativeMemory.AlignedFree(_empty);
        NativeMemory.Free(_shards);
        _shards = null;
    }

    private static void Put(Shard* shard, uint tag, uint number)
    {
        var end = shard->Slots + shard->Lines * SlotsPerLine;
        var line = Begin(shard, tag);
        ulong empty;
        while ((empty = EmptyOf(Vector512.Load(line))) == 0)
        {
            line += SlotsPerLine;
            if (line == end) line = shard->Slots;
        }

        line[BitOperations.TrailingZeroCount(empty)] = ((ulong)tag << 32) | number;
        shard->Used++;
    }

    private static ulong EmptyOf(Vector512<ulong> line) =>
        Vector512.Equals(line, Vector512<ulong>.Zero).ExtractMostSignificantBits();

    // The lowest bit is set, so that no slot in use is zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Tag(ulong hash) => (uint)(hash & uint.MaxValue) | 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong* Begin(Shard* shard, uint tag) =>
        shard->Slots + ((((ulong)tag * shard->Lines) >> 32) * SlotsPerLine);

    /// <summary>Where a search stands: a line, and in it the slots with the tag and those that are empty.</summary>
    internal struct Probe
    {
        public ulong* Line, First, End, Found;
        public ulong Candidates, Empty;
        public uint Tag;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Look()
        {
            var line = Vector512.Load(Line);
            Candidates = Vector512.Equals(line >>> 32, Vector512.Create((ulong)Tag)).ExtractMostSignificantBits();
            Empty = EmptyOf(line);
        }
    }

    private struct Shard
    {
        public ulong* Slots;
        public uint Lines, Used;
    }
}
