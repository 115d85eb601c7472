namespace Onus.Log.Notes;

/// <summary>Text that is a sequence of lines, each ended by LF.</summary>
internal static class Lines
{
    /// <summary>Takes the first line without its LF; false, and nothing taken, when no LF is left.</summary>
    public static bool Take(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        var end = rest.IndexOf((byte)'\n');
        line = end < 0 ? default : rest[..end];
        if (end >= 0) rest = rest[(end + 1)..];
        return end >= 0;
    }
}
