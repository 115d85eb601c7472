using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>Goes on with an older copy of a log, in the open: under a new origin whose first entry states the loss.</summary>
/// <remarks>The old origin never signs again, so it never signs two roots for one size. Nothing but this makes a log go on
/// from less than somebody has seen of it.</remarks>
public static class LogRestore
{
    /// <summary>Restores the log on a device.</summary>
    /// <param name="options">The log's options with the keys of the new origin; its anchors are not asked.</param>
    /// <param name="knownCheckpoint">The newest signed checkpoint of the old origin that is known; empty for none.</param>
    /// <param name="acceptedBy">Who accepts the loss.</param>
    /// <param name="time">The time of the entry.</param>
    /// <returns>The log, open under the new origin, with the entry committed. A refusal has changed nothing.</returns>
    /// <exception cref="LogDamagedException">The copy is itself damaged.</exception>
    /// <exception cref="IOException">The device failed; the restore may be unfinished, and can be done again.</exception>
    public static LogOpening Run(
        LogOptions options, ReadOnlyMemory<byte> knownCheckpoint, IReadOnlyList<string> acceptedBy, LogTime time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(acceptedBy);
        return LogOpener.OpenLocked(options, evenFenced: true, (journal, _, @lock) =>
        {
            // Everything is hashed: the index may be of the log that was lost, and vouch for what this copy does not have.
            var key = options.Signers[0].Key.ToString();
            var loaded = LoadedLog.From(journal, BundleIndex.Empty);
            // A restore that was begun and not finished: the new origin has a segment and no entry, the old one is the last entry's.
            var old = journal.VerifierKey == key ? loaded.Tail.Last?.VerifierKey ?? key : journal.VerifierKey;
            if (LogKeys.OriginOf(old) == LogKeys.OriginOf(key))
            {
                return LogOpener.Refuse(
                    OpenOutcome.OtherKey, $"a restore of {LogKeys.OriginOf(old)} needs a key of a new origin, such as {LogOrigin.Next(LogKeys.OriginOf(old))}");
            }

            if (!knownCheckpoint.IsEmpty && LogKeys.Of(journal.KeysOf(LogKeys.OriginOf(old))).TryRead(knownCheckpoint.Span, LogKeys.OriginOf(old)) is null)
                return LogOpener.Refuse(OpenOutcome.Forked, "the known checkpoint bears no signature of the old origin");

            var envelope = new EntryEnvelope(EntryKind.Restored, loaded.Tail.Size, time, Id128.None, Id128.None, 0, []);
            var entry = new RestoredEntry(envelope, LogKeys.OriginOf(old), loaded.Tail.Size, knownCheckpoint, acceptedBy).ToBytes();
            journal.Repair(loaded.Tail);
            if (journal.VerifierKey != key) journal.BeginKey(key, loaded.Tail.Size, loaded.Tree.Root);

            // From here on the old key opens this no more, and the new one only once the entry is there.
            LogFence.Clear(options.Device);
            var log = new TransparencyLog(journal, loaded, options, @lock);
            var batch = log.NewBatch();
            batch.Entries.Add(entry, time);
            if (log.Append(batch) == CommitOutcome.Committed) return new LogOpening(OpenOutcome.Opened, log, "");
            log.Dispose();
            throw new IOException($"the device failed while {options.Device.Location} was restored: restore again");
        });
    }
}
