using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Onus.Core;

/// <summary>SHA-256 of many short messages at once, each behind one prefix byte.</summary>
public static class Sha256Lanes
{
    private const int StackLimit = 1024;

    /// <summary>SHA-256 of <paramref name="prefix"/> and <paramref name="message"/>.</summary>
    public static Hash256 HashOne(byte prefix, ReadOnlySpan<byte> message)
    {
        var length = message.Length + 1;
        byte[]? rented = null;
        var input = length <= StackLimit ? stackalloc byte[StackLimit] : rented = ArrayPool<byte>.Shared.Rent(length);
        input[0] = prefix;
        message.CopyTo(input[1..]);
        Hash256 hash = default;
        SHA256.HashData(input[..length], MemoryMarshal.AsBytes(new Span<Hash256>(ref hash)));
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    /// <summary>SHA-256 of <paramref name="prefix"/> and each message.</summary>
    /// <param name="prefix">The byte before every message.</param>
    /// <param name="buffer">The bytes in which the messages lie.</param>
    /// <param name="messages">Where each message lies.</param>
    /// <param name="hashes">Receives one hash per message, in the same order.</param>
    public static void Hash(byte prefix, ReadOnlySpan<byte> buffer, ReadOnlySpan<Slice> messages, Span<Hash256> hashes)
    {
        for (var i = 0; i < messages.Length; i++)
            hashes[i] = HashOne(prefix, buffer.Slice(messages[i].Start, messages[i].Length));
    }

    /// <summary>SHA-256 of <paramref name="prefix"/> and each pair of hashes.</summary>
    /// <param name="prefix">The byte before every pair.</param>
    /// <param name="pairs">The hashes, two for each result.</param>
    /// <param name="hashes">Receives one hash per pair; must not overlap the pairs.</param>
    public static void HashPairs(byte prefix, ReadOnlySpan<Hash256> pairs, Span<Hash256> hashes)
    {
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = HashOne(prefix, MemoryMarshal.AsBytes(pairs.Slice(2 * i, 2)));
    }
}
