using System.Buffers;
using Onus.Log.Tiles;

namespace Onus.Log.Journal;

/// <summary>A log as tiles (C2SP tlog-tiles), made from the segments when they are asked for; nothing is kept.</summary>
/// <remarks>It answers every tile of every size that the log ever signed: a partial tile of any width that is there.</remarks>
public sealed class LogTiles(LogReader reader) : ITileSource
{
    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellation) =>
        ValueTask.FromResult(Read(path));

    /// <summary>Reads the file at a path, or answers null when the log has none there.</summary>
    /// <exception cref="Storage.LogDamagedException">The entries below the path are damaged.</exception>
    public ReadOnlyMemory<byte>? Read(string path)
    {
        var head = reader.Head;
        if (path == ITileSource.Checkpoint) return head.Checkpoint;
        return TileId.TryParse(path, out var tile) ? Read(tile, head.Size) : null;
    }

    private ReadOnlyMemory<byte>? Read(TileId tile, ulong size)
    {
        if (tile.Index > size / TileId.FullWidth || Tiling.Width(tile.Level, tile.Index, size) < tile.Width) return null;
        return tile.IsBundle ? ReadBundle(tile) : Tiling.Read(reader.Nodes, tile);
    }

    private ReadOnlyMemory<byte> ReadBundle(TileId tile)
    {
        var first = tile.Index * TileId.FullWidth;
        var bundle = new ArrayBufferWriter<byte>();
        foreach (var entry in reader.ReadEntries(first, first + (ulong)tile.Width)) EntryBundle.Append(bundle, entry.Span);
        return bundle.WrittenMemory;
    }
}
