namespace Onus.Log.Tiles;

/// <summary>The tiles of a log in a directory, laid out as tlog-tiles' paths.</summary>
/// <remarks>A read blocks: handing such small files to another thread would cost more than reading them.</remarks>
public sealed class DirectoryTileSource(string directory) : ITileSource
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The path is neither the checkpoint's nor a tile's: a path that strangers
    /// wrote must not lead out of the directory.</exception>
    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellation)
    {
        if (path != ITileSource.Checkpoint && !TileId.TryParse(path, out _))
            throw new ArgumentException($"not the path of a checkpoint or a tile: '{path}'", nameof(path));
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(path));
    }

    private ReadOnlyMemory<byte>? Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(Path.Combine(directory, path));
            var length = RandomAccess.GetLength(file);
            if (length > ITileSource.MaxFileSize)
                throw new IOException($"{path} has {length} bytes: no file of a log is as large");
            var bytes = new byte[length];
            var read = 0;
            while (read < bytes.Length)
            {
                var count = RandomAccess.Read(file, bytes.AsSpan(read), read);
                if (count == 0) throw new IOException($"{path} became shorter while it was read");
                read += count;
            }

            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
