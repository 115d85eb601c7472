namespace Onus.Log.Tiles;

/// <summary>The tiles of a log in a directory, laid out as tlog-tiles' paths.</summary>
public sealed class DirectoryTileSource(string directory) : ITileSource
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The path is neither the checkpoint's nor a tile's: a path that strangers
    /// wrote must not lead out of the directory.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellation)
    {
        if (path != ITileSource.Checkpoint && !TileId.TryParse(path, out _))
            throw new ArgumentException($"not the path of a checkpoint or a tile: '{path}'", nameof(path));
        var file = new FileInfo(Path.Combine(directory, path));
        if (!file.Exists) return null;
        if (file.Length > ITileSource.MaxFileSize)
            throw new IOException($"{path} has {file.Length} bytes: no file of a log is as large");
        return await File.ReadAllBytesAsync(file.FullName, cancellation).ConfigureAwait(false);
    }
}
