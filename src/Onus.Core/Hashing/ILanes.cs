using System.Diagnostics.CodeAnalysis;

namespace Onus.Core;

/// <summary>The vector instructions that the lane kernel needs; lane i of every vector belongs to message i.</summary>
/// <remarks>A vector consists of 128-bit sections of four lanes; unpacking and shuffling stay within each
/// section.</remarks>
internal unsafe interface ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>The number of lanes: 4, 8 or 16.</summary>
    static abstract int Count { get; }

    /// <summary>The most blocks of a message that goes through these lanes; the platform's hash has caught up with
    /// longer ones. At most 16.</summary>
    static abstract int MaxBlocks { get; }

    static abstract TVector Broadcast(uint value);

    /// <summary>Loads one word into every lane.</summary>
    static abstract TVector Broadcast(uint* value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Or(TVector left, TVector right);

    static abstract TVector Xor(TVector first, TVector second, TVector third);

    /// <summary>Ch of FIPS 180-4 §4.1.2: bits of <paramref name="one"/> where the selector is 1, else of
    /// <paramref name="zero"/>.</summary>
    static abstract TVector Choose(TVector selector, TVector one, TVector zero);

    /// <summary>Maj of FIPS 180-4 §4.1.2.</summary>
    /// <param name="first">The variable a.</param>
    /// <param name="second">The variable b.</param>
    /// <param name="third">The variable c.</param>
    /// <param name="difference">b xor c on entry, a xor b on return, which is b xor c of the next round; lanes that
    /// have an instruction for the majority leave it alone.</param>
    static abstract TVector Majority(TVector first, TVector second, TVector third, ref TVector difference);

    static abstract TVector RotateRight(TVector value, [ConstantExpected] byte bits);

    static abstract TVector ShiftRight(TVector value, [ConstantExpected] byte bits);

    static abstract TVector ShiftLeft(TVector value, [ConstantExpected] byte bits);

    /// <summary>Reverses the bytes of every 32-bit word.</summary>
    static abstract TVector SwapBytes(TVector value);

    /// <summary>Moves the bytes of every section up by one, with zero first, and then reverses those of every
    /// word.</summary>
    static abstract TVector SwapBytesBehindZero(TVector value);

    static abstract TVector UnpackLow32(TVector left, TVector right);

    static abstract TVector UnpackHigh32(TVector left, TVector right);

    static abstract TVector UnpackLow64(TVector left, TVector right);

    static abstract TVector UnpackHigh64(TVector left, TVector right);

    /// <summary>Loads 16 bytes for each section: from <paramref name="messages"/>[0], [4], [8], [12], all at one
    /// offset.</summary>
    static abstract TVector Load(byte** messages, nint offset);

    /// <summary>Stores 16 bytes from each section, as <see cref="Load"/> loads them.</summary>
    static abstract void Store(TVector value, byte** outputs, nint offset);
}
