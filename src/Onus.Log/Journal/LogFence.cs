using System.Text;
using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>The mark that says that nobody may write to this log here: it is a copy, or another has taken over from it.</summary>
/// <remarks>A file beside the segments, durable when it is set. It stops every writer that opens the directory; a writer that
/// has it open is kept out by the lock, which whoever sets the mark must hold.</remarks>
public static class LogFence
{
    /// <summary>The name of the file.</summary>
    public const string Name = "fence";

    private const int MostBytes = 1_024;

    /// <summary>Why nobody may write, or null where everybody may.</summary>
    public static string? Read(IStorageDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (!device.List().Contains(Name)) return null;
        using var file = device.Open(Name, writable: false);
        var bytes = new byte[MostBytes];
        return Encoding.UTF8.GetString(bytes.AsSpan(0, file.Read(bytes, 0))).Trim();
    }

    /// <summary>Sets the mark, durably, in place of an earlier one.</summary>
    /// <param name="device">The log's device.</param>
    /// <param name="reason">Why, as the end of a sentence, in one line.</param>
    public static void Set(IStorageDevice device, string reason)
    {
        ArgumentNullException.ThrowIfNull(device);
        var bytes = Encoding.UTF8.GetBytes(reason + "\n");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, MostBytes, nameof(reason));
        using var file = device.List().Contains(Name) ? device.Open(Name, writable: true) : device.Create(Name);
        file.Write(bytes, 0);
        file.SetLength(bytes.Length);
        file.Flush();
        device.FlushDirectory();
    }

    /// <summary>Takes the mark away, durably.</summary>
    public static void Clear(IStorageDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (!device.List().Contains(Name)) return;
        device.Delete(Name);
        device.FlushDirectory();
    }
}
