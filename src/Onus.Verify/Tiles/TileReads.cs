using Onus.Log.Tiles;

namespace Onus.Verify.Tiles;

/// <summary>Reads tiles as a client of tlog-tiles may have to.</summary>
internal static class TileReads
{
    /// <summary>The tile, or the full tile in whose beginning it lies: a log may delete partial tiles once the full one is
    /// there. Null when the source has neither.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadTileAsync(this ITileSource source, TileId tile, CancellationToken cancellation)
    {
        var bytes = await source.ReadAsync(tile.ToString(), cancellation);
        return bytes is null && !tile.IsFull ? await source.ReadAsync(tile.Full.ToString(), cancellation) : bytes;
    }
}
