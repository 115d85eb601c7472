namespace Onus.Log.Storage;

/// <summary>A directory of the file system.</summary>
public sealed class DirectoryDevice : IStorageDevice
{
    /// <summary>The device in an existing directory.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public DirectoryDevice(string path)
    {
        Location = Path.GetFullPath(path);
        if (!Directory.Exists(Location)) throw new DirectoryNotFoundException($"there is no directory {Location}");
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <summary>The device in a directory that is created, durably, if it is not there.</summary>
    public static DirectoryDevice CreateAt(string path)
    {
        var full = Path.GetFullPath(path);
        if (!Directory.Exists(full))
        {
            Directory.CreateDirectory(full);
            if (Path.GetDirectoryName(full) is { } parent) DirectorySync.Flush(parent);
        }

        return new DirectoryDevice(full);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List()
    {
        var names = Directory.EnumerateFiles(Location).Select(f => Path.GetFileName(f)).ToList();
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <inheritdoc/>
    public IStorageFile Create(string name) =>
        new DirectoryFile(name, File.OpenHandle(PathOf(name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read));

    /// <inheritdoc/>
    public IStorageFile Open(string name, bool writable) => new DirectoryFile(name, File.OpenHandle(
        PathOf(name),
        FileMode.Open,
        writable ? FileAccess.ReadWrite : FileAccess.Read,
        writable ? FileShare.Read : FileShare.ReadWrite));

    /// <inheritdoc/>
    public void Delete(string name) => File.Delete(PathOf(name));

    /// <inheritdoc/>
    public void FlushDirectory() => DirectorySync.Flush(Location);

    /// <inheritdoc/>
    public IDisposable? TryLock(string name)
    {
        try
        {
            return new FileStream(PathOf(name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException failure) when (IsHeldByAnother(failure))
        {
            return null;
        }
    }

    // EWOULDBLOCK of Linux and of macOS, and a sharing violation of Windows; a read-only or full device is none of them.
    private static bool IsHeldByAnother(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x8007_0020);

    private string PathOf(string name) => Path.Combine(Location, name);
}
