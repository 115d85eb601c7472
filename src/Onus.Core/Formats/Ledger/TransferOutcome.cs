namespace Onus.Core.Formats;

/// <summary>What became of a transfer, hold, capture, void, correction or import, in order of precedence: the first
/// that applies is the answer.</summary>
/// <remarks>Below 64 the command is malformed, from 64 on its id decides, from 128 on the state does: only those are
/// entries of the log, and only those keep the id. A number is never reused.</remarks>
public enum TransferOutcome : byte
{
    /// <summary>Done: the entry is in the log.</summary>
    Accepted = 0,

    /// <summary>Another command of the chain was refused or malformed; nothing of the chain happened, and this id
    /// stays free.</summary>
    LinkedFailed = 1,

    /// <summary>The commands ended in the middle of a chain; this id stays free.</summary>
    ChainOpen = 2,

    /// <summary>The command's id is all zeros.</summary>
    IdMustNotBeZero = 3,

    /// <summary>The command's id is not a UUID of version 7 (RFC 9562 §5.7); its time is what bounds the memory for
    /// ids.</summary>
    IdMustBeVersion7 = 4,

    /// <summary>The actor's index has more than 48 bits.</summary>
    ActorOutOfRange = 5,

    /// <summary>The act is none that a client can ask for.</summary>
    ActUnknown = 6,

    /// <summary>The term is none that a client can ask of this act.</summary>
    TermNotOfThisAct = 7,

    /// <summary>Only a capture of a stated amount can keep the rest of its hold.</summary>
    KeepRestNotOfThisAct = 8,

    /// <summary>Only a hold has a due instant or a timeout.</summary>
    DueNotOfThisAct = 9,

    /// <summary>A hold has a due instant or a timeout, not both.</summary>
    DueAndTimeout = 10,

    /// <summary>A capture or void names its hold, a correction what it corrects.</summary>
    TargetMissing = 11,

    /// <summary>Only captures, voids and corrections name a target.</summary>
    TargetNotOfThisAct = 12,

    /// <summary>An import says when the transfer took effect.</summary>
    EffectiveMissing = 13,

    /// <summary>Only an import says when the transfer took effect.</summary>
    EffectiveNotOfThisAct = 14,

    /// <summary>The debit account's id is all zeros; only a capture or void may leave it to its hold.</summary>
    DebitMustNotBeZero = 15,

    /// <summary>The credit account's id is all zeros; only a capture or void may leave it to its hold.</summary>
    CreditMustNotBeZero = 16,

    /// <summary>Debit and credit are one account.</summary>
    AccountsMustDiffer = 17,

    /// <summary>The amount is zero.</summary>
    AmountMustNotBeZero = 18,

    /// <summary>A void, or a capture of the whole, takes its amount from its hold; it states none.</summary>
    AmountMustBeZero = 19,

    /// <summary>A condition states the amount that must be there.</summary>
    TermAmountMustNotBeZero = 20,

    /// <summary>Only a condition has a second amount.</summary>
    TermAmountNotOfThisTerm = 21,

    /// <summary>The time in the id is more than five minutes ahead of the log's; the id stays free.</summary>
    IdTooFarAhead = 64,

    /// <summary>The id was refused before, and stays refused: the answer names the code and the entry of
    /// then.</summary>
    IdAlreadyRefused = 65,

    /// <summary>The id belongs to a command of another kind.</summary>
    ExistsWithDifferentRequest = 66,

    /// <summary>The id was accepted from another actor.</summary>
    ExistsWithDifferentActor = 67,

    /// <summary>The id was accepted with another act.</summary>
    ExistsWithDifferentAct = 68,

    /// <summary>The id was accepted with another place in a chain.</summary>
    ExistsWithDifferentLinked = 69,

    /// <summary>The id was accepted with another wish for the rest of the hold.</summary>
    ExistsWithDifferentKeepRest = 70,

    /// <summary>The id was accepted with another term.</summary>
    ExistsWithDifferentTerm = 71,

    /// <summary>The id was accepted with another second amount.</summary>
    ExistsWithDifferentTermAmount = 72,

    /// <summary>The id was accepted with another debit account.</summary>
    ExistsWithDifferentDebit = 73,

    /// <summary>The id was accepted with another credit account.</summary>
    ExistsWithDifferentCredit = 74,

    /// <summary>The id was accepted with another amount (of a balancing transfer: another requested
    /// amount).</summary>
    ExistsWithDifferentAmount = 75,

    /// <summary>The id was accepted with another code.</summary>
    ExistsWithDifferentCode = 76,

    /// <summary>The id was accepted with another due instant or timeout.</summary>
    ExistsWithDifferentDue = 77,

    /// <summary>The id was accepted with another target.</summary>
    ExistsWithDifferentTarget = 78,

    /// <summary>The id was accepted with another effective time.</summary>
    ExistsWithDifferentEffective = 79,

    /// <summary>The id was accepted with another reference.</summary>
    ExistsWithDifferentReference = 80,

    /// <summary>The id was accepted with other 128 user bits.</summary>
    ExistsWithDifferentUser128 = 81,

    /// <summary>The id was accepted with other 64 user bits.</summary>
    ExistsWithDifferentUser64 = 82,

    /// <summary>The id was accepted with other 32 user bits.</summary>
    ExistsWithDifferentUser32 = 83,

    /// <summary>The same id with the same content was accepted before: the answer names the entry and time of
    /// then.</summary>
    Exists = 127,

    /// <summary>No accepted command has the target's id.</summary>
    TargetNotFound = 128,

    /// <summary>The target of the capture or void is no hold.</summary>
    TargetNotHold = 129,

    /// <summary>The target of the correction posted nothing that could be corrected.</summary>
    TargetNotPosted = 130,

    /// <summary>The hold was captured, voided or lapsed before.</summary>
    HoldResolved = 131,

    /// <summary>The hold's due instant has come; its lapse is the node's to write.</summary>
    HoldDue = 132,

    /// <summary>The hold debits another account than the command says.</summary>
    HoldDebitDiffers = 133,

    /// <summary>The hold credits another account than the command says.</summary>
    HoldCreditDiffers = 134,

    /// <summary>The amount is more than the hold still reserves.</summary>
    ExceedsHold = 135,

    /// <summary>No account has the debit id.</summary>
    DebitNotFound = 136,

    /// <summary>No account has the credit id.</summary>
    CreditNotFound = 137,

    /// <summary>The accounts stand in different books.</summary>
    BooksDiffer = 138,

    /// <summary>The debit account is closed.</summary>
    DebitClosed = 139,

    /// <summary>The credit account is closed.</summary>
    CreditClosed = 140,

    /// <summary>The hold's due instant is not after the log's time.</summary>
    DueNotAhead = 141,

    /// <summary>The hold's timeout ends after the last instant a log can hold.</summary>
    DueOutOfRange = 142,

    /// <summary>The import's effective time is after the log's time.</summary>
    EffectiveAhead = 143,

    /// <summary>The account does not hold, or owe, what the condition says.</summary>
    ConditionNotMet = 144,

    /// <summary>A balancing transfer found nothing to move.</summary>
    NothingToMove = 145,

    /// <summary>The book's sums would need more than 128 bits.</summary>
    BookOverflow = 146,

    /// <summary>The debit account's debits would exceed its credits by more than its limit.</summary>
    ExceedsDebitLimit = 147,

    /// <summary>The credit account's credits would exceed its debits by more than its limit.</summary>
    ExceedsCreditLimit = 148,
}
