using System.Buffers.Binary;
using Onus.Core;

namespace Onus.Log.Tiles;

/// <summary>The bytes of an entry bundle: each entry behind its length as a big-endian 16-bit integer.</summary>
public static class EntryBundle
{
    /// <summary>The bytes before each entry.</summary>
    public const int LengthSize = sizeof(ushort);

    /// <summary>Appends one entry.</summary>
    /// <exception cref="ArgumentException">The entry is longer than 65,535 bytes.</exception>
    public static void Append(System.Buffers.IBufferWriter<byte> bundle, ReadOnlySpan<byte> entry)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        if (entry.Length > ushort.MaxValue)
            throw new ArgumentException($"an entry of {entry.Length} bytes", nameof(entry));
        var destination = bundle.GetSpan(LengthSize + entry.Length);
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)entry.Length);
        entry.CopyTo(destination[LengthSize..]);
        bundle.Advance(LengthSize + entry.Length);
    }

    /// <summary>Finds the entries of a bundle.</summary>
    /// <param name="bundle">The bytes of the bundle.</param>
    /// <param name="entries">Receives where each entry lies; its length is the number of entries that must be
    /// there.</param>
    /// <returns>Whether the bytes are exactly that many entries.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bundle, Span<Slice> entries)
    {
        var at = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            if (bundle.Length - at < LengthSize) return false;
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle[at..]);
            at += LengthSize;
            if (bundle.Length - at < length) return false;
            entries[i] = new Slice(at, length);
            at += length;
        }

        return at == bundle.Length;
    }
}
