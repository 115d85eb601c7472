namespace Onus.Log.Journal;

/// <summary>What became of opening a log for writing, in order of precedence. A refusal has changed nothing.</summary>
public enum OpenOutcome
{
    /// <summary>There is no log on the device.</summary>
    NoLog,

    /// <summary>Another writer holds the log's lock.</summary>
    Locked,

    /// <summary>The log carries the mark that nobody may write to it here.</summary>
    Fenced,

    /// <summary>The log signs under another key than the one given.</summary>
    OtherKey,

    /// <summary>A restore to a new origin was begun and not finished: restore again.</summary>
    RestoreUnfinished,

    /// <summary>An anchor did not answer, or answered with something that this log never signed.</summary>
    AnchorSilent,

    /// <summary>An anchor knows a longer log: entries were lost, or the storage is an older copy.</summary>
    AnchorAhead,

    /// <summary>A checkpoint that this log signed states another root for its size: this is another history.</summary>
    Forked,

    /// <summary>The log is open.</summary>
    Opened,
}

/// <summary>The outcome of opening a log.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Log">The log, only when it is open.</param>
/// <param name="Detail">What was found and what to do, in one line; when open, what was cut off, or empty.</param>
/// <param name="Damage">Where the log ends, when somebody vouches for more.</param>
public sealed record LogOpening(
    OpenOutcome Outcome, TransparencyLog? Log, string Detail, Storage.LogDamagedException? Damage = null);
