using Onus.Log.Storage;

namespace Onus.Witness;

/// <summary>Small files that are replaced whole and survive a crash once the call returns.</summary>
internal static class DurableFile
{
    /// <exception cref="IOException">It is not known whether the new content is durable.</exception>
    public static void Replace(string file, ReadOnlySpan<byte> content)
    {
        var next = file + ".next";
        using (var handle = File.OpenHandle(next, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, content, 0);
            RandomAccess.FlushToDisk(handle);
        }

        File.Move(next, file, overwrite: true);
        DirectorySync.Flush(Path.GetDirectoryName(Path.GetFullPath(file))!);
    }
}
