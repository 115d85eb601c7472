using System.Globalization;
using Onus.Log.Notes;

namespace Onus.Witness.Timestamps;

/// <summary>Keeps the tokens of one log in a directory, one file for each size: <c>SIZE.tst</c>.</summary>
/// <param name="directory">The directory, which must exist.</param>
public sealed class TimestampStore(string directory)
{
    private const string Suffix = ".tst";

    /// <summary>Keeps a token over a checkpoint; a second one for the same size is ignored, for the first says the earlier
    /// time.</summary>
    public void Keep(Checkpoint checkpoint, TimestampToken token)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(token);
        var file = FileOf(checkpoint.Size);
        if (File.Exists(file)) return;
        DurableFile.Replace(file, token.Encoded.Span);
    }

    /// <summary>The token over the log at this size; null when there is none.</summary>
    public TimestampToken? Find(ulong size)
    {
        var file = FileOf(size);
        return File.Exists(file) ? new TimestampToken(File.ReadAllBytes(file)) : null;
    }

    /// <summary>The sizes that have a token, rising.</summary>
    public IReadOnlyList<ulong> Sizes() =>
    [
        .. Directory.EnumerateFiles(directory, "*" + Suffix)
            .Select(file => ulong.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                ? size
                : (ulong?)null)
            .OfType<ulong>().Order(),
    ];

    private string FileOf(ulong size) => Path.Combine(directory, size.ToString(CultureInfo.InvariantCulture) + Suffix);
}
