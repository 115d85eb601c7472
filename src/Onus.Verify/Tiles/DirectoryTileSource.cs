using Onus.Log.Tiles;

namespace Onus.Verify.Tiles;

/// <summary>Tiles in a directory.</summary>
internal sealed class DirectoryTileSource(string root) : ITileSource
{
    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return new(File.ReadAllBytes(Path.Combine(root, path)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new((ReadOnlyMemory<byte>?)null);
        }
    }
}
