using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Onus.Core;

/// <summary>Eight lanes in 256-bit vectors.</summary>
internal readonly unsafe struct Lanes8 : ILanes<Vector256<uint>>
{
    public static bool IsSupported => Avx2.IsSupported;

    public static int Count => 8;

    public static int MaxBlocks => 16;

    private static Vector256<byte> SwapMask => Vector256.Create(Lanes4.SwapMask, Lanes4.SwapMask);

    private static Vector256<byte> SwapBehindZeroMask =>
        Vector256.Create(Lanes4.SwapBehindZeroMask, Lanes4.SwapBehindZeroMask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Broadcast(uint value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Broadcast(uint* value) => Avx2.BroadcastScalarToVector256(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Add(Vector256<uint> left, Vector256<uint> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Or(Vector256<uint> left, Vector256<uint> right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Xor(Vector256<uint> first, Vector256<uint> second, Vector256<uint> third) =>
        first ^ second ^ third;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Choose(Vector256<uint> selector, Vector256<uint> one, Vector256<uint> zero) =>
        zero ^ (selector & (one ^ zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Majority(
        Vector256<uint> first, Vector256<uint> second, Vector256<uint> third, ref Vector256<uint> difference)
    {
        var changed = first ^ second;
        var majority = second ^ (changed & difference);
        difference = changed;
        return majority;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> RotateRight(Vector256<uint> value, [ConstantExpected] byte bits) =>
        (value >>> bits) | (value << (32 - bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ShiftRight(Vector256<uint> value, [ConstantExpected] byte bits) => value >>> bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ShiftLeft(Vector256<uint> value, [ConstantExpected] byte bits) => value << bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> SwapBytes(Vector256<uint> value) => Avx2.Shuffle(value.AsByte(), SwapMask).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> SwapBytesBehindZero(Vector256<uint> value) =>
        Avx2.Shuffle(value.AsByte(), SwapBehindZeroMask).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> UnpackLow32(Vector256<uint> left, Vector256<uint> right) =>
        Avx2.UnpackLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> UnpackHigh32(Vector256<uint> left, Vector256<uint> right) =>
        Avx2.UnpackHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> UnpackLow64(Vector256<uint> left, Vector256<uint> right) =>
        Avx2.UnpackLow(left.AsUInt64(), right.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> UnpackHigh64(Vector256<uint> left, Vector256<uint> right) =>
        Avx2.UnpackHigh(left.AsUInt64(), right.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Load(byte** messages, nint offset) => Vector256.Create(
        Vector128.Load((uint*)(messages[0] + offset)), Vector128.Load((uint*)(messages[4] + offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<uint> value, byte** outputs, nint offset)
    {
        value.GetLower().Store((uint*)(outputs[0] + offset));
        value.GetUpper().Store((uint*)(outputs[4] + offset));
    }
}
