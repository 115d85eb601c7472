using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>Opens logs: reads, compares with everybody who remembers, and only then repairs, signs and writes.</summary>
public static class LogOpener
{
    internal const string LockName = "lock";

    /// <summary>Makes an empty log on a device, durably.</summary>
    /// <exception cref="IOException">There is a log already, or the device fails.</exception>
    public static void Create(IStorageDevice device, VerifierKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        CheckNothingLeft(device);
        SegmentJournal.Create(device, key.ToString());
    }

    /// <summary>Opens a log for writing.</summary>
    /// <exception cref="LogDamagedException">The log is damaged, at a place that the exception names.</exception>
    /// <exception cref="IOException">The device fails.</exception>
    public static LogOpening Open(LogOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return OpenLocked(options, evenFenced: false, (journal, index, @lock) => Open(journal, index, options, @lock));
    }

    /// <summary>Opens a log over a journal that keeps other writers out itself; the options' device holds derived files only.</summary>
    /// <inheritdoc cref="Open(LogOptions)"/>
    public static LogOpening Open(IJournal journal, LogOptions options)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(options);
        return Open(journal, BundleIndexFile.Load(options.Device), options, null);
    }

    /// <summary>Opens a log for reading only, beside a writer or without one. It takes no lock, changes nothing, and shows what
    /// the newest checkpoint on the device covers.</summary>
    /// <exception cref="LogDamagedException">The log is damaged, at a place that the exception names.</exception>
    /// <exception cref="IOException">There is no log, or the device fails.</exception>
    public static ReadOnlyLog OpenToRead(IStorageDevice device)
    {
        // In this order a writer beside us can only be ahead of what is read first.
        var note = CheckpointFile.Read(device);
        var index = BundleIndexFile.Load(device);
        var journal = SegmentJournal.Open(device, writable: false);
        try
        {
            return new ReadOnlyLog(journal, LoadedLog.From(journal, index), note);
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Takes the lock and the journal, and gives both back unless a log came of it.</summary>
    internal static LogOpening OpenLocked(
        LogOptions options, bool evenFenced, Func<SegmentJournal, BundleIndex, IDisposable, LogOpening> open)
    {
        var device = options.Device;
        if (!SegmentJournal.Exists(device))
        {
            CheckNothingLeft(device);
            return KnownCheckpoints.CompareWithNothing(options) ?? Refuse(OpenOutcome.NoLog, $"{device.Location} holds no log");
        }

        if (device.TryLock(LockName) is not { } @lock)
            return Refuse(OpenOutcome.Locked, $"another process has the log in {device.Location} open for writing");

        SegmentJournal? journal = null;
        LogOpening? opening = null;
        try
        {
            if (!evenFenced && LogFence.Read(device) is { } reason)
                return Refuse(OpenOutcome.Fenced, $"nobody may write to the log in {device.Location}: {reason}");
            var index = BundleIndexFile.Load(device);
            journal = SegmentJournal.Open(device, writable: true, options.SegmentSize, options.Background);
            opening = open(journal, index, @lock);
            return opening;
        }
        finally
        {
            if (opening?.Log is null)
            {
                journal?.Dispose();
                @lock.Dispose();
            }
        }
    }

    /// <summary>A log that lost all its segments is not a place for a new one: its key has signed there already.</summary>
    private static void CheckNothingLeft(IStorageDevice device)
    {
        if (SegmentJournal.Exists(device)) return;
        foreach (var name in device.List())
        {
            if (name is CheckpointFile.Name or BundleIndexFile.Name)
                throw new LogDamagedException(LogDamage.Lost, SegmentHeader.NameOf(0), 0, 0, $"no segment is there, but the log's file {name} is");
        }
    }

    internal static LogOpening Refuse(OpenOutcome outcome, string detail) => new(outcome, null, detail);

    private static LogOpening Open(IJournal journal, BundleIndex index, LogOptions options, IDisposable? @lock)
    {
        var key = options.Signers[0].Key.ToString();
        var origin = LogKeys.OriginOf(key);
        if (LogKeys.OriginOf(journal.VerifierKey) != origin) return OtherKey();
        var loaded = LoadedLog.From(journal, index);
        if (journal.VerifierKey != key && !KeyChange.Lets(options.Signers[0].Key, journal, loaded)) return OtherKey();
        if (loaded.Tail.Last is { } last && LogKeys.OriginOf(last.VerifierKey) != origin)
        {
            return Refuse(
                OpenOutcome.RestoreUnfinished,
                $"the restore of {journal.Location} to {origin} was not finished: restore again");
        }

        if (KnownCheckpoints.Compare(journal, loaded, options) is { } refused) return refused;
        var cut = journal.Repair(loaded.Tail);
        if (journal.VerifierKey != key) journal.BeginKey(key, loaded.Tail.Size, loaded.Tree.Root);
        var log = new TransparencyLog(journal, loaded, options, @lock);
        return new LogOpening(
            OpenOutcome.Opened, log, cut == 0 ? "" : $"cut off {cut} bytes of a batch that was never confirmed");

        LogOpening OtherKey() =>
            Refuse(OpenOutcome.OtherKey, $"the log in {journal.Location} signs as {journal.VerifierKey}, the key given is {key}");
    }
}
