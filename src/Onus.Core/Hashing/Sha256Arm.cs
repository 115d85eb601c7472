using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Onus.Core;

/// <summary>The compression of FIPS 180-4 §6.2.2 with the SHA-256 instructions of Armv8.</summary>
internal static unsafe class Sha256Arm
{
    /// <summary>The most blocks that are hashed here; the platform's own hash does as well on longer
    /// messages.</summary>
    private const int MaxBlocks = 16;

    public static bool IsSupported => Sha256.IsSupported;

    /// <summary>Whether a message is short enough to be hashed here.</summary>
    public static bool Takes(ReadOnlySpan<byte> message) => Sha256Padding.Blocks(message.Length) <= MaxBlocks;

    /// <summary>SHA-256 of the prefix and a message that <see cref="Takes"/> accepts.</summary>
    [SkipLocalsInit]
    public static Hash256 Hash(byte prefix, ReadOnlySpan<byte> message)
    {
        var blocks = Sha256Padding.Blocks(message.Length);
        var padded = stackalloc byte[MaxBlocks * Sha256Constants.BlockSize];
        Sha256Padding.Write(prefix, message, padded, blocks);
        Hash256 hash;
        HashPadded(padded, blocks, (byte*)&hash);
        return hash;
    }

    private static void HashPadded(byte* message, int blocks, byte* output)
    {
        var abcd = Vector128.Create(Sha256Constants.InitialState[..4]);
        var efgh = Vector128.Create(Sha256Constants.InitialState[4..]);
        for (var block = 0; block < blocks; block++)
            Compress(ref abcd, ref efgh, message + block * Sha256Constants.BlockSize);
        Lanes4.SwapBytes(abcd).Store((uint*)output);
        Lanes4.SwapBytes(efgh).Store((uint*)output + 4);
    }

    private static void Compress(ref Vector128<uint> abcd, ref Vector128<uint> efgh, byte* block)
    {
        var (startAbcd, startEfgh) = (abcd, efgh);
        var w0 = Lanes4.SwapBytes(Vector128.Load((uint*)block));
        var w4 = Lanes4.SwapBytes(Vector128.Load((uint*)block + 4));
        var w8 = Lanes4.SwapBytes(Vector128.Load((uint*)block + 8));
        var w12 = Lanes4.SwapBytes(Vector128.Load((uint*)block + 12));
        ref var k = ref MemoryMarshal.GetReference(Sha256Constants.RoundConstants);
        for (var sixteen = 0; ; sixteen++)
        {
            Rounds(ref abcd, ref efgh, w0, ref k);
            Rounds(ref abcd, ref efgh, w4, ref Unsafe.Add(ref k, 4));
            Rounds(ref abcd, ref efgh, w8, ref Unsafe.Add(ref k, 8));
            Rounds(ref abcd, ref efgh, w12, ref Unsafe.Add(ref k, 12));
            if (sixteen == 3) break;
            k = ref Unsafe.Add(ref k, 16);
            w0 = Sha256.ScheduleUpdate1(Sha256.ScheduleUpdate0(w0, w4), w8, w12);
            w4 = Sha256.ScheduleUpdate1(Sha256.ScheduleUpdate0(w4, w8), w12, w0);
            w8 = Sha256.ScheduleUpdate1(Sha256.ScheduleUpdate0(w8, w12), w0, w4);
            w12 = Sha256.ScheduleUpdate1(Sha256.ScheduleUpdate0(w12, w0), w4, w8);
        }

        abcd += startAbcd;
        efgh += startEfgh;
    }

    /// <summary>Four rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rounds(ref Vector128<uint> abcd, ref Vector128<uint> efgh, Vector128<uint> words, ref uint k)
    {
        var input = words + Vector128.LoadUnsafe(ref k);
        var before = abcd;
        abcd = Sha256.HashUpdate1(abcd, efgh, input);
        efgh = Sha256.HashUpdate2(efgh, before, input);
    }
}
