using Onus.Core;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>What a log needs to be opened for writing.</summary>
public sealed record LogOptions
{
    /// <summary>Where the log is.</summary>
    public required IStorageDevice Device { get; init; }

    /// <summary>The log's keys, each named as its origin; the first is the Ed25519 key that the segments name.</summary>
    public required IReadOnlyList<INoteSigner> Signers { get; init; }

    /// <summary>Who is asked, before anything is signed, how far the log had come.</summary>
    public IReadOnlyList<IAnchor> Anchors { get; init; } = [];

    /// <summary>How many anchors may fail to answer. 0 by default: a log that cannot ask does not start.</summary>
    public int SilentAnchorsAllowed { get; init; }

    /// <summary>Where a segment ends.</summary>
    public long SegmentSize { get; init; } = SegmentJournal.DefaultSegmentSize;

    /// <summary>Runs work beside the log: it writes zeros where the next segment will be, and decides nothing. Null, the
    /// default, for none: where it was measured (docs/benchmarks.md), its flushes cost the commits more than they spare.</summary>
    public Action<Action>? Background { get; init; }

    /// <summary>The time of a checkpoint, for keys whose signatures state one; the default states the epoch.</summary>
    public Func<LogTime> Clock { get; init; } = () => LogTime.Epoch;
}
