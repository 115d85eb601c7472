using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Onus.Core;

/// <summary>The compression of FIPS 180-4 §6.2.2, of as many messages side by side as a vector has lanes.</summary>
/// <remarks>Written once for every width; the lanes' struct type makes each width its own machine code without
/// calls.</remarks>
internal static unsafe class Sha256Kernel<TVector, TLanes>
    where TVector : unmanaged
    where TLanes : struct, ILanes<TVector>
{
    private const int WordsPerBlock = 16;
    private const int WordsPerState = 8;
    private const int QuadSize = 16;
    private const uint EndMark = 0x0080_0000;

    /// <summary>Hashes one padded message per lane.</summary>
    /// <param name="messages">Where each lane's padded message begins.</param>
    /// <param name="blocks">How many blocks each lane's message has, not falling from lane to lane. All messages are
    /// read as far as the longest reaches.</param>
    /// <param name="outputs">Where each lane's hash goes; the kernel changes the pointers.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void HashPadded(byte** messages, int* blocks, byte** outputs)
    {
        var words = stackalloc TVector[WordsPerBlock];
        var state = stackalloc TVector[WordsPerState];
        var spent = default(Hash256);
        Start(state);
        var done = 0;
        for (var block = 0; done < TLanes.Count; block++)
        {
            for (var quad = 0; quad < WordsPerBlock / 4; quad++)
                LoadQuad(messages, block * Sha256Constants.BlockSize + quad * QuadSize, words + 4 * quad);
            Compress(state, words);
            if (blocks[done] != block + 1) continue;
            Finish(state, outputs);

            // A lane that has ended computes on, but its output goes nowhere.
            while (done < TLanes.Count && blocks[done] == block + 1) outputs[done++] = (byte*)&spent;
        }
    }

    /// <summary>Hashes one prefix byte and 64 bytes per lane: 65 bytes, always two blocks.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void HashPairs(byte prefix, byte** pairs, byte** outputs)
    {
        var words = stackalloc TVector[WordsPerBlock];
        var state = stackalloc TVector[WordsPerState];
        Start(state);

        // The prefix moves every byte up by one: all quads but the first are loaded from one byte before.
        Transpose(
            TLanes.SwapBytesBehindZero(TLanes.Load(pairs, 0)),
            TLanes.SwapBytesBehindZero(TLanes.Load(pairs + 1, 0)),
            TLanes.SwapBytesBehindZero(TLanes.Load(pairs + 2, 0)),
            TLanes.SwapBytesBehindZero(TLanes.Load(pairs + 3, 0)),
            words);
        words[0] = TLanes.Or(words[0], TLanes.Broadcast((uint)prefix << 24));
        for (var quad = 1; quad < WordsPerBlock / 4; quad++) LoadQuad(pairs, quad * QuadSize - 1, words + 4 * quad);
        Compress(state, words);

        // What is left of a pair for the second block is its last byte.
        LoadQuad(pairs, Sha256Constants.BlockSize - QuadSize, words);
        words[0] = TLanes.Or(TLanes.ShiftLeft(words[3], 24), TLanes.Broadcast(EndMark));
        for (var i = 1; i < WordsPerBlock - 1; i++) words[i] = default;
        words[WordsPerBlock - 1] = TLanes.Broadcast((Sha256Constants.BlockSize + 1) * 8);
        Compress(state, words);
        Finish(state, outputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start(TVector* state)
    {
        for (var i = 0; i < WordsPerState; i++) state[i] = TLanes.Broadcast(Sha256Constants.InitialState[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadQuad(byte** messages, nint offset, TVector* words) => Transpose(
        TLanes.SwapBytes(TLanes.Load(messages, offset)),
        TLanes.SwapBytes(TLanes.Load(messages + 1, offset)),
        TLanes.SwapBytes(TLanes.Load(messages + 2, offset)),
        TLanes.SwapBytes(TLanes.Load(messages + 3, offset)),
        words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(TVector* state, byte** outputs)
    {
        var rows = stackalloc TVector[4];
        for (var half = 0; half < 2; half++)
        {
            var first = state + 4 * half;
            Transpose(first[0], first[1], first[2], first[3], rows);
            for (var row = 0; row < 4; row++) TLanes.Store(TLanes.SwapBytes(rows[row]), outputs + row, half * QuadSize);
        }
    }

    /// <summary>Turns four vectors of four words per section into their columns, section by section.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(TVector a, TVector b, TVector c, TVector d, TVector* columns)
    {
        var (ab, cd) = (TLanes.UnpackLow32(a, b), TLanes.UnpackLow32(c, d));
        columns[0] = TLanes.UnpackLow64(ab, cd);
        columns[1] = TLanes.UnpackHigh64(ab, cd);
        (ab, cd) = (TLanes.UnpackHigh32(a, b), TLanes.UnpackHigh32(c, d));
        columns[2] = TLanes.UnpackLow64(ab, cd);
        columns[3] = TLanes.UnpackHigh64(ab, cd);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Compress(TVector* state, TVector* words)
    {
        TVector a = state[0], b = state[1], c = state[2], d = state[3];
        TVector e = state[4], f = state[5], g = state[6], h = state[7];
        var k = (uint*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Sha256Constants.RoundConstants));
        var difference = TLanes.Xor(b, c, TLanes.Broadcast(0));
        for (var sixteen = 0; sixteen < 4; sixteen++)
        {
            Round(a, b, c, ref d, e, f, g, ref h, words[0], &k[0], ref difference);
            Round(h, a, b, ref c, d, e, f, ref g, words[1], &k[1], ref difference);
            Round(g, h, a, ref b, c, d, e, ref f, words[2], &k[2], ref difference);
            Round(f, g, h, ref a, b, c, d, ref e, words[3], &k[3], ref difference);
            if (sixteen < 3) Schedule(words, 0);
            Round(e, f, g, ref h, a, b, c, ref d, words[4], &k[4], ref difference);
            Round(d, e, f, ref g, h, a, b, ref c, words[5], &k[5], ref difference);
            Round(c, d, e, ref f, g, h, a, ref b, words[6], &k[6], ref difference);
            Round(b, c, d, ref e, f, g, h, ref a, words[7], &k[7], ref difference);
            if (sixteen < 3) Schedule(words, 4);
            Round(a, b, c, ref d, e, f, g, ref h, words[8], &k[8], ref difference);
            Round(h, a, b, ref c, d, e, f, ref g, words[9], &k[9], ref difference);
            Round(g, h, a, ref b, c, d, e, ref f, words[10], &k[10], ref difference);
            Round(f, g, h, ref a, b, c, d, ref e, words[11], &k[11], ref difference);
            if (sixteen < 3) Schedule(words, 8);
            Round(e, f, g, ref h, a, b, c, ref d, words[12], &k[12], ref difference);
            Round(d, e, f, ref g, h, a, b, ref c, words[13], &k[13], ref difference);
            Round(c, d, e, ref f, g, h, a, ref b, words[14], &k[14], ref difference);
            Round(b, c, d, ref e, f, g, h, ref a, words[15], &k[15], ref difference);
            if (sixteen < 3) Schedule(words, 12);
            k = &k[WordsPerBlock];
        }

        state[0] = TLanes.Add(state[0], a);
        state[1] = TLanes.Add(state[1], b);
        state[2] = TLanes.Add(state[2], c);
        state[3] = TLanes.Add(state[3], d);
        state[4] = TLanes.Add(state[4], e);
        state[5] = TLanes.Add(state[5], f);
        state[6] = TLanes.Add(state[6], g);
        state[7] = TLanes.Add(state[7], h);
    }

    /// <summary>One round; the caller renames the working variables instead of moving them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        TVector a, TVector b, TVector c, ref TVector d, TVector e, TVector f, TVector g, ref TVector h,
        TVector w, uint* k, ref TVector difference)
    {
        var sigma1 = TLanes.Xor(TLanes.RotateRight(e, 6), TLanes.RotateRight(e, 11), TLanes.RotateRight(e, 25));
        var first = TLanes.Add(TLanes.Add(h, w), TLanes.Broadcast(k));
        first = TLanes.Add(TLanes.Add(first, TLanes.Choose(e, f, g)), sigma1);
        var sigma0 = TLanes.Xor(TLanes.RotateRight(a, 2), TLanes.RotateRight(a, 13), TLanes.RotateRight(a, 22));
        d = TLanes.Add(d, first);
        h = TLanes.Add(first, TLanes.Add(sigma0, TLanes.Majority(a, b, c, ref difference)));
    }

    /// <summary>Replaces four words by those of the rounds sixteen later (§6.2.2 step 1).</summary>
    /// <remarks>Between the rounds, so that the rounds' one long chain and the words' short ones overlap.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Schedule(TVector* words, [ConstantExpected] int t)
    {
        ScheduleOne(words, t);
        ScheduleOne(words, t + 1);
        ScheduleOne(words, t + 2);
        ScheduleOne(words, t + 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ScheduleOne(TVector* words, int t)
    {
        var (next, before2) = (words[(t + 1) % WordsPerBlock], words[(t + 14) % WordsPerBlock]);
        var sigma0 = TLanes.Xor(TLanes.RotateRight(next, 7), TLanes.RotateRight(next, 18), TLanes.ShiftRight(next, 3));
        var sigma1 = TLanes.Xor(
            TLanes.RotateRight(before2, 17), TLanes.RotateRight(before2, 19), TLanes.ShiftRight(before2, 10));
        words[t] = TLanes.Add(TLanes.Add(words[t], words[(t + 9) % WordsPerBlock]), TLanes.Add(sigma0, sigma1));
    }
}
