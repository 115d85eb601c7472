using System.Runtime.InteropServices;
using Onus.Core;

namespace Onus.Log.Tiles;

/// <summary>Reads single tiles from a source and takes them apart; what they say is not checked here.</summary>
internal static class TileDownload
{
    /// <summary>The hashes of a tile, exactly as many as its width.</summary>
    public static async Task<Hash256[]> HashesAsync(ITileSource source, TileId tile, CancellationToken cancellation)
    {
        var (bytes, read) = await BytesAsync(source, tile, cancellation).ConfigureAwait(false);
        if (bytes.Length != read.Width * Hash256.Size) throw new TileException(tile, TileProblem.Malformed);
        return MemoryMarshal.Cast<byte, Hash256>(bytes.Span)[..tile.Width].ToArray();
    }

    /// <summary>The entries of a bundle: its bytes, and where in them each of exactly as many entries lies as the width
    /// says.</summary>
    public static async Task<(ReadOnlyMemory<byte> Bytes, Slice[] Entries)> EntriesAsync(
        ITileSource source, TileId tile, CancellationToken cancellation)
    {
        var (bytes, read) = await BytesAsync(source, tile, cancellation).ConfigureAwait(false);
        var entries = new Slice[read.Width];
        if (!EntryBundle.TryRead(bytes.Span, entries)) throw new TileException(tile, TileProblem.Malformed);
        return (bytes, entries[..tile.Width]);
    }

    /// <summary>The bytes of a tile or, where a partial tile is gone, of the full one at its place: a log may delete
    /// partial tiles once the full one exists (tlog-tiles, "Partial Tiles").</summary>
    private static async Task<(ReadOnlyMemory<byte> Bytes, TileId Read)> BytesAsync(
        ITileSource source, TileId tile, CancellationToken cancellation)
    {
        var read = tile;
        var bytes = await source.ReadAsync(read.ToString(), cancellation).ConfigureAwait(false);
        if (bytes is null && !tile.IsFull)
        {
            read = tile.Full;
            bytes = await source.ReadAsync(read.ToString(), cancellation).ConfigureAwait(false);
        }

        return bytes is { } there ? (there, read) : throw new TileException(tile, TileProblem.Missing);
    }
}
