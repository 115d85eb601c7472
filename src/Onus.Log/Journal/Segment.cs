using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>An open segment: its header and its file.</summary>
internal sealed class Segment(SegmentHeader header, ulong identity, IStorageFile file) : IDisposable
{
    private VerifierSet? _keys;

    public SegmentHeader Header => header;

    /// <summary>What every frame of the segment carries, so that a frame in the wrong file shows.</summary>
    public ulong Identity => identity;

    public IStorageFile File => file;

    public string Name => header.FileName;

    /// <summary>The segment's length once another follows it; until then it grows.</summary>
    public long? SealedLength { get; set; }

    /// <summary>The bytes that are there.</summary>
    public long Length => SealedLength ?? file.Length;

    /// <summary>Makes a segment; it is durable, name and header, when this returns.</summary>
    /// <param name="device">The device.</param>
    /// <param name="header">The header.</param>
    /// <param name="prepared">The segment's file, if it was made ahead.</param>
    public static Segment Create(IStorageDevice device, SegmentHeader header, IStorageFile? prepared = null)
    {
        var bytes = new byte[SegmentHeader.Size];
        var identity = header.Write(bytes);
        var file = prepared ?? device.Create(header.FileName);
        file.Write(bytes, 0);
        file.Flush();
        device.FlushDirectory();
        return new Segment(header, identity, file);
    }

    /// <summary>Reads the header of a frame and checks that it was written for this place.</summary>
    public LogDamagedException? TryReadHeader(long offset, ulong index, out FrameHeader frame)
    {
        Span<byte> bytes = stackalloc byte[FrameHeader.Size];
        bytes = bytes[..file.Read(bytes, offset)];
        if (!FrameHeader.TryRead(bytes, out frame))
        {
            if (bytes.Length < FrameHeader.Size) return Damage(LogDamage.Truncated, offset, index, "the file ends within a frame");
            return bytes.ContainsAnyExcept((byte)0)
                ? Damage(LogDamage.BitRot, offset, index, "what stands there is no frame")
                : Damage(LogDamage.Lost, offset, index, "zeros where a frame was written");
        }

        if (frame.Segment != identity || frame.Offset != offset)
            return Damage(LogDamage.Misdirected, offset, index, $"a frame that was written for byte {frame.Offset} of {Whose(frame)}");
        return frame.EndOffset > Length
            ? Damage(LogDamage.Truncated, offset, frame.FirstIndex, "the file ends within a frame")
            : null;
    }

    /// <summary>Reads a whole frame and checks it.</summary>
    public LogDamagedException? TryRead(long offset, ulong index, FrameContent content, out FrameHeader frame)
    {
        if (TryReadHeader(offset, index, out frame) is { } damage) return damage;
        if (frame.FirstIndex != index)
            return Damage(LogDamage.Reordered, offset, index, $"a frame of entry {frame.FirstIndex} where entry {index} must follow");
        var bytes = content.Prepare(frame.EntriesLength, frame.CheckpointLength);
        if (file.Read(bytes, offset + FrameHeader.Size) < bytes.Length)
            return Damage(LogDamage.Truncated, offset, index, "the file ends within a frame");
        if (Crc32C.Of(content.Buffer) != frame.EntriesCrc)
            return Damage(LogDamage.BitRot, offset, index, "the checksum of the frame's entries differs");
        if (Crc32C.Of(content.Checkpoint) != frame.CheckpointCrc)
            return Damage(LogDamage.BitRot, offset, index, "the checksum of the frame's checkpoint differs");
        return content.TryParse(frame.Count)
            ? null
            : Damage(LogDamage.BitRot, offset, index, $"the frame does not hold the {frame.Count} entries that its header says");
    }

    /// <summary>The frame as the journal hands it on.</summary>
    public Frame ToFrame(in FrameHeader frame) => new(
        FramePosition.At(header.Number, frame.Offset),
        FramePosition.At(header.Number, frame.EndOffset),
        frame.FirstIndex,
        frame.Count,
        frame.EntriesLength,
        frame.Root,
        header.VerifierKey);

    /// <summary>The checkpoint that the log's key of this segment signed, or null when it did not.</summary>
    public Checkpoint? TryReadCheckpoint(ReadOnlySpan<byte> note) =>
        (_keys ??= LogKeys.Of(header.VerifierKey)).TryRead(note, LogKeys.OriginOf(header.VerifierKey));

    public LogDamagedException Damage(LogDamage damage, long offset, ulong index, string detail) =>
        new(damage, Name, offset, index, detail);

    public void Dispose() => file.Dispose();

    private string Whose(in FrameHeader frame) => frame.Segment == identity ? "this segment" : "another segment";
}
