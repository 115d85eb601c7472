namespace Onus.Core.Formats;

/// <summary>What became of a command of a case, in order of precedence: the first that applies is the answer.</summary>
public enum CaseOutcome : byte
{
    /// <summary>Done: the entry is in the log.</summary>
    Accepted = 0,

    /// <summary>The command's id is all zeros.</summary>
    IdMustNotBeZero = 3,

    /// <summary>The command's id is not a UUID of version 7 (RFC 9562 §5.7); its time is what bounds the memory for ids.</summary>
    IdMustBeVersion7 = 4,

    /// <summary>The actor's index has more than 48 bits.</summary>
    ActorOutOfRange = 5,

    /// <summary>The case is zero; a case is named by the entry that opened it.</summary>
    CaseMustNotBeZero = 6,

    /// <summary>A name is missing, or longer than 100 characters.</summary>
    NameOutOfRange = 7,

    /// <summary>More than 100 facts, pieces of evidence, parties or accounts.</summary>
    TooMany = 8,

    /// <summary>A fact, a party or an account is given twice.</summary>
    GivenTwice = 9,

    /// <summary>The signature has more than 512 bytes.</summary>
    SignatureOutOfRange = 10,

    /// <summary>A deed that failed names no reason, or one that did not fail names one.</summary>
    DeedContradictory = 30,

    /// <summary>The id's time is more than five minutes ahead of the log's.</summary>
    IdTooFarAhead = 64,

    /// <summary>The same command was refused before; the id stays refused.</summary>
    IdAlreadyRefused = 65,

    /// <summary>The id belongs to a request of another kind.</summary>
    ExistsWithDifferentRequest = 66,

    /// <summary>The id belongs to a command of another actor.</summary>
    ExistsWithDifferentActor = 67,

    /// <summary>The id belongs to a command with other content.</summary>
    ExistsWithDifferentContent = 68,

    /// <summary>The same command was accepted before; this is its answer.</summary>
    Exists = 127,

    /// <summary>The actor is not registered.</summary>
    ActorNotFound = 128,

    /// <summary>No version of the product is in effect.</summary>
    ProductNotInEffect = 129,

    /// <summary>There is no such case.</summary>
    CaseNotFound = 130,

    /// <summary>The case has ended.</summary>
    CaseClosed = 131,

    /// <summary>The product has no such step, appeal or request.</summary>
    StepNotFound = 132,

    /// <summary>The case has moved since it was looked at; the answer names its new head.</summary>
    StaleHead = 133,

    /// <summary>The step cannot be taken in this state.</summary>
    NotInThisState = 134,

    /// <summary>Nobody decides this step: it fires by rule, by clock or by force.</summary>
    NotForPeople = 135,

    /// <summary>The actor is not the party, or does not hold the authority, that this is for.</summary>
    NotAuthorized = 136,

    /// <summary>The actor is a party of the case or filed a party's evidence, and would decide for another party.</summary>
    ConflictOfInterest = 137,

    /// <summary>The product has no such party, or it is not bound at opening.</summary>
    PartyNotFound = 138,

    /// <summary>A party that opening binds is not given.</summary>
    PartyMissing = 139,

    /// <summary>One actor would hold two parties of the case.</summary>
    PartyTwice = 140,

    /// <summary>The product has no such account, or it is bound when the product is enacted.</summary>
    AccountNotFound = 141,

    /// <summary>An account that opening binds is not given.</summary>
    AccountMissing = 142,

    /// <summary>The ledger has no such account, or it is closed.</summary>
    AccountNotOpen = 143,

    /// <summary>The ledger account belongs to somebody else than the party.</summary>
    AccountNotOwned = 144,

    /// <summary>The ledger account is in another currency than the product.</summary>
    AccountOfOtherCurrency = 145,

    /// <summary>The ledger account could go negative, and the product says that it never does.</summary>
    AccountCouldGoNegative = 146,

    /// <summary>The product has no such fact, or nobody gives it here: it is kept by the runtime, or belongs to a request.</summary>
    FactNotFound = 147,

    /// <summary>The fact was fixed at opening.</summary>
    FactIsFixed = 148,

    /// <summary>A fact that is needed here is not given.</summary>
    FactMissing = 149,

    /// <summary>The fact cannot have that value; a personal fact is given as the lowest value of its cell and a commitment.</summary>
    FactOutOfRange = 150,

    /// <summary>The product has no such evidence.</summary>
    EvidenceNotFound = 151,

    /// <summary>Somebody else files this evidence.</summary>
    EvidenceNotYours = 152,

    /// <summary>The step has fired as often as it may.</summary>
    TooOften = 153,

    /// <summary>Evidence that the step needs is missing.</summary>
    EvidenceMissing = 154,

    /// <summary>The guard reads a fact that nobody has given yet.</summary>
    FactUnknown = 155,

    /// <summary>The guard does not hold.</summary>
    ConditionNotMet = 156,

    /// <summary>More approvals by different people are needed.</summary>
    QuorumNotMet = 157,

    /// <summary>The decider's own signature is required.</summary>
    SignatureMissing = 158,

    /// <summary>The signature is none of the decider's over this statement.</summary>
    SignatureInvalid = 159,

    /// <summary>A cap is reached.</summary>
    CapReached = 160,

    /// <summary>The money is not there.</summary>
    Unfunded = 161,

    /// <summary>The same question is open already.</summary>
    RequestOpen = 162,

    /// <summary>The question is not open: answered, moot, or never asked.</summary>
    RequestNotOpen = 163,

    /// <summary>The request was looked at and refused.</summary>
    RequestRefused = 164,

    /// <summary>The case left the states in which the question could be asked.</summary>
    RequestMoot = 165,

    /// <summary>The actor has approved this step already.</summary>
    ApprovalTwice = 166,

    /// <summary>The approval is not open: it lapsed when the head moved, was used or withdrawn, or is somebody else's.</summary>
    ApprovalNotOpen = 167,

    /// <summary>The case that the step opens cannot be opened.</summary>
    CannotOpen = 168,

    /// <summary>The act has more than an entry can hold.</summary>
    TooLarge = 169,

    /// <summary>The act gave rise to no such duty.</summary>
    DutyNotFound = 180,

    /// <summary>That entry brought nothing into the vault under that commitment.</summary>
    KeptNotFound = 181,

    /// <summary>The case has no such legal hold, or it is lifted already.</summary>
    HoldNotFound = 182,

    /// <summary>That is not how this duty is done: a notice is sent, a report filed and acknowledged, a review held.</summary>
    DeedDoesNotFit = 183,

    /// <summary>The duty is done already.</summary>
    DutyIsDone = 184,

    /// <summary>The report has not been filed: there is nothing to acknowledge.</summary>
    NotFiled = 185,

    /// <summary>A report is filed as a document; its commitment is missing.</summary>
    DocumentMissing = 186,

    /// <summary>It was ordered to be destroyed already.</summary>
    AlreadyOrdered = 187,

    /// <summary>Nobody ordered it to be destroyed, or it is destroyed already.</summary>
    NotOrdered = 188,

    /// <summary>A legal hold on the case stops the destruction.</summary>
    OnHold = 189,

    /// <summary>It has to be kept longer.</summary>
    RetentionNotOver = 190,

    /// <summary>The case is open: what it is decided on is kept.</summary>
    CaseOpen = 191,
}
