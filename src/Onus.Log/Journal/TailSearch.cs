using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>Tells a torn tail from damage in the middle: looks for a confirmed frame behind the first bad one.</summary>
/// <remarks>A frame is written only after the one before it was confirmed. So a genuine frame behind a bad one proves that
/// the bad one was once good. Genuine means signed: it carries the log's signature over the size before it, which an
/// entry that merely looks like a frame cannot.</remarks>
internal static class TailSearch
{
    private const int Window = 64 * 1024;

    public enum Found
    {
        /// <summary>Nothing was ever written there: the rest of a file that was made ahead.</summary>
        Zeros,

        /// <summary>Something was begun and never confirmed.</summary>
        Torn,

        /// <summary>A genuine frame stands further behind.</summary>
        Frame,
    }

    /// <summary>What stands from <paramref name="offset"/> on, where no whole frame is.</summary>
    public static Found Look(Segment segment, long offset, ulong index)
    {
        var window = new byte[Window];
        var content = new FrameContent();
        var zeros = true;
        for (var at = offset; ; at += Window - FrameHeader.Size)
        {
            var read = segment.File.Read(window, at);
            var bytes = window.AsSpan(0, read);
            zeros = zeros && !bytes.ContainsAnyExcept((byte)0);
            for (var i = 0; !zeros; i++)
            {
                var found = bytes[i..].IndexOf(FrameHeader.Magic);
                if (found < 0) break;
                i += found;
                if (IsGenuine(segment, at + i, bytes[i..], index, content)) return Found.Frame;
            }

            if (read < Window) return zeros ? Found.Zeros : Found.Torn;
        }
    }

    private static bool IsGenuine(Segment segment, long offset, ReadOnlySpan<byte> bytes, ulong index, FrameContent content) =>
        FrameHeader.TryRead(bytes, out var frame)
        && frame.Segment == segment.Identity && frame.Offset == offset && frame.FirstIndex > index
        && segment.TryRead(offset, frame.FirstIndex, content, out _) is null
        && segment.TryReadCheckpoint(content.Checkpoint)?.Size == frame.FirstIndex;
}
