using Onus.Log.Journal;

namespace Onus.Testing;

/// <summary>An anchor that remembers what it was told last.</summary>
public sealed class MemoryAnchor : IAnchor
{
    /// <inheritdoc/>
    public string Name => "memory";

    /// <summary>The newest checkpoint.</summary>
    public ReadOnlyMemory<byte>? Note { get; set; }

    /// <summary>Whether the anchor does not answer.</summary>
    public bool IsSilent { get; set; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? NewestCheckpoint(string origin) =>
        IsSilent ? throw new IOException("no route to host") : Note;
}
