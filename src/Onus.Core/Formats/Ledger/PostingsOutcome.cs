namespace Onus.Core.Formats;

/// <summary>What became of many debits and credits at once, in order of precedence: the first that applies is the
/// answer. Where lines or conditions are at fault, the answer names the first.</summary>
/// <remarks>Below 64 the command is malformed, from 64 on its id decides, from 128 on the state does: only those are
/// entries of the log, and only those keep the id. A number is never reused.</remarks>
public enum PostingsOutcome : byte
{
    /// <summary>Done: the entry is in the log.</summary>
    Accepted = 0,

    /// <summary>The command's id is all zeros.</summary>
    IdMustNotBeZero = 3,

    /// <summary>The command's id is not a UUID of version 7 (RFC 9562 §5.7); its time is what bounds the memory for
    /// ids.</summary>
    IdMustBeVersion7 = 4,

    /// <summary>The actor's index has more than 48 bits.</summary>
    ActorOutOfRange = 5,

    /// <summary>Postings have at least two lines.</summary>
    TooFewLines = 6,

    /// <summary>Postings have at most 1,000 lines.</summary>
    TooManyLines = 7,

    /// <summary>Postings have at most 100 conditions.</summary>
    TooManyConditions = 8,

    /// <summary>A line or condition is neither debit nor credit.</summary>
    SideUnknown = 9,

    /// <summary>A line or condition names an account of all zeros.</summary>
    AccountMustNotBeZero = 10,

    /// <summary>A line or condition has an amount of zero.</summary>
    AmountMustNotBeZero = 11,

    /// <summary>Two lines name one account; its net amount belongs in one line.</summary>
    AccountTwice = 12,

    /// <summary>The time in the id is more than five minutes ahead of the log's; the id stays free.</summary>
    IdTooFarAhead = 64,

    /// <summary>The id was refused before, and stays refused: the answer names the code and the entry of
    /// then.</summary>
    IdAlreadyRefused = 65,

    /// <summary>The id belongs to a command of another kind.</summary>
    ExistsWithDifferentRequest = 66,

    /// <summary>The id was accepted from another actor.</summary>
    ExistsWithDifferentActor = 67,

    /// <summary>The id was accepted with other lines.</summary>
    ExistsWithDifferentLines = 68,

    /// <summary>The id was accepted with other conditions.</summary>
    ExistsWithDifferentConditions = 69,

    /// <summary>The id was accepted with another code.</summary>
    ExistsWithDifferentCode = 70,

    /// <summary>The id was accepted with another corrected command.</summary>
    ExistsWithDifferentCorrects = 71,

    /// <summary>The id was accepted with another effective time.</summary>
    ExistsWithDifferentEffective = 72,

    /// <summary>The id was accepted with another reference.</summary>
    ExistsWithDifferentReference = 73,

    /// <summary>The id was accepted with other 128 user bits.</summary>
    ExistsWithDifferentUser128 = 74,

    /// <summary>The id was accepted with other 64 user bits.</summary>
    ExistsWithDifferentUser64 = 75,

    /// <summary>The id was accepted with other 32 user bits.</summary>
    ExistsWithDifferentUser32 = 76,

    /// <summary>The same id with the same content was accepted before: the answer names the entry and time of
    /// then.</summary>
    Exists = 127,

    /// <summary>No accepted command has the id of what is corrected.</summary>
    CorrectedNotFound = 128,

    /// <summary>What is corrected posted nothing.</summary>
    CorrectedNotPosted = 129,

    /// <summary>The effective time is after the log's time.</summary>
    EffectiveAhead = 130,

    /// <summary>No account has the id that the line or condition names.</summary>
    AccountNotFound = 131,

    /// <summary>The account of the line is closed.</summary>
    AccountClosed = 132,

    /// <summary>In the book of the line, debits and credits are not equal.</summary>
    Unbalanced = 133,

    /// <summary>The account does not hold, or owe, what the condition says.</summary>
    ConditionNotMet = 134,

    /// <summary>The sums of the line's book would need more than 128 bits.</summary>
    BookOverflow = 135,

    /// <summary>The account's debits would exceed its credits by more than its limit.</summary>
    ExceedsDebitLimit = 136,

    /// <summary>The account's credits would exceed its debits by more than its limit.</summary>
    ExceedsCreditLimit = 137,
}
