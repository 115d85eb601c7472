namespace Onus.Log.Tiles;

/// <summary>A log as strangers read it: files below a prefix, on a disk or behind HTTP.</summary>
/// <remarks>Nothing that a source answers is trusted; whoever reads checks it against a signed checkpoint.</remarks>
public interface ITileSource
{
    /// <summary>The path of the newest signed checkpoint.</summary>
    const string Checkpoint = "checkpoint";

    /// <summary>The most bytes that a file of a log has: a bundle of 256 entries of 65,535 bytes. A source reads no
    /// more than this, whatever the other side sends.</summary>
    const int MaxFileSize = TileId.FullWidth * (EntryBundle.LengthSize + ushort.MaxValue);

    /// <summary>Reads the file at a path below the log's prefix: <see cref="Checkpoint"/> or that of a
    /// <see cref="TileId"/>.</summary>
    /// <param name="path">The path, without a leading slash.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The bytes, or null when the source has no such file.</returns>
    /// <exception cref="IOException">The source could not be reached, or the file is larger than any of a
    /// log.</exception>
    ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellation);
}
