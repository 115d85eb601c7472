namespace Onus.Core.Formats;

/// <summary>What an entry of the log records; the closed list of all kinds, whichever room writes them.</summary>
/// <remarks>Kinds below 16 are fixed layouts, known by their first byte. All others are deterministic CBOR
/// (RFC 8949 §4.2) in the envelope of <see cref="EntryEnvelope"/>. A number is never reused.</remarks>
public enum EntryKind : byte
{
    /// <summary>No entry at all.</summary>
    None = 0,

    /// <summary>A transfer, hold, capture or void in the plain layout of at most 118 bytes.</summary>
    Transfer = 1,

    /// <summary>The same with reference and user fields, in the long layout of at most 182 bytes.</summary>
    TransferLong = 2,

    /// <summary>Opaque bytes: an entry of a log that is used alone.</summary>
    Record = 16,

    /// <summary>The log's origin, its key, and the two persons who govern it first.</summary>
    Genesis = 17,

    /// <summary>The first entry after a restore: the old origin, the restored size, who accepted the loss.</summary>
    Restored = 18,

    /// <summary>A book was opened: one currency or unit, in which debits equal credits.</summary>
    BookOpened = 32,

    /// <summary>An account was opened in a book.</summary>
    AccountOpened = 33,

    /// <summary>The limits of an account were set anew.</summary>
    LimitsChanged = 34,

    /// <summary>An account was closed: it takes no new debit or credit.</summary>
    AccountClosed = 35,

    /// <summary>A closed account was opened again.</summary>
    AccountReopened = 36,

    /// <summary>Many debits and credits at once, balanced in every book.</summary>
    Postings = 37,

    /// <summary>A well-formed command of the ledger was refused for a reason of state; its id stays refused.</summary>
    Refused = 38,

    /// <summary>A root over all accounts and books, as they stood after an earlier entry.</summary>
    StateRoot = 39,

    /// <summary>A person, a service or a legal entity became known to the log.</summary>
    ActorRegistered = 64,

    /// <summary>An actor may sign with another key.</summary>
    KeyAdded = 65,

    /// <summary>A key of an actor counts no longer.</summary>
    KeyRevoked = 66,

    /// <summary>An actor holds an authority.</summary>
    AuthorityGranted = 67,

    /// <summary>An actor holds an authority no longer.</summary>
    AuthorityRevoked = 68,

    /// <summary>A piece of a longer text, named by its content: product sources and compiled products.</summary>
    Chunk = 69,

    /// <summary>A version of a product is in the log; from its day on it opens new cases.</summary>
    ProductEnacted = 70,

    /// <summary>A case was opened, or something material happened in it: one act, whole.</summary>
    Act = 71,

    /// <summary>Somebody of a quorum approves a step, of the case as they saw it.</summary>
    Approval = 72,

    /// <summary>An approval was taken back before the step fired.</summary>
    ApprovalWithdrawn = 73,

    /// <summary>A well-formed command of a case was refused for a reason of state.</summary>
    CaseRefused = 74,

    /// <summary>A question was asked inside a state.</summary>
    RequestAsked = 75,

    /// <summary>A question was refused, or the case left the states it could be asked in.</summary>
    RequestEnded = 76,

    /// <summary>A notice was sent, a report filed or acknowledged, a review held.</summary>
    DutyDone = 77,

    /// <summary>A duty was not done in time.</summary>
    DutyOverdue = 78,

    /// <summary>The plaintext of evidence or of a fact is gone; every proof still holds.</summary>
    Destroyed = 79,

    /// <summary>A legal hold stops destruction, or is lifted.</summary>
    LegalHold = 80,

    /// <summary>The node was down: a gap in time with its name.</summary>
    Outage = 81,

    /// <summary>Somebody proposes an act of the charter.</summary>
    Proposed = 82,

    /// <summary>A proposal was withdrawn or dismissed, or nobody seconded it in time: nothing took effect.</summary>
    ProposalEnded = 83,

    /// <summary>A well-formed command of the charter was refused for a reason of state.</summary>
    CharterRefused = 84,

    /// <summary>An open case goes on under another version of its product.</summary>
    CaseMigrated = 85,

    /// <summary>A court ended a case.</summary>
    CourtOrdered = 86,

    /// <summary>A business calendar was replaced by a newer file.</summary>
    CalendarUpdated = 87,

    /// <summary>The log signs with another key; both keys signed this.</summary>
    LogKeyRotated = 88,

    /// <summary>The loss that a restore from backup left was accepted.</summary>
    LossAccepted = 89,

    /// <summary>A plaintext may be destroyed before its time.</summary>
    DestructionPermitted = 90,

    /// <summary>What a confidential act says to auditors only; the act after it commits to it.</summary>
    SealedPart = 96,

    /// <summary>An entry of a regulator's own log: what a report is about and what became of it.</summary>
    Regulatory = 97,

    /// <summary>The time for which evidence had to be kept is over.</summary>
    RetentionOver = 98,

    /// <summary>The plaintext of evidence or of a fact shall be destroyed: nobody reads it any more.</summary>
    DestructionOrdered = 99,

    /// <summary>Commands of a principal were not looked at, because its refusals were over their budget.</summary>
    Throttled = 128,
}
