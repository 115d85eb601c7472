namespace Onus.Log.Storage;

/// <summary>A flat set of named files on something that keeps bytes: a directory, or the simulator's memory.</summary>
/// <remarks>
/// What a call wrote is durable only after the flush that covers it: bytes and length of a file after
/// <see cref="IStorageFile.Flush"/>, the creation, renaming or deletion of a name after <see cref="FlushDirectory"/>.
/// Until then a crash may undo it, wholly or in part. A flush that throws leaves durability unknown for good: a later
/// successful flush says nothing about the earlier bytes.
/// </remarks>
public interface IStorageDevice
{
    /// <summary>Where the files are, for messages.</summary>
    string Location { get; }

    /// <summary>The names of all files, sorted by their bytes.</summary>
    IReadOnlyList<string> List();

    /// <summary>Creates an empty file for reading and writing.</summary>
    /// <exception cref="IOException">The name is taken, or the device fails.</exception>
    IStorageFile Create(string name);

    /// <summary>Opens a file that is there.</summary>
    /// <exception cref="IOException">The file is missing, or the device fails.</exception>
    IStorageFile Open(string name, bool writable);

    /// <summary>Deletes a file.</summary>
    void Delete(string name);

    /// <summary>Makes the creation and deletion of names durable.</summary>
    void FlushDirectory();

    /// <summary>Takes the lock of that name until the result is disposed, or answers null while another holds it.</summary>
    IDisposable? TryLock(string name);
}
