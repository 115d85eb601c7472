using Onus.Log.Journal;
using Onus.Log.Storage;
using Onus.Log.Tiles;

namespace Onus.Verify.Tiles;

/// <summary>Where the tiles of a log are: below a URL, in a directory, or in the log's own directory, which holds segments.</summary>
/// <param name="Source">Reads them.</param>
/// <param name="Parallelism">How many reads at once serve it best.</param>
/// <param name="Owner">What must be closed afterwards.</param>
internal sealed record TilePlace(ITileSource Source, int Parallelism, IDisposable? Owner) : IDisposable
{
    private const int ParallelRequests = 16;

    /// <summary>The place that the command line names.</summary>
    /// <exception cref="Refusal">There is no such directory.</exception>
    /// <exception cref="LogDamagedException">The log's own directory is damaged.</exception>
    public static TilePlace Open(string place)
    {
        if (Uri.TryCreate(place, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            var remote = new HttpTileSource(address);
            return new TilePlace(remote, ParallelRequests, remote);
        }

        if (!Directory.Exists(place))
        {
            throw new Refusal($"there is no directory {place}; a log behind HTTP begins with http:// or https://", ExitCode.Unavailable);
        }

        if (Directory.Exists(Path.Combine(place, "tile")) || !Directory.EnumerateFiles(place, "*.segment").Any())
        {
            return new TilePlace(new DirectoryTileSource(place), Environment.ProcessorCount, null);
        }

        var log = LogOpener.OpenToRead(new DirectoryDevice(place));
        return new TilePlace(new LogTiles(log.Reader), Environment.ProcessorCount, log);
    }

    public void Dispose() => Owner?.Dispose();
}
