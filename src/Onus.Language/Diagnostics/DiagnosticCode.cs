namespace Onus.Language;

/// <summary>The rules of the language that a product can break; the number is the code, <c>ONUS0602</c>. Never reused.</summary>
public enum DiagnosticCode : ushort
{
    /// <summary>No code.</summary>
    None = 0,

    // Syntax.
    UnexpectedWord = 1,
    Unfinished = 2,
    DeceptiveCharacters = 3,
    Unreadable = 4,

    // Names.
    UnknownName = 101,
    KindMismatch = 102,
    ImpossibleValue = 103,
    NeverUsed = 104,
    DeclaredTwice = 105,
    KeptFactWithoutPer = 106,

    // States.
    StateWithoutLegalMeaning = 201,
    StateWithoutFunds = 202,
    StateWithoutOwner = 203,
    StateWithoutLiability = 204,
    StateWithoutClock = 205,
    FinalStateWithClock = 206,
    NotOneStart = 207,
    AdverseStateWithoutAppeal = 208,
    TwinStates = 209,
    UnreachableState = 210,
    StepLeavesFinalState = 211,
    NoWayToAnEnd = 212,
    NobodyMayOpen = 213,
    AccountOwnerNotBound = 214,

    // Guards.
    TwoRulesDecide = 301,
    NobodyDecides = 302,
    StepNeverTaken = 303,
    PersonPreempted = 304,
    TooManyCases = 305,
    Discretion = 306,

    // Time.
    SilenceGoesInCircle = 401,
    ClockStepStays = 402,
    ClockStepNotByClock = 403,
    ClockStepConditional = 404,
    FallbackChangesNothing = 405,
    UnboundedCycle = 406,
    LegalClockCannotFire = 407,
    DependsOnCalendar = 408,
    TooLong = 409,
    CalendarEndsTooEarly = 410,
    RulesGoInCircle = 411,
    NoRecovery = 412,

    // Authority.
    OwnFavourUnsaid = 501,
    QuorumCannotBeMet = 502,
    OwnFavourByOnePerson = 503,
    OwnFavourWithoutOutsideAppeal = 504,
    ForeignDecider = 505,
    AppealToTheSame = 506,
    RecordedWithoutOrder = 507,

    // Liability.
    SharesDoNotAddUp = 601,
    LiabilityNotConserved = 602,
    LiableAtTheEnd = 603,
    DischargedUnpaid = 604,
    RestOfWhat = 605,

    // Ledger.
    PostingBetweenCurrencies = 701,
    FundsDependOnPath = 702,
    FundsElsewhere = 703,
    SuspenseNotEmpty = 704,
    NobodyBearsShortage = 705,
    NegativeWithoutLiability = 706,

    // Evidence.
    EvidenceExpires = 801,
    EvidenceNotKept = 802,
    AdverseWithoutReasons = 803,
    ReportWithoutDeadline = 804,
    EvidenceOfTheFavoured = 805,
    UndoingDoesNotReverse = 806,

    // Sources.
    ThresholdWithoutSource = 901,
    RuleCitesNothing = 902,
    ThresholdNeverUsed = 903,
    SourceNotChecked = 904,
    PolicyOverdue = 905,

    // Caps and shadows.
    CapLeavesNothing = 1001,
    ShadowWithoutEnd = 1002,
    ShadowNobodyMayPromote = 1003,
    ShadowChangesNothing = 1004,
    CapBlocksCompelled = 1005,

    // Examples.
    ExampleFails = 1101,
    NeverVisited = 1102,
}

/// <summary>What the catalogue says about a code in one word.</summary>
public static class DiagnosticCodes
{
    /// <summary>The code as it is printed: <c>ONUS0602</c>.</summary>
    public static string Text(this DiagnosticCode code) => $"ONUS{(int)code:D4}";

    /// <summary>The severity of a code where a check does not decide otherwise (ONUS0302 may be a warning).</summary>
    public static Severity DefaultSeverity(this DiagnosticCode code) => code switch
    {
        DiagnosticCode.Discretion => Severity.Note,
        DiagnosticCode.DeceptiveCharacters or DiagnosticCode.NeverUsed or DiagnosticCode.TwinStates
            or DiagnosticCode.PersonPreempted or DiagnosticCode.FallbackChangesNothing
            or DiagnosticCode.DependsOnCalendar or DiagnosticCode.ForeignDecider
            or DiagnosticCode.EvidenceOfTheFavoured or DiagnosticCode.ThresholdNeverUsed
            or DiagnosticCode.SourceNotChecked or DiagnosticCode.PolicyOverdue
            or DiagnosticCode.ShadowChangesNothing or DiagnosticCode.NeverVisited => Severity.Warning,
        _ => Severity.Error,
    };
}
