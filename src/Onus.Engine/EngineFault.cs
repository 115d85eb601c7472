namespace Onus.Engine;

/// <summary>A bug that the engine has on purpose, so that the simulator can be seen to find it; none outside its tests.</summary>
internal enum EngineFault : byte
{
    /// <summary>No bug.</summary>
    None,

    /// <summary>Answers when a batch is closed, not when it is durable.</summary>
    AnswersBeforeCommit,

    /// <summary>Answers as durable what the log did not confirm.</summary>
    CallsUnknownDurable,

    /// <summary>Answers reads at once.</summary>
    AnswersReadsBeforeCommit,

    /// <summary>Runs commands before what is due has lapsed.</summary>
    LapsesAfterCommands,

    /// <summary>Lets holds lapse ten seconds early.</summary>
    LapsesEarly,

    /// <summary>Never lets a hold lapse.</summary>
    NeverLapses,

    /// <summary>Leaves the last entry of a batch out of the log.</summary>
    DropsLastEntry,

    /// <summary>Starts from a snapshot and forgets the entries after it.</summary>
    ForgetsEntriesAfterSnapshot,

    /// <summary>Replays the last entry before a snapshot once more.</summary>
    ReplaysOneEntryTwice,

    /// <summary>Gives a caller the answer of its neighbour.</summary>
    SwapsAnswers,

    /// <summary>Forgets a caller.</summary>
    ForgetsACaller,

    /// <summary>Charges one more than was asked.</summary>
    ChargesOneTooMuch,

    /// <summary>Writes a refusal for whatever comes, without a budget.</summary>
    NeverThrottles,

    /// <summary>Never flushes the device.</summary>
    NeverFlushes,
}
