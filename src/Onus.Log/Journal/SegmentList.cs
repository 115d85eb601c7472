using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>Opens the segments of a log and checks what can be checked without reading frames: none is missing, each is
/// whole, each is the one that its name says.</summary>
internal static class SegmentList
{
    /// <summary>A last file without a whole header and without frames: made ahead, or begun when a crash came.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="IsBlank">Whether it is all zeros.</param>
    public sealed record Unbegun(string Name, bool IsBlank);

    /// <summary>The segments in order, and a last file that is not one yet.</summary>
    /// <exception cref="LogDamagedException">A segment is missing, damaged, cut off or in the wrong place.</exception>
    public static (Segment[] Segments, Unbegun? Unbegun) Open(IStorageDevice device, bool writable)
    {
        var numbers = new List<uint>();
        foreach (var name in device.List())
            if (SegmentHeader.IsName(name, out var number)) numbers.Add(number);

        var segments = new List<Segment>();
        try
        {
            for (var i = 0; i < numbers.Count; i++)
            {
                if (numbers[i] != i) throw Missing(segments);
                var file = device.Open(SegmentHeader.NameOf(numbers[i]), writable);
                if (TryOpen(file, numbers[i]) is { } segment)
                {
                    segments.Add(segment);
                    continue;
                }

                Unbegun unbegun;
                using (file)
                {
                    if (i < numbers.Count - 1 || !IsZeroFrom(file, SegmentHeader.Size)) throw HeaderDamage(file, segments);
                    unbegun = new Unbegun(file.Name, file.Length >= SegmentHeader.Size && IsZeroFrom(file, 0));
                }

                CheckLengths(segments);
                return ([.. segments], unbegun);
            }

            CheckLengths(segments);
            return ([.. segments], null);
        }
        catch
        {
            foreach (var segment in segments) segment.Dispose();
            throw;
        }
    }

    private static Segment? TryOpen(IStorageFile file, uint number)
    {
        Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
        bytes = bytes[..file.Read(bytes, 0)];
        if (SegmentHeader.TryRead(bytes, out var identity) is not { } header) return null;
        return header.Number == number ? new Segment(header, identity, file) : null;
    }

    // A frame is written only once the header before it is durable: without frames, the header was never confirmed.
    private static bool IsZeroFrom(IStorageFile file, long offset)
    {
        var bytes = new byte[64 * 1024];
        for (var at = offset; ; at += bytes.Length)
        {
            var read = file.Read(bytes, at);
            if (bytes.AsSpan(0, read).ContainsAnyExcept((byte)0)) return false;
            if (read < bytes.Length) return true;
        }
    }

    private static LogDamagedException HeaderDamage(IStorageFile file, List<Segment> before)
    {
        Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
        bytes = bytes[..file.Read(bytes, 0)];
        var index = EndOf(before);
        if (SegmentHeader.TryRead(bytes, out _) is { } other)
            return new(LogDamage.Misdirected, file.Name, 0, index, $"the header of segment {other.Number}");
        if (bytes.Length < SegmentHeader.Size)
            return new(LogDamage.Truncated, file.Name, 0, index, "the file ends within its header");
        return bytes.ContainsAnyExcept((byte)0)
            ? new(LogDamage.BitRot, file.Name, 0, index, "the segment's header is damaged")
            : WithoutHeader(file, index);
    }

    /// <summary>Bytes in a file without a header: the segment's own frames, or something that was not written for it.</summary>
    private static LogDamagedException WithoutHeader(IStorageFile file, ulong index)
    {
        var bytes = new byte[64 * 1024];
        for (long at = 0, end = file.Length; at < end; at += bytes.Length)
        {
            var first = bytes.AsSpan(0, file.Read(bytes, at)).IndexOfAnyExcept((byte)0);
            if (first < 0) continue;
            at += first;
            var read = file.Read(bytes.AsSpan(0, FrameHeader.Size), at);
            if (FrameHeader.TryRead(bytes.AsSpan(0, read), out var frame) && frame.Offset == at) break;
            return new(LogDamage.Misdirected, file.Name, at, index, "bytes in a file that was made ahead and not begun");
        }

        return new(LogDamage.Lost, file.Name, 0, index, "zeros where the segment's header was written");
    }

    private static LogDamagedException Missing(List<Segment> before) => new(
        LogDamage.Lost, SegmentHeader.NameOf((uint)before.Count), 0, EndOf(before), "the file is missing, and later ones are there");

    private static void CheckLengths(List<Segment> segments)
    {
        for (var i = 0; i + 1 < segments.Count; i++)
        {
            var segment = segments[i];
            var (length, sealedLength) = (segment.File.Length, segments[i + 1].Header.PrecedingLength);
            if (length < sealedLength)
            {
                var (index, first) = Walk(segment);
                throw first ?? segment.Damage(LogDamage.Truncated, length, index, $"{sealedLength - length} bytes are missing");
            }

            if (length > sealedLength && !IsZeroFrom(segment.File, sealedLength)) throw Overgrown(segment, sealedLength, segments[i + 1].Header.FirstIndex);
            segment.SealedLength = sealedLength;
        }
    }

    private static LogDamagedException Overgrown(Segment segment, long end, ulong index)
    {
        Span<byte> bytes = stackalloc byte[FrameHeader.Size];
        bytes = bytes[..segment.File.Read(bytes, end)];
        return FrameHeader.TryRead(bytes, out _)
            ? segment.Damage(LogDamage.Misdirected, end, index, "a frame behind the segment's end")
            : segment.Damage(LogDamage.BitRot, end, index, "bytes behind the segment's end");
    }

    private static ulong EndOf(List<Segment> segments) => segments.Count == 0 ? 0 : Walk(segments[^1]).Index;

    /// <summary>Walks the frame headers of a segment: the index after the last frame that is whole, and what stopped the walk.</summary>
    private static (ulong Index, LogDamagedException? Damage) Walk(Segment segment)
    {
        var index = segment.Header.FirstIndex;
        for (long offset = SegmentHeader.Size; offset < segment.Length;)
        {
            if (segment.TryReadHeader(offset, index, out var frame) is { } damage) return (index, damage);
            (offset, index) = (frame.EndOffset, frame.EndIndex);
        }

        return (index, null);
    }
}
