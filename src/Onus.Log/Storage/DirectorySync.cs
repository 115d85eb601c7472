using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Onus.Log.Storage;

/// <summary>Makes the names in a directory durable (POSIX: a new file survives a crash only after its directory's fsync).</summary>
internal static partial class DirectorySync
{
    // The same numbers on Linux and macOS.
    private const int ReadOnly = 0;
    private const int InterruptedCall = 4;

    /// <summary>Whether this platform can do it. Windows has no such call; NTFS journals its names itself.</summary>
    public static bool IsSupported => !OperatingSystem.IsWindows();

    /// <exception cref="IOException">The directory cannot be opened or flushed.</exception>
    public static void Flush(string path)
    {
        if (!IsSupported) return;
        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0) throw Failure("open", path);
        try
        {
            while (Fsync(descriptor) != 0)
                if (Marshal.GetLastPInvokeError() != InterruptedCall) throw Failure("flush", path);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string what, string path) =>
        new($"cannot {what} the directory {path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
