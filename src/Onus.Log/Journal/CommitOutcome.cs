namespace Onus.Log.Journal;

/// <summary>What became of a batch that was handed to a journal.</summary>
/// <remarks>After anything but <see cref="Committed"/> the writer holds a state that the journal may not have: it throws
/// its memory away, opens the log again and reads what is there.</remarks>
public enum CommitOutcome
{
    /// <summary>It is not known whether the batch is durable: the device failed while it was written or flushed.</summary>
    Unknown,

    /// <summary>Nothing was written: this writer may not write any more, because another took over or an earlier commit
    /// ended in <see cref="Unknown"/>.</summary>
    Fenced,

    /// <summary>The batch is durable, behind all batches before it.</summary>
    Committed,
}
