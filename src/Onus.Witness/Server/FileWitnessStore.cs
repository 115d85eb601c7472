using System.Collections.Concurrent;
using Onus.Log.Notes;

namespace Onus.Witness.Server;

/// <summary>A witness's memory in a directory: one file for each log, named by the hash of its origin, replaced whole.</summary>
public sealed class FileWitnessStore : IWitnessStore, IDisposable
{
    private const string Suffix = ".checkpoint";

    private readonly string _directory;
    private readonly FileStream _lock;
    private readonly ConcurrentDictionary<string, SignedCheckpoint> _latest = new(StringComparer.Ordinal);

    /// <summary>Opens the directory, which must exist, and reads everything in it.</summary>
    /// <exception cref="IOException">Another process holds the directory, or a file in it is damaged: a witness that forgot a
    /// checkpoint could cosign a fork, so it does not start.</exception>
    public FileWitnessStore(string directory)
    {
        _directory = directory;
        _lock = new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            foreach (var file in Directory.EnumerateFiles(directory, "*" + Suffix).Order(StringComparer.Ordinal)) Read(file);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SignedCheckpoint? Latest(string origin) => _latest.GetValueOrDefault(origin);

    /// <inheritdoc/>
    public void Store(SignedCheckpoint cosigned)
    {
        ArgumentNullException.ThrowIfNull(cosigned);
        DurableFile.Replace(FileOf(cosigned.Checkpoint.Origin), cosigned.ToBytes());
        _latest[cosigned.Checkpoint.Origin] = cosigned;
    }

    /// <summary>Lets another process have the directory.</summary>
    public void Dispose() => _lock.Dispose();

    private void Read(string file)
    {
        if (!SignedCheckpoint.TryParse(File.ReadAllBytes(file), out var stored, out var error))
        {
            throw new IOException($"{file} is damaged ({error}): restore it before the witness starts");
        }

        if (FileOf(stored.Checkpoint.Origin) != file)
        {
            throw new IOException($"{file} holds a checkpoint of {stored.Checkpoint.Origin}: the file of another log");
        }

        _latest[stored.Checkpoint.Origin] = stored;
    }

    private string FileOf(string origin) => Path.Combine(_directory, WitnessServer.HashOf(origin) + Suffix);
}
