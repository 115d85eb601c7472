namespace Onus.Core.Formats;

/// <summary>What became of a command of the charter, in order of precedence: the first that applies is the answer.</summary>
/// <remarks>Below 64 the command is malformed, from 64 on its id decides, from 128 on the state does: only those are
/// entries of the log, and only those keep the id. A number is never reused.</remarks>
public enum CharterOutcome : byte
{
    /// <summary>Done: the entry is in the log.</summary>
    Accepted = 0,

    /// <summary>Proposed: the entry is in the log, and takes effect when a second person seconds it.</summary>
    Proposed = 1,

    /// <summary>The command's id is all zeros.</summary>
    IdMustNotBeZero = 3,

    /// <summary>The command's id is not a UUID of version 7 (RFC 9562 §5.7); its time is what bounds the memory for
    /// ids.</summary>
    IdMustBeVersion7 = 4,

    /// <summary>The actor's index has more than 48 bits.</summary>
    ActorOutOfRange = 5,

    /// <summary>The origin is empty or too long.</summary>
    OriginMalformed = 6,

    /// <summary>A founding names two persons or more, at most 16, each with another token; one only where it says
    /// alone.</summary>
    FoundersMalformed = 7,

    /// <summary>The text is empty, or has more bytes than a text may have.</summary>
    TextOutOfRange = 8,

    /// <summary>An entry or a token that must be named is zero.</summary>
    SubjectMustNotBeZero = 9,

    /// <summary>The name of a product or an authority is empty or too long.</summary>
    NameMalformed = 10,

    /// <summary>A public key is none of its algorithm.</summary>
    KeyMalformed = 11,

    /// <summary>There are more parties, accounts, facts, legs or moves than an act may have.</summary>
    TooManyItems = 12,

    /// <summary>A signature has another length than signatures have.</summary>
    SignatureMalformed = 13,

    /// <summary>The log has another origin, or signs with another key, than the command says.</summary>
    NotThisLog = 14,

    /// <summary>The node does not hold the private half of the key that the log would sign with; give it the key first.</summary>
    LogKeyNotHeld = 15,

    /// <summary>The time in the id is more than five minutes ahead of the log's; the id stays free.</summary>
    IdTooFarAhead = 64,

    /// <summary>The id was refused before, and stays refused: the answer names the code and the entry of
    /// then.</summary>
    IdAlreadyRefused = 65,

    /// <summary>The id belongs to a command of another kind.</summary>
    ExistsWithDifferentRequest = 66,

    /// <summary>The id was accepted from another actor.</summary>
    ExistsWithDifferentActor = 67,

    /// <summary>The id was accepted with another content.</summary>
    ExistsWithDifferentContent = 68,

    /// <summary>The same id with the same content was accepted before: the answer names the entry and time of
    /// then.</summary>
    Exists = 127,

    /// <summary>The log has no charter yet: it must be founded first.</summary>
    NotFounded = 128,

    /// <summary>The log was founded before.</summary>
    AlreadyFounded = 129,

    /// <summary>The actor is not registered.</summary>
    ActorUnknown = 130,

    /// <summary>The actor holds none of the charter's authorities that may do this.</summary>
    NoAuthority = 131,

    /// <summary>A restore left a loss that nobody has accepted yet; until then only keys can be revoked.</summary>
    LossNotAccepted = 132,

    /// <summary>No proposal that could still be seconded has that entry.</summary>
    ProposalNotFound = 133,

    /// <summary>The time in which the proposal could be seconded is over.</summary>
    ProposalLapsed = 134,

    /// <summary>Who proposed an act cannot second it.</summary>
    SecondMustBeAnother = 135,

    /// <summary>Who proposed it has no authority for it any more.</summary>
    ProposerLostAuthority = 136,

    /// <summary>The charter of this log demands the actor's own signature, and there is none.</summary>
    SignatureMissing = 137,

    /// <summary>The key that signed is not the actor's.</summary>
    KeyNotOfActor = 138,

    /// <summary>The key that signed was revoked.</summary>
    KeyRevoked = 139,

    /// <summary>The signature is over another statement than this act of this actor in this log.</summary>
    SignatureOverOtherStatement = 140,

    /// <summary>As many proposals wait for a second as may wait at once.</summary>
    TooManyProposals = 141,

    /// <summary>An actor with that token is registered.</summary>
    TokenTaken = 142,

    /// <summary>The actor that the act is about is not registered.</summary>
    SubjectUnknown = 143,

    /// <summary>Another key entry has these bytes; a key is one actor's.</summary>
    KeyTaken = 144,

    /// <summary>No entry of that index added a key.</summary>
    KeyNotFound = 145,

    /// <summary>The key was revoked before.</summary>
    AlreadyRevoked = 146,

    /// <summary>No product of that name, or no version with that entry, was enacted.</summary>
    ProductNotFound = 147,

    /// <summary>The charter, or the product's latest version, has no such authority that one actor can hold.</summary>
    AuthorityUnknown = 148,

    /// <summary>Only persons hold this authority: it governs the log, or is part of a quorum.</summary>
    NotAPerson = 149,

    /// <summary>The actor holds the authority.</summary>
    AlreadyHeld = 150,

    /// <summary>No grant that still holds has that entry.</summary>
    GrantNotFound = 151,

    /// <summary>Afterwards too few could act for an authority of the charter; give it to another, or add a key, first.</summary>
    TooFewLeft = 152,

    /// <summary>A text with that hash is in the log.</summary>
    TextExists = 153,

    /// <summary>No text with that hash is in the log.</summary>
    TextNotFound = 154,

    /// <summary>The text is no compiled product.</summary>
    ProductMalformed = 155,

    /// <summary>The compiled product was made from another source.</summary>
    SourceDiffers = 156,

    /// <summary>The product's version is not above the latest one of its name.</summary>
    VersionNotHigher = 157,

    /// <summary>The time zone is unknown, or no calendar file with that hash comes with Onus or is in the log.</summary>
    CalendarUnknown = 158,

    /// <summary>Another number of parties or accounts than the product has.</summary>
    OutOfShape = 159,

    /// <summary>A party that is bound here is not a registered actor, or is another party too; or one is named that is not
    /// bound here.</summary>
    PartyMisbound = 160,

    /// <summary>An account that is bound here is no open account of its party in the product's currency, or is bound twice; or
    /// one is named that is not bound here.</summary>
    AccountMisbound = 161,

    /// <summary>The ledger account has no debit limit of zero, and the product does not say that it may go negative.</summary>
    AccountMayGoNegative = 162,

    /// <summary>A product that this one opens has not been enacted, or nothing here binds its parties, accounts or facts.</summary>
    OpenedProductNotFound = 163,

    /// <summary>The calendar that is to be replaced is not in use: unknown, or replaced before.</summary>
    CalendarNotInUse = 164,

    /// <summary>The new calendar publishes fewer years than the old one, or has a place in the order of files already.</summary>
    CalendarNotNewer = 165,

    /// <summary>The log signs with another key than the old one named, or the new key is the old one.</summary>
    LogKeyDiffers = 166,

    /// <summary>One of the two log keys has not signed the change.</summary>
    LogKeyNotSigned = 167,

    /// <summary>No restore with that entry waits for its loss to be accepted.</summary>
    LossNotFound = 168,

    /// <summary>No case has that entry.</summary>
    CaseNotFound = 169,

    /// <summary>The case has ended.</summary>
    CaseClosed = 170,

    /// <summary>The case's head has moved since it was shown; the answer names the new head.</summary>
    HeadMoved = 171,

    /// <summary>The version is not another one of the same product and stake.</summary>
    NotAnotherVersion = 172,

    /// <summary>The state does not exist or is final.</summary>
    StateNotOpen = 173,

    /// <summary>The facts are not those that the new version needs and the old one has not, or a value is out of range.</summary>
    FactsDiffer = 174,

    /// <summary>The liability does not balance: a party would bear less than nothing, or another amount than it must.</summary>
    LiabilityUnbalanced = 175,

    /// <summary>The funds do not balance: an account would hold another amount for the case than it must.</summary>
    FundsUnbalanced = 176,

    /// <summary>The ledger refuses the money that has to move.</summary>
    Unfunded = 177,

    /// <summary>The plaintext is permitted to be destroyed already.</summary>
    AlreadyPermitted = 178,
}
