using Onus.Core;

namespace Onus.Log.Journal;

/// <summary>The newest state of a log that is durable and signed; a value, replaced with every batch.</summary>
public sealed class LogHead
{
    private readonly byte[] _checkpoint;

    internal LogHead(ulong size, Hash256 root, byte[] checkpoint, BundlePlace openBundle)
    {
        (Size, Root, _checkpoint) = (size, root, checkpoint);
        OpenBundle = openBundle;
    }

    /// <summary>The number of entries.</summary>
    public ulong Size { get; }

    /// <summary>The root over them.</summary>
    public Hash256 Root { get; }

    /// <summary>The log's signed checkpoint of that size: a note, as it is sent to anybody.</summary>
    public ReadOnlyMemory<byte> Checkpoint => _checkpoint;

    /// <summary>Where the entries begin that do not fill a bundle yet.</summary>
    internal BundlePlace OpenBundle { get; }
}
