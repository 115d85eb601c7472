using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Onus.Core;

namespace Onus.Benchmarks;

/// <summary>A batch of entries as the log's pipeline holds it: one buffer, every entry at its place.</summary>
internal sealed class Batches
{
    public const int Count = 8192;

    /// <summary>How many of them the platform hashes in one turn: few enough that a turn ends before the scheduler
    /// ends it.</summary>
    public const int BaselineCount = 1024;

    public Batches(int entrySize)
    {
        var random = new Random(entrySize);
        Buffer = new byte[Count * (entrySize + 2)];
        random.NextBytes(Buffer);
        Entries = new Slice[Count];
        for (var i = 0; i < Count; i++) Entries[i] = new Slice(i * (entrySize + 2) + 2, entrySize);
        Pairs = new Hash256[2 * Count];
        random.NextBytes(MemoryMarshal.AsBytes(Pairs.AsSpan()));
        Hashes = new Hash256[Count];
    }

    public byte[] Buffer { get; }

    public Slice[] Entries { get; }

    public Hash256[] Pairs { get; }

    public Hash256[] Hashes { get; }

    /// <summary>The baseline: the platform's one-shot hash of each contiguous message, <c>SHA256.HashData</c> in a
    /// loop.</summary>
    public void HashDataLoop()
    {
        // The byte before an entry stands in for the prefix, so that the baseline copies nothing.
        for (var i = 0; i < BaselineCount; i++)
        {
            var message = Buffer.AsSpan(Entries[i].Start - 1, Entries[i].Length + 1);
            SHA256.HashData(message, MemoryMarshal.AsBytes(Hashes.AsSpan(i, 1)));
        }
    }

    public void HashDataPairs()
    {
        var bytes = MemoryMarshal.AsBytes(Pairs.AsSpan());
        for (var i = 0; i < BaselineCount; i++)
        {
            // 65 bytes, as a node has; they overlap the next pair's first, which the timing does not mind.
            var at = Math.Min(64 * i, bytes.Length - 65);
            SHA256.HashData(bytes.Slice(at, 65), MemoryMarshal.AsBytes(Hashes.AsSpan(i, 1)));
        }
    }
}
