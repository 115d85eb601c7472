using System.Buffers.Binary;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Journal;

namespace Onus.Log.Storage;

/// <summary>The first 88 bytes of a frame (docs/formats/segment.md): one batch of entries, the root that they lead to, and the signed
/// checkpoint of the size before them.</summary>
/// <param name="Segment">The identity of the segment that the frame was written for.</param>
/// <param name="Offset">The offset in that segment at which it was written.</param>
/// <param name="FirstIndex">The index of the frame's first entry: the size that its checkpoint states.</param>
/// <param name="Count">How many entries; at least one.</param>
/// <param name="EntriesLength">The length in bytes of the entries, which follow the header.</param>
/// <param name="EntriesCrc">The CRC-32C of those bytes.</param>
/// <param name="CheckpointLength">The length in bytes of the checkpoint, which follows the entries.</param>
/// <param name="CheckpointCrc">The CRC-32C of those bytes.</param>
/// <param name="Root">The tree's root after the frame's last entry.</param>
internal readonly record struct FrameHeader(
    ulong Segment,
    long Offset,
    ulong FirstIndex,
    int Count,
    int EntriesLength,
    uint EntriesCrc,
    int CheckpointLength,
    uint CheckpointCrc,
    Hash256 Root)
{
    /// <summary>The header's size in bytes.</summary>
    public const int Size = 88;


    private const int CrcAt = 4;
    private const int SegmentAt = 8;

    /// <summary>The first four bytes of every frame.</summary>
    public static ReadOnlySpan<byte> Magic => "ofr1"u8;

    /// <summary>The index after the frame's last entry.</summary>
    public ulong EndIndex => FirstIndex + (ulong)Count;

    /// <summary>The length of the whole frame in bytes.</summary>
    public int Length => Size + EntriesLength + CheckpointLength;

    /// <summary>The offset after the frame's last byte.</summary>
    public long EndOffset => Offset + Length;

    /// <summary>The header of the frame that a staged batch becomes at a place.</summary>
    public static FrameHeader Of(Batch batch, ReadOnlySpan<byte> checkpoint, ulong segment, long offset)
    {
        Invariant.Holds(batch.IsStaged && batch.Count > 0);
        return new FrameHeader(
            segment, offset, batch.FirstIndex, batch.Count, batch.Entries.Framed.Length, batch.EntriesCrc,
            checkpoint.Length, Crc32C.Of(checkpoint), batch.Root);
    }

    /// <summary>Writes the header.</summary>
    public void Write(Span<byte> header)
    {
        header = header[..Size];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt64BigEndian(header[SegmentAt..], Segment);
        BinaryPrimitives.WriteInt64BigEndian(header[16..], Offset);
        BinaryPrimitives.WriteUInt64BigEndian(header[24..], FirstIndex);
        BinaryPrimitives.WriteInt32BigEndian(header[32..], Count);
        BinaryPrimitives.WriteInt32BigEndian(header[36..], EntriesLength);
        BinaryPrimitives.WriteUInt32BigEndian(header[40..], EntriesCrc);
        BinaryPrimitives.WriteInt32BigEndian(header[44..], CheckpointLength);
        BinaryPrimitives.WriteUInt32BigEndian(header[48..], CheckpointCrc);
        BinaryPrimitives.WriteUInt32BigEndian(header[52..], 0);
        Root.Write(header[56..]);
        BinaryPrimitives.WriteUInt32BigEndian(header[CrcAt..], Crc32C.Of(header[SegmentAt..]));
    }

    /// <summary>Reads a header; false when the bytes are none. Where the frame was meant to stand is the caller's check.</summary>
    public static bool TryRead(ReadOnlySpan<byte> header, out FrameHeader frame)
    {
        frame = default;
        if (header.Length < Size || !header.StartsWith(Magic)) return false;
        header = header[..Size];
        if (BinaryPrimitives.ReadUInt32BigEndian(header[CrcAt..]) != Crc32C.Of(header[SegmentAt..])) return false;
        frame = new FrameHeader(
            BinaryPrimitives.ReadUInt64BigEndian(header[SegmentAt..]),
            BinaryPrimitives.ReadInt64BigEndian(header[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(header[24..]),
            BinaryPrimitives.ReadInt32BigEndian(header[32..]),
            BinaryPrimitives.ReadInt32BigEndian(header[36..]),
            BinaryPrimitives.ReadUInt32BigEndian(header[40..]),
            BinaryPrimitives.ReadInt32BigEndian(header[44..]),
            BinaryPrimitives.ReadUInt32BigEndian(header[48..]),
            new Hash256(header[56..]));
        return frame.IsPossible;
    }

    private bool IsPossible =>
        Offset >= SegmentHeader.Size && Count > 0 && EntriesLength is > 0 and <= EntryBatch.MaxFramedSize
        && EntriesLength / EntryFraming.PrefixSize >= Count && CheckpointLength is > 0 and <= Notes.SignedNote.MaxSize
        && FirstIndex < ulong.MaxValue - int.MaxValue && Offset < long.MaxValue - int.MaxValue;
}
