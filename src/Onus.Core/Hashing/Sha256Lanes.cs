using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Onus.Core;

/// <summary>SHA-256 of many short messages at once, each behind one prefix byte; allocates nothing.</summary>
/// <remarks>
/// <para>The .NET platform has no vectorised SHA-256 and no x86 SHA instructions, and its one-shot hash costs more in
/// dispatch than in hashing for messages of this size.</para>
/// <para>A just-in-time compiled program takes the best path of the processor it runs on. Native AOT fixes the x86
/// path at build time: four lanes, or eight with <c>IlcInstructionSet=x86-64-v3</c>, sixteen with
/// <c>x86-64-v4</c>.</para>
/// </remarks>
public static unsafe class Sha256Lanes
{
    private const int StackLimit = 1024;

    /// <summary>The fastest path that this processor has.</summary>
    public static Sha256Path Best { get; } =
        Lanes16.IsSupported ? Sha256Path.SixteenLanes
        : Lanes8.IsSupported ? Sha256Path.EightLanes
        : Sha256Arm.IsSupported ? Sha256Path.Arm
        : Lanes4.IsSupported ? Sha256Path.FourLanes
        : Sha256Path.Platform;

    /// <summary>Whether this processor has the instructions of a path.</summary>
    public static bool IsSupported(Sha256Path path) => path switch
    {
        Sha256Path.SixteenLanes => Lanes16.IsSupported,
        Sha256Path.EightLanes => Lanes8.IsSupported,
        Sha256Path.FourLanes => Lanes4.IsSupported,
        Sha256Path.Arm => Sha256Arm.IsSupported,
        _ => path == Sha256Path.Platform,
    };

    /// <summary>SHA-256 of <paramref name="prefix"/> and one message.</summary>
    public static Hash256 HashOne(byte prefix, ReadOnlySpan<byte> message) =>
        Sha256Arm.IsSupported && Sha256Arm.Takes(message)
            ? Sha256Arm.Hash(prefix, message)
            : HashOnPlatform(prefix, message);

    /// <summary>SHA-256 of <paramref name="prefix"/> and each message, on the best path.</summary>
    /// <param name="prefix">The byte before every message.</param>
    /// <param name="buffer">The bytes in which the messages lie.</param>
    /// <param name="messages">Where each message lies.</param>
    /// <param name="hashes">Receives one hash per message, in the same order.</param>
    public static void Hash(
        byte prefix, ReadOnlySpan<byte> buffer, ReadOnlySpan<Slice> messages, Span<Hash256> hashes) =>
        Hash(Best, prefix, buffer, messages, hashes);

    /// <summary>SHA-256 of <paramref name="prefix"/> and each message, on a path that the caller chooses.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor has no such path.</exception>
    public static void Hash(
        Sha256Path path, byte prefix, ReadOnlySpan<byte> buffer, ReadOnlySpan<Slice> messages, Span<Hash256> hashes)
    {
        if (hashes.Length != messages.Length)
            throw new ArgumentException($"{messages.Length} messages, room for {hashes.Length} hashes", nameof(hashes));
        RequireSupport(path);
        switch (path)
        {
            case Sha256Path.SixteenLanes:
                Sha256Groups<Vector512<uint>, Lanes16>.Hash(prefix, buffer, messages, hashes);
                break;
            case Sha256Path.EightLanes:
                Sha256Groups<Vector256<uint>, Lanes8>.Hash(prefix, buffer, messages, hashes);
                break;
            case Sha256Path.FourLanes:
                Sha256Groups<Vector128<uint>, Lanes4>.Hash(prefix, buffer, messages, hashes);
                break;
            default:
                for (var i = 0; i < messages.Length; i++)
                    hashes[i] = HashSingly(path, prefix, buffer.Slice(messages[i].Start, messages[i].Length));
                break;
        }
    }

    /// <summary>SHA-256 of <paramref name="prefix"/> and each pair of hashes, on the best path.</summary>
    /// <param name="prefix">The byte before every pair.</param>
    /// <param name="pairs">The hashes, two for each result.</param>
    /// <param name="hashes">Receives one hash per pair; may begin where the pairs begin, and must not overlap them
    /// otherwise.</param>
    public static void HashPairs(byte prefix, ReadOnlySpan<Hash256> pairs, Span<Hash256> hashes) =>
        HashPairs(Best, prefix, pairs, hashes);

    /// <summary>SHA-256 of <paramref name="prefix"/> and each pair of hashes, on a path that the caller
    /// chooses.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor has no such path.</exception>
    public static void HashPairs(Sha256Path path, byte prefix, ReadOnlySpan<Hash256> pairs, Span<Hash256> hashes)
    {
        if (pairs.Length != 2L * hashes.Length)
            throw new ArgumentException($"{pairs.Length} hashes make no {hashes.Length} pairs", nameof(pairs));
        RequireSupport(path);
        switch (path)
        {
            case Sha256Path.SixteenLanes:
                Sha256Groups<Vector512<uint>, Lanes16>.HashPairs(prefix, pairs, hashes);
                break;
            case Sha256Path.EightLanes:
                Sha256Groups<Vector256<uint>, Lanes8>.HashPairs(prefix, pairs, hashes);
                break;
            case Sha256Path.FourLanes:
                Sha256Groups<Vector128<uint>, Lanes4>.HashPairs(prefix, pairs, hashes);
                break;
            default:
                for (var i = 0; i < hashes.Length; i++)
                    hashes[i] = HashSingly(path, prefix, MemoryMarshal.AsBytes(pairs.Slice(2 * i, 2)));
                break;
        }
    }

    private static void RequireSupport(Sha256Path path)
    {
        if (!IsSupported(path))
            throw new PlatformNotSupportedException($"this processor has no instructions for {path}");
    }

    private static Hash256 HashSingly(Sha256Path path, byte prefix, ReadOnlySpan<byte> message) =>
        path == Sha256Path.Arm ? HashOne(prefix, message) : HashOnPlatform(prefix, message);

    [SkipLocalsInit]
    private static Hash256 HashOnPlatform(byte prefix, ReadOnlySpan<byte> message)
    {
        var length = message.Length + 1;
        byte[]? rented = null;
        var input = length <= StackLimit ? stackalloc byte[StackLimit] : rented = ArrayPool<byte>.Shared.Rent(length);
        input[0] = prefix;
        message.CopyTo(input[1..]);
        Unsafe.SkipInit(out Hash256 hash);
        SHA256.HashData(input[..length], MemoryMarshal.AsBytes(new Span<Hash256>(ref hash)));
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }
}
