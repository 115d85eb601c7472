using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Onus.Core;

namespace Onus.Log.Storage;

/// <summary>The first 512 bytes of a segment (docs/formats/segment.md): which part of which log it holds, and what stands
/// before it.</summary>
/// <param name="Number">The segment's place among the segments, from 0.</param>
/// <param name="FirstIndex">The index of its first entry.</param>
/// <param name="PrecedingLength">The length in bytes of the segment before it, which is never written again; 0 for none.</param>
/// <param name="Root">The tree's root at <paramref name="FirstIndex"/> entries.</param>
/// <param name="VerifierKey">The vkey under which the log signs from here on; its name is the log's origin.</param>
internal sealed record SegmentHeader(uint Number, ulong FirstIndex, long PrecedingLength, Hash256 Root, string VerifierKey)
{
    /// <summary>The header's size in bytes; the first frame follows.</summary>
    public const int Size = 512;

    /// <summary>The longest vkey: an origin of 255 bytes with an Ed25519 key.</summary>
    public const int MaxVerifierKeySize = 255 + 1 + 8 + 1 + 44;

    private const string Extension = ".segment";
    private const int CrcAt = 8;
    private const int NumberAt = 12;
    private const int FirstIndexAt = 16;
    private const int PrecedingLengthAt = 24;
    private const int RootAt = 32;
    private const int KeyLengthAt = 64;
    private const int KeyAt = 66;

    private static ReadOnlySpan<byte> Magic => "onusseg1"u8;

    /// <summary>The name of the segment's file: its number in ten digits, so that names sort as numbers.</summary>
    public string FileName => NameOf(Number);

    /// <summary>The name of the file of the segment with this number.</summary>
    public static string NameOf(uint number) => number.ToString("D10", CultureInfo.InvariantCulture) + Extension;

    /// <summary>Whether a file of this name is a segment, and which.</summary>
    public static bool IsName(string name, out uint number)
    {
        number = 0;
        return name.Length == 10 + Extension.Length && name.EndsWith(Extension, StringComparison.Ordinal)
            && uint.TryParse(name.AsSpan(0, 10), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Writes the header and answers the identity that every frame of the segment carries.</summary>
    public ulong Write(Span<byte> header)
    {
        header = header[..Size];
        header.Clear();
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32BigEndian(header[NumberAt..], Number);
        BinaryPrimitives.WriteUInt64BigEndian(header[FirstIndexAt..], FirstIndex);
        BinaryPrimitives.WriteInt64BigEndian(header[PrecedingLengthAt..], PrecedingLength);
        Root.Write(header[RootAt..]);
        var length = Encoding.UTF8.GetBytes(VerifierKey, header.Slice(KeyAt, MaxVerifierKeySize));
        BinaryPrimitives.WriteUInt16BigEndian(header[KeyLengthAt..], (ushort)length);
        BinaryPrimitives.WriteUInt32BigEndian(header[CrcAt..], Crc32C.Of(header[NumberAt..]));
        return IdentityOf(header);
    }

    /// <summary>Reads a header, or answers null when the bytes are none.</summary>
    public static SegmentHeader? TryRead(ReadOnlySpan<byte> header, out ulong identity)
    {
        identity = 0;
        if (header.Length < Size) return null;
        header = header[..Size];
        if (!header.StartsWith(Magic)) return null;
        if (BinaryPrimitives.ReadUInt32BigEndian(header[CrcAt..]) != Crc32C.Of(header[NumberAt..])) return null;
        var length = BinaryPrimitives.ReadUInt16BigEndian(header[KeyLengthAt..]);
        var preceding = BinaryPrimitives.ReadInt64BigEndian(header[PrecedingLengthAt..]);
        if (length > MaxVerifierKeySize || preceding < 0) return null;
        identity = IdentityOf(header);
        return new SegmentHeader(
            BinaryPrimitives.ReadUInt32BigEndian(header[NumberAt..]),
            BinaryPrimitives.ReadUInt64BigEndian(header[FirstIndexAt..]),
            preceding,
            new Hash256(header.Slice(RootAt, Hash256.Size)),
            Encoding.UTF8.GetString(header.Slice(KeyAt, length)));
    }

    private static ulong IdentityOf(ReadOnlySpan<byte> header)
    {
        Span<byte> hash = stackalloc byte[Hash256.Size];
        SHA256.HashData(header, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
