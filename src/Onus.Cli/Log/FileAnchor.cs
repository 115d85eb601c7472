using Onus.Log.Journal;

namespace Onus.Cli.Log;

/// <summary>A checkpoint in a file that is kept apart from the log.</summary>
internal sealed class FileAnchor(FileInfo file) : IAnchor
{
    public string Name => file.Name;

    public ReadOnlyMemory<byte>? NewestCheckpoint(string origin) => File.ReadAllBytes(file.FullName);
}
