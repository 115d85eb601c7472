using Onus.Core;

namespace Onus.Log.Tree;

/// <summary>One level of a tree in memory: a window of its nodes in chunks, appended by one writer and read by
/// many.</summary>
/// <remarks>
/// A reader may ask for any node that was written before the tree's size was published to it. Chunks that left the
/// window are used again, so that a tree whose window moves on allocates nothing; a reader that was overtaken notices
/// it by the window's start, which moves before the chunk is written to.
/// </remarks>
internal sealed class NodeLevel
{
    /// <summary>Nodes in a chunk; even, so that two siblings never lie in different chunks, and small enough (32 KB)
    /// that a chunk which a growing log soon lets go is collected young.</summary>
    public const int ChunkSize = 1024;

    /// <summary>The chunks that wait for use: as many as the batches on their way let go at once, at the usual size.</summary>
    private const int MaxSpare = 32;

    private readonly Stack<Hash256[]> _spare = [];
    private Hash256[]?[] _chunks = new Hash256[]?[4];
    private ulong _first;

    /// <summary>The nodes written so far, those before the window included.</summary>
    public ulong Count { get; private set; }

    /// <summary>Lets an empty level begin as if <paramref name="count"/> nodes had been written and
    /// forgotten.</summary>
    public void StartAt(ulong count)
    {
        Invariant.Holds(Count == 0);
        Count = count;
        Volatile.Write(ref _first, count);
    }

    /// <summary>Puts back the last of the nodes with which the level began.</summary>
    public void Restore(in Hash256 last)
    {
        Invariant.Holds(_first == Count && Count > 0);
        Count--;
        Volatile.Write(ref _first, Count);
        Room(1)[0] = last;
        Advance(1);
    }

    /// <summary>The node at an index, unless it lies before the window.</summary>
    public bool TryRead(ulong index, out Hash256 hash)
    {
        hash = default;
        var chunks = Volatile.Read(ref _chunks);
        var chunk = index / ChunkSize;
        if (chunk >= (ulong)chunks.Length || Volatile.Read(ref chunks[chunk]) is not { } nodes) return false;
        hash = nodes[index % ChunkSize];
        Volatile.ReadBarrier();
        return index >= Volatile.Read(ref _first);
    }

    /// <summary>Room for up to <paramref name="wanted"/> nodes after the last one, as much as is contiguous.</summary>
    public Span<Hash256> Room(int wanted)
    {
        var chunk = checked((int)(Count / ChunkSize));
        var offset = (int)(Count % ChunkSize);
        return Chunk(chunk).AsSpan(offset, Math.Min(wanted, ChunkSize - offset));
    }

    /// <summary>Counts <paramref name="written"/> nodes that the caller put into <see cref="Room"/>.</summary>
    public void Advance(int written) => Count += (ulong)written;

    /// <summary>The written nodes from <paramref name="index"/> on, as many as are contiguous.</summary>
    public ReadOnlySpan<Hash256> From(ulong index)
    {
        Invariant.Holds(index >= _first && index < Count);
        var offset = (int)(index % ChunkSize);
        var length = Math.Min((ulong)(ChunkSize - offset), Count - index);
        return _chunks[index / ChunkSize].AsSpan(offset, (int)length);
    }

    /// <summary>Moves the window's start up to <paramref name="first"/> and lets whole chunks before it go.</summary>
    public void ForgetBefore(ulong first)
    {
        if (first <= _first) return;
        var oldChunk = _first / ChunkSize;
        Volatile.Write(ref _first, first);
        Volatile.WriteBarrier();
        for (var chunk = oldChunk; chunk < first / ChunkSize; chunk++)
        {
            if (_chunks[chunk] is { } nodes && _spare.Count < MaxSpare) _spare.Push(nodes);
            Volatile.Write(ref _chunks[chunk], null);
        }
    }

    private Hash256[] Chunk(int chunk)
    {
        if (chunk >= _chunks.Length)
        {
            var grown = new Hash256[]?[Math.Max(chunk + 1, 2 * _chunks.Length)];
            _chunks.CopyTo(grown, 0);
            Volatile.Write(ref _chunks, grown);
        }

        if (_chunks[chunk] is { } there) return there;
        var nodes = _spare.Count > 0 ? _spare.Pop() : GC.AllocateUninitializedArray<Hash256>(ChunkSize);
        Volatile.Write(ref _chunks[chunk], nodes);
        return nodes;
    }
}
