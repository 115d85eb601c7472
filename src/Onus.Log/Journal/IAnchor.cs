namespace Onus.Log.Journal;

/// <summary>Somebody outside the log's own storage who remembers how far the log had come: a witness, a monitor, a
/// write-once store.</summary>
/// <remarks>A log whose storage was copied back to an older state cannot see that by itself; an anchor can.</remarks>
public interface IAnchor
{
    /// <summary>What the anchor is called in messages.</summary>
    string Name { get; }

    /// <summary>The newest checkpoint of the log that the anchor holds.</summary>
    /// <param name="origin">The log's origin.</param>
    /// <returns>The note as the log signed it, or null when the anchor has never seen this log.</returns>
    /// <exception cref="IOException">The anchor does not answer.</exception>
    ReadOnlyMemory<byte>? NewestCheckpoint(string origin);
}
