namespace Onus.Log.Journal;

/// <summary>A log on a device, opened to be read: everything that the newest genuine checkpoint found there covers.</summary>
public sealed class ReadOnlyLog : IDisposable
{
    private readonly IJournal _journal;

    internal ReadOnlyLog(IJournal journal, LoadedLog loaded, byte[]? note)
    {
        _journal = journal;
        VerifierKey = journal.VerifierKey;
        var keys = LogKeys.Of(journal.VerifierKeys);
        var origin = LogKeys.OriginOf(VerifierKey);

        var checkpoint = note is null ? null : keys.TryRead(note, origin);
        if (checkpoint is not null && checkpoint.Size > loaded.Tail.Size)
            throw journal.DamageBehind(loaded.Tail, $"the log's own file {CheckpointFile.Name} vouches for {checkpoint.Size} entries");
        if (checkpoint is null && loaded.LastCheckpoint is { } last) (note, checkpoint) = (last, keys.TryRead(last, origin));
        if (checkpoint is null || note is null) throw new IOException($"{journal.Location} holds no checkpoint yet: open the log for writing once");

        var head = new LogHead(checkpoint.Size, checkpoint.Root, note, loaded.OpenBundle);
        Reader = new LogReader(loaded.Tree, loaded.Bundles, head);
        if (Reader.Root(checkpoint.Size) != checkpoint.Root)
            throw new IOException($"the checkpoint in {journal.Location} is over another history than the entries there");
    }

    /// <summary>The vkey that the log's own segments name. Whoever must not trust the directory takes the key from outside.</summary>
    public string VerifierKey { get; }

    /// <summary>Reads what the checkpoint covers.</summary>
    public LogReader Reader { get; }

    /// <summary>Closes the files.</summary>
    public void Dispose() => _journal.Dispose();
}
