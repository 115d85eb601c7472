using Onus.Log.Tiles;

namespace Onus.Verify.Tiles;

/// <summary>Where the tiles of a log are: below a directory or a URL.</summary>
/// <param name="Source">Reads them.</param>
/// <param name="Parallelism">How many reads at once serve it best.</param>
internal sealed record TilePlace(ITileSource Source, int Parallelism) : IDisposable
{
    private const int ParallelRequests = 16;

    /// <summary>The place that the command line names.</summary>
    /// <exception cref="Refusal">There is no such directory.</exception>
    public static TilePlace Open(string place)
    {
        if (Uri.TryCreate(place, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return new TilePlace(new HttpTileSource(address), ParallelRequests);
        }

        return Directory.Exists(place)
            ? new TilePlace(new DirectoryTileSource(place), Environment.ProcessorCount)
            : throw new Refusal($"there is no directory {place}; a log behind HTTP begins with http:// or https://", ExitCode.Unavailable);
    }

    public void Dispose() => (Source as IDisposable)?.Dispose();
}
