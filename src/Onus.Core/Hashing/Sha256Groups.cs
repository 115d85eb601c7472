using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Onus.Core;

/// <summary>Deals messages to lanes: groups as many of like length as the kernel has lanes.</summary>
internal static unsafe class Sha256Groups<TVector, TLanes>
    where TVector : unmanaged
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>The most blocks of a message that goes through any lanes.</summary>
    private const int MaxBlocks = 16;

    /// <summary>The most lanes of any path.</summary>
    private const int MaxLanes = 16;

    /// <summary>The messages that are sorted by length at a time.</summary>
    private const int Window = 256;

    [SkipLocalsInit]
    public static void Hash(byte prefix, ReadOnlySpan<byte> buffer, ReadOnlySpan<Slice> messages, Span<Hash256> hashes)
    {
        Span<byte> order = stackalloc byte[Window];
        Span<byte> stage = stackalloc byte[MaxLanes * MaxBlocks * Sha256Constants.BlockSize];
        while (!messages.IsEmpty)
        {
            var window = messages[..Math.Min(Window, messages.Length)];
            var sorted = order[..Sort(window, order)];
            for (; sorted.Length > 1; sorted = sorted[Math.Min(TLanes.Count, sorted.Length)..])
                HashGroup(prefix, buffer, window, sorted[..Math.Min(TLanes.Count, sorted.Length)], stage, hashes);
            foreach (var one in sorted) hashes[one] = Sha256Lanes.HashOne(prefix, Message(buffer, window[one]));
            for (var i = 0; i < window.Length; i++)
                if (Sha256Padding.Blocks(window[i].Length) > TLanes.MaxBlocks)
                    hashes[i] = Sha256Lanes.HashOne(prefix, Message(buffer, window[i]));
            messages = messages[window.Length..];
            hashes = hashes[window.Length..];
        }
    }

    [SkipLocalsInit]
    public static void HashPairs(byte prefix, ReadOnlySpan<Hash256> pairs, Span<Hash256> hashes)
    {
        var inputs = stackalloc byte*[MaxLanes];
        var outputs = stackalloc byte*[MaxLanes];
        Hash256 spent;
        fixed (Hash256* input = pairs, output = hashes)
        {
            var at = 0;
            for (; hashes.Length - at > 1; at += TLanes.Count)
            {
                for (var lane = 0; lane < TLanes.Count; lane++)
                {
                    var used = at + lane < hashes.Length;
                    inputs[lane] = (byte*)(input + 2 * (used ? at + lane : at));
                    outputs[lane] = (byte*)(used ? output + at + lane : &spent);
                }

                Sha256Kernel<TVector, TLanes>.HashPairs(prefix, inputs, outputs);
            }

            if (at < hashes.Length) hashes[at] = Sha256Lanes.HashOne(prefix, MemoryMarshal.AsBytes(pairs[(2 * at)..]));
        }
    }

    /// <summary>Sorts the places of the messages by their number of blocks, leaving out those too long for
    /// lanes.</summary>
    private static int Sort(ReadOnlySpan<Slice> messages, Span<byte> order)
    {
        if (AllAlike(messages))
        {
            for (var i = 0; i < messages.Length; i++) order[i] = (byte)i;
            return messages.Length;
        }

        Span<int> starts = stackalloc int[MaxBlocks + 2];
        starts.Clear();
        foreach (var message in messages)
        {
            var blocks = Sha256Padding.Blocks(message.Length);
            if (blocks <= TLanes.MaxBlocks) starts[blocks + 1]++;
        }

        for (var blocks = 1; blocks < starts.Length; blocks++) starts[blocks] += starts[blocks - 1];
        for (var i = 0; i < messages.Length; i++)
        {
            var blocks = Sha256Padding.Blocks(messages[i].Length);
            if (blocks <= TLanes.MaxBlocks) order[starts[blocks]++] = (byte)i;
        }

        return starts[TLanes.MaxBlocks];
    }

    private static bool AllAlike(ReadOnlySpan<Slice> messages)
    {
        var blocks = Sha256Padding.Blocks(messages[0].Length);
        foreach (var message in messages)
            if (Sha256Padding.Blocks(message.Length) != blocks) return false;
        return blocks <= TLanes.MaxBlocks;
    }

    [SkipLocalsInit]
    private static void HashGroup(
        byte prefix, ReadOnlySpan<byte> buffer, ReadOnlySpan<Slice> messages, ReadOnlySpan<byte> group,
        Span<byte> stage, Span<Hash256> hashes)
    {
        var inputs = stackalloc byte*[MaxLanes];
        var blocks = stackalloc int[MaxLanes];
        var outputs = stackalloc byte*[MaxLanes];
        Hash256 spent;
        var stride = Sha256Padding.Blocks(messages[group[^1]].Length) * Sha256Constants.BlockSize;
        fixed (byte* staged = stage)
        fixed (Hash256* output = hashes)
        {
            for (var lane = 0; lane < group.Length; lane++)
            {
                var message = Message(buffer, messages[group[lane]]);
                blocks[lane] = Sha256Padding.Blocks(message.Length);
                inputs[lane] = staged + lane * stride;
                outputs[lane] = (byte*)(output + group[lane]);
                Sha256Padding.Write(prefix, message, inputs[lane], blocks[lane]);
            }

            // Lanes without a message hash the last one again, into nowhere.
            for (var lane = group.Length; lane < TLanes.Count; lane++)
            {
                blocks[lane] = blocks[lane - 1];
                inputs[lane] = inputs[lane - 1];
                outputs[lane] = (byte*)&spent;
            }

            Sha256Kernel<TVector, TLanes>.HashPadded(inputs, blocks, outputs);
        }
    }

    private static ReadOnlySpan<byte> Message(ReadOnlySpan<byte> buffer, Slice slice) =>
        buffer.Slice(slice.Start, slice.Length);
}
