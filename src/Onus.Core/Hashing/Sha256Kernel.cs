using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Onus.Core;

/// <summary>The compression of FIPS 180-4 §6.2.2, of as many messages side by side as a vector has lanes.</summary>
/// <remarks>Written once for every width; the lanes' struct type makes each width its own machine code without calls.</remarks>
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
    /// <param name="blocks">How many blocks each lane's message has, not falling from lane to lane. All messages are read
    /// as far as the longest reaches.</param>
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
            TLanes.SwapBytesBehindZero(TLanes.Load(pairs, 0)), TLanes.SwapBytesBehindZero(TLanes.Load(pairs + 1, 0)),
            TLanes.SwapBytesBehindZero(TLanes.Load(pairs + 2, 0)), TLanes.SwapBytesBehindZero(TLanes.Load(pairs + 3, 0)),
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
        TLanes.SwapBytes(TLanes.Load(messages, offset)), TLanes.SwapBytes(TLanes.Load(messages + 1, offset)),
        TLanes.SwapBytes(TLanes.Load(messages + 2, offset)), TLanes.SwapBytes(TLanes.Load(messages + 3, offset)), words);

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
        TVector w0 = words[0], w1 = words[1], w2 = words[2], w3 = words[3];
        TVector w4 = words[4], w5 = words[5], w6 = words[6], w7 = words[7];
        TVector w8 = words[8], w9 = words[9], w10 = words[10], w11 = words[11];
        TVector w12 = words[12], w13 = words[13], w14 = words[14], w15 = words[15];
        ref var k = ref MemoryMarshal.GetReference(Sha256Constants.RoundConstants);
        for (var sixteen = 0; ; sixteen++)
        {
            Round(a, b, c, ref d, e, f, g, ref h, w0, Unsafe.Add(ref k, 0));
            Round(h, a, b, ref c, d, e, f, ref g, w1, Unsafe.Add(ref k, 1));
            Round(g, h, a, ref b, c, d, e, ref f, w2, Unsafe.Add(ref k, 2));
            Round(f, g, h, ref a, b, c, d, ref e, w3, Unsafe.Add(ref k, 3));
            Round(e, f, g, ref h, a, b, c, ref d, w4, Unsafe.Add(ref k, 4));
            Round(d, e, f, ref g, h, a, b, ref c, w5, Unsafe.Add(ref k, 5));
            Round(c, d, e, ref f, g, h, a, ref b, w6, Unsafe.Add(ref k, 6));
            Round(b, c, d, ref e, f, g, h, ref a, w7, Unsafe.Add(ref k, 7));
            Round(a, b, c, ref d, e, f, g, ref h, w8, Unsafe.Add(ref k, 8));
            Round(h, a, b, ref c, d, e, f, ref g, w9, Unsafe.Add(ref k, 9));
            Round(g, h, a, ref b, c, d, e, ref f, w10, Unsafe.Add(ref k, 10));
            Round(f, g, h, ref a, b, c, d, ref e, w11, Unsafe.Add(ref k, 11));
            Round(e, f, g, ref h, a, b, c, ref d, w12, Unsafe.Add(ref k, 12));
            Round(d, e, f, ref g, h, a, b, ref c, w13, Unsafe.Add(ref k, 13));
            Round(c, d, e, ref f, g, h, a, ref b, w14, Unsafe.Add(ref k, 14));
            Round(b, c, d, ref e, f, g, h, ref a, w15, Unsafe.Add(ref k, 15));
            if (sixteen == 3) break;
            k = ref Unsafe.Add(ref k, WordsPerBlock);
            w0 = Schedule(w0, w1, w9, w14);
            w1 = Schedule(w1, w2, w10, w15);
            w2 = Schedule(w2, w3, w11, w0);
            w3 = Schedule(w3, w4, w12, w1);
            w4 = Schedule(w4, w5, w13, w2);
            w5 = Schedule(w5, w6, w14, w3);
            w6 = Schedule(w6, w7, w15, w4);
            w7 = Schedule(w7, w8, w0, w5);
            w8 = Schedule(w8, w9, w1, w6);
            w9 = Schedule(w9, w10, w2, w7);
            w10 = Schedule(w10, w11, w3, w8);
            w11 = Schedule(w11, w12, w4, w9);
            w12 = Schedule(w12, w13, w5, w10);
            w13 = Schedule(w13, w14, w6, w11);
            w14 = Schedule(w14, w15, w7, w12);
            w15 = Schedule(w15, w0, w8, w13);
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
        TVector a, TVector b, TVector c, ref TVector d, TVector e, TVector f, TVector g, ref TVector h, TVector w, uint k)
    {
        var sigma1 = TLanes.Xor(TLanes.RotateRight(e, 6), TLanes.RotateRight(e, 11), TLanes.RotateRight(e, 25));
        var first = TLanes.Add(TLanes.Add(h, w), TLanes.Broadcast(k));
        first = TLanes.Add(TLanes.Add(first, TLanes.Choose(e, f, g)), sigma1);
        var sigma0 = TLanes.Xor(TLanes.RotateRight(a, 2), TLanes.RotateRight(a, 13), TLanes.RotateRight(a, 22));
        d = TLanes.Add(d, first);
        h = TLanes.Add(first, TLanes.Add(sigma0, TLanes.Majority(a, b, c)));
    }

    /// <summary>W of §6.2.2 step 1 from the words 16, 15, 7 and 2 before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Schedule(TVector before16, TVector before15, TVector before7, TVector before2)
    {
        var sigma0 = TLanes.Xor(
            TLanes.RotateRight(before15, 7), TLanes.RotateRight(before15, 18), TLanes.ShiftRight(before15, 3));
        var sigma1 = TLanes.Xor(
            TLanes.RotateRight(before2, 17), TLanes.RotateRight(before2, 19), TLanes.ShiftRight(before2, 10));
        return TLanes.Add(TLanes.Add(before16, before7), TLanes.Add(sigma0, sigma1));
    }
}
