using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>Tells a torn tail from damage in the middle: looks for a confirmed frame behind the first bad one.</summary>
/// <remarks>A frame is written only after the one before it was confirmed. So a genuine frame behind a bad one proves that
/// the bad one was once good. Genuine means signed: it carries the log's signature over the size before it, which an
/// entry that merely looks like a frame cannot.</remarks>
internal static class TailSearch
{
    private const int Window = 1 << 20;

    /// <summary>Whether a genuine frame stands behind <paramref name="offset"/>.</summary>
    public static bool FindsFrameBehind(Segment segment, long offset, ulong index)
    {
        var window = new byte[Window];
        var content = new FrameContent();
        for (var at = offset + 1; ; at += Window - FrameHeader.Size)
        {
            var read = segment.File.Read(window, at);
            var bytes = window.AsSpan(0, read);
            for (var i = 0; ; i++)
            {
                var found = bytes[i..].IndexOf(FrameHeader.Magic);
                if (found < 0) break;
                i += found;
                if (IsGenuine(segment, at + i, bytes[i..], index, content)) return true;
            }

            if (read < Window) return false;
        }
    }

    private static bool IsGenuine(Segment segment, long offset, ReadOnlySpan<byte> bytes, ulong index, FrameContent content) =>
        FrameHeader.TryRead(bytes, out var frame)
        && frame.Segment == segment.Identity && frame.Offset == offset && frame.FirstIndex > index
        && segment.TryRead(offset, frame.FirstIndex, content, out _) is null
        && segment.TryReadCheckpoint(content.Checkpoint)?.Size == frame.FirstIndex;
}
