namespace Onus.Cases;

/// <summary>A bug that the cases have on purpose, so that the simulator can be seen to find it; none outside its tests.</summary>
internal enum CaseFault : byte
{
    /// <summary>No bug.</summary>
    None,

    /// <summary>Decides for people who saw an older head.</summary>
    IgnoreTheHead,

    /// <summary>Acts leave the head, and every approval with it, where it was.</summary>
    KeepTheHead,

    /// <summary>A refusal counts as something that a decider must have seen.</summary>
    MoveTheHeadOnRefusals,

    /// <summary>Lets people decide and approve who do not hold the authority any more.</summary>
    ForgetWhatWasRevoked,

    /// <summary>Forgets who filed a party's evidence.</summary>
    ForgetWhoFiled,

    /// <summary>A case that moves or ends leaves the caps as full as they were.</summary>
    NeverFreeCaps,

    /// <summary>Counts and totals stay zero.</summary>
    CountNothing,

    /// <summary>Pays out of accounts that are short.</summary>
    PayWhatIsNotThere,

    /// <summary>Clocks run a second longer.</summary>
    StartClocksLate,

    /// <summary>Time that was spent under a legal meaning does not count.</summary>
    ForgetTheLawsTime,

    /// <summary>Nobody gets the time back in which the node was down.</summary>
    ForgetOutages,

    /// <summary>Silence answers nothing.</summary>
    WaitForAnswersForEver,

    /// <summary>A question stays open where it cannot be asked any more.</summary>
    KeepMootQuestions,

    /// <summary>Loses the reports of acts that end a case.</summary>
    LoseReports,

    /// <summary>Acts are not remembered by their command.</summary>
    ForgetCommands,

    /// <summary>Commands are remembered only until the node is started again.</summary>
    ForgetCommandsOnRestart,

    /// <summary>Open questions are not in the snapshot.</summary>
    ForgetQuestionsInSnapshots,
}
