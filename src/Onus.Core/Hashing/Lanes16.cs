using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Onus.Core;

/// <summary>Sixteen lanes in 512-bit vectors: native rotation, and three-input logic in one instruction.</summary>
internal readonly unsafe struct Lanes16 : ILanes<Vector512<uint>>
{
    private const byte XorTable = 0x96;
    private const byte ChooseTable = 0xCA;
    private const byte MajorityTable = 0xE8;

    public static bool IsSupported => Avx512F.IsSupported && Avx512BW.IsSupported;

    public static int Count => 16;

    public static int MaxBlocks => 16;

    private static Vector512<byte> SwapMask => Everywhere(Lanes4.SwapMask);

    private static Vector512<byte> SwapBehindZeroMask => Everywhere(Lanes4.SwapBehindZeroMask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Broadcast(uint value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Broadcast(uint* value) => Vector512.Create(*value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Add(Vector512<uint> left, Vector512<uint> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Or(Vector512<uint> left, Vector512<uint> right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Xor(Vector512<uint> first, Vector512<uint> second, Vector512<uint> third) =>
        Avx512F.TernaryLogic(first, second, third, XorTable);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Choose(Vector512<uint> selector, Vector512<uint> one, Vector512<uint> zero) =>
        Avx512F.TernaryLogic(selector, one, zero, ChooseTable);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Majority(
        Vector512<uint> first, Vector512<uint> second, Vector512<uint> third, ref Vector512<uint> difference) =>
        Avx512F.TernaryLogic(first, second, third, MajorityTable);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> RotateRight(Vector512<uint> value, [ConstantExpected] byte bits) =>
        Avx512F.RotateRight(value, bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ShiftRight(Vector512<uint> value, [ConstantExpected] byte bits) =>
        Avx512F.ShiftRightLogical(value, bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ShiftLeft(Vector512<uint> value, [ConstantExpected] byte bits) =>
        Avx512F.ShiftLeftLogical(value, bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> SwapBytes(Vector512<uint> value) =>
        Avx512BW.Shuffle(value.AsByte(), SwapMask).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> SwapBytesBehindZero(Vector512<uint> value) =>
        Avx512BW.Shuffle(value.AsByte(), SwapBehindZeroMask).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> UnpackLow32(Vector512<uint> left, Vector512<uint> right) =>
        Avx512F.UnpackLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> UnpackHigh32(Vector512<uint> left, Vector512<uint> right) =>
        Avx512F.UnpackHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> UnpackLow64(Vector512<uint> left, Vector512<uint> right) =>
        Avx512F.UnpackLow(left.AsUInt64(), right.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> UnpackHigh64(Vector512<uint> left, Vector512<uint> right) =>
        Avx512F.UnpackHigh(left.AsUInt64(), right.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Load(byte** messages, nint offset)
    {
        var value = Vector128.Load((uint*)(messages[0] + offset)).ToVector256Unsafe().ToVector512Unsafe();
        value = Avx512F.InsertVector128(value, Vector128.Load((uint*)(messages[4] + offset)), 1);
        value = Avx512F.InsertVector128(value, Vector128.Load((uint*)(messages[8] + offset)), 2);
        return Avx512F.InsertVector128(value, Vector128.Load((uint*)(messages[12] + offset)), 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<uint> value, byte** outputs, nint offset)
    {
        Avx512F.ExtractVector128(value, 0).Store((uint*)(outputs[0] + offset));
        Avx512F.ExtractVector128(value, 1).Store((uint*)(outputs[4] + offset));
        Avx512F.ExtractVector128(value, 2).Store((uint*)(outputs[8] + offset));
        Avx512F.ExtractVector128(value, 3).Store((uint*)(outputs[12] + offset));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Everywhere(Vector128<byte> mask)
    {
        var half = Vector256.Create(mask, mask);
        return Vector512.Create(half, half);
    }
}
