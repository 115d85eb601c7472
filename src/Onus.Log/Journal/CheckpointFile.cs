using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>The file <c>checkpoint</c>: the newest signed checkpoint, for readers beside the writer, and the log's own
/// memory of how far it had come.</summary>
/// <remarks>Written after the commit that it covers and not flushed: it may be old or torn, and is then ignored. A genuine
/// one that is ahead of the journal proves that the device lost what it had confirmed.</remarks>
internal sealed class CheckpointFile(IStorageFile file) : IDisposable
{
    public const string Name = "checkpoint";

    private const int MaxSize = 1 << 20;

    private bool _failed;

    /// <summary>The file, created where it is missing.</summary>
    public static CheckpointFile OpenToWrite(IStorageDevice device) =>
        new(device.List().Contains(Name) ? device.Open(Name, writable: true) : device.Create(Name));

    /// <summary>The bytes of the file, or null when there is none.</summary>
    public static byte[]? Read(IStorageDevice device)
    {
        if (!device.List().Contains(Name)) return null;
        using var file = device.Open(Name, writable: false);
        var bytes = new byte[Math.Min(file.Length, MaxSize)];
        return bytes[..file.Read(bytes, 0)];
    }

    /// <summary>Replaces the note. When the device refuses, the old one stays: it is only older than it could be.</summary>
    public void Write(ReadOnlySpan<byte> note)
    {
        if (_failed) return;
        try
        {
            // Sizes only grow, so a note is never shorter than the one before it, unless another origin began.
            if (file.Length > note.Length) file.SetLength(0);
            file.Write(note, 0);
        }
        catch (IOException)
        {
            _failed = true;
        }
    }

    /// <summary>Makes the note durable.</summary>
    public void Flush()
    {
        try
        {
            if (!_failed) file.Flush();
        }
        catch (IOException)
        {
            _failed = true;
        }
    }

    public void Dispose() => file.Dispose();
}
