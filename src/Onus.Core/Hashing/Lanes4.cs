using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Onus.Core;

/// <summary>Four lanes in 128-bit vectors, for any processor of the last fifteen years.</summary>
internal readonly unsafe struct Lanes4 : ILanes<Vector128<uint>>
{
    /// <summary>The order of bytes that reverses those of every word of a section.</summary>
    internal static Vector128<byte> SwapMask =>
        Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);

    /// <summary>The same of a section moved up by one byte; an index of 0x80 gives zero.</summary>
    internal static Vector128<byte> SwapBehindZeroMask =>
        Vector128.Create((byte)2, 1, 0, 0x80, 6, 5, 4, 3, 10, 9, 8, 7, 14, 13, 12, 11);

    public static bool IsSupported => Ssse3.IsSupported || AdvSimd.Arm64.IsSupported;

    public static int Count => 4;

    public static int MaxBlocks => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Broadcast(uint value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Broadcast(uint* value) => Vector128.Create(*value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Add(Vector128<uint> left, Vector128<uint> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Or(Vector128<uint> left, Vector128<uint> right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Xor(Vector128<uint> first, Vector128<uint> second, Vector128<uint> third) =>
        first ^ second ^ third;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Choose(Vector128<uint> selector, Vector128<uint> one, Vector128<uint> zero) =>
        zero ^ (selector & (one ^ zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Majority(
        Vector128<uint> first, Vector128<uint> second, Vector128<uint> third, ref Vector128<uint> difference)
    {
        var changed = first ^ second;
        var majority = second ^ (changed & difference);
        difference = changed;
        return majority;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> RotateRight(Vector128<uint> value, [ConstantExpected] byte bits) =>
        (value >>> bits) | (value << (32 - bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> ShiftRight(Vector128<uint> value, [ConstantExpected] byte bits) => value >>> bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> ShiftLeft(Vector128<uint> value, [ConstantExpected] byte bits) => value << bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> SwapBytes(Vector128<uint> value) =>
        Vector128.Shuffle(value.AsByte(), SwapMask).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> SwapBytesBehindZero(Vector128<uint> value) =>
        Vector128.Shuffle(value.AsByte(), SwapBehindZeroMask).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> UnpackLow32(Vector128<uint> left, Vector128<uint> right) =>
        Sse2.IsSupported ? Sse2.UnpackLow(left, right) : AdvSimd.Arm64.ZipLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> UnpackHigh32(Vector128<uint> left, Vector128<uint> right) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(left, right) : AdvSimd.Arm64.ZipHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> UnpackLow64(Vector128<uint> left, Vector128<uint> right) => Sse2.IsSupported
        ? Sse2.UnpackLow(left.AsUInt64(), right.AsUInt64()).AsUInt32()
        : AdvSimd.Arm64.ZipLow(left.AsUInt64(), right.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> UnpackHigh64(Vector128<uint> left, Vector128<uint> right) => Sse2.IsSupported
        ? Sse2.UnpackHigh(left.AsUInt64(), right.AsUInt64()).AsUInt32()
        : AdvSimd.Arm64.ZipHigh(left.AsUInt64(), right.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Load(byte** messages, nint offset) => Vector128.Load((uint*)(messages[0] + offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<uint> value, byte** outputs, nint offset) =>
        value.Store((uint*)(outputs[0] + offset));
}
