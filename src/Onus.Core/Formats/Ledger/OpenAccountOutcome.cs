namespace Onus.Core.Formats;

/// <summary>What became of opening an account, in order of precedence: the first that applies is the
/// answer.</summary>
/// <remarks>Below 64 the command is malformed, from 64 on its id decides, from 128 on the state does: only those are
/// entries of the log, and only those keep the id. A number is never reused.</remarks>
public enum OpenAccountOutcome : byte
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

    /// <summary>The account's id is all zeros.</summary>
    AccountMustNotBeZero = 6,

    /// <summary>The book's id is all zeros.</summary>
    BookMustNotBeZero = 7,

    /// <summary>The time in the id is more than five minutes ahead of the log's; the id stays free.</summary>
    IdTooFarAhead = 64,

    /// <summary>The id was refused before, and stays refused: the answer names the code and the entry of
    /// then.</summary>
    IdAlreadyRefused = 65,

    /// <summary>The id belongs to a command of another kind.</summary>
    ExistsWithDifferentRequest = 66,

    /// <summary>The id was accepted from another actor.</summary>
    ExistsWithDifferentActor = 67,

    /// <summary>The id was accepted with another account id.</summary>
    ExistsWithDifferentAccount = 68,

    /// <summary>The id was accepted with another book.</summary>
    ExistsWithDifferentBook = 69,

    /// <summary>The id was accepted with another party.</summary>
    ExistsWithDifferentParty = 70,

    /// <summary>The id was accepted with another code.</summary>
    ExistsWithDifferentCode = 71,

    /// <summary>The id was accepted with another debit limit.</summary>
    ExistsWithDifferentDebitLimit = 72,

    /// <summary>The id was accepted with another credit limit.</summary>
    ExistsWithDifferentCreditLimit = 73,

    /// <summary>The id was accepted with other 128 user bits.</summary>
    ExistsWithDifferentUser128 = 74,

    /// <summary>The id was accepted with other 64 user bits.</summary>
    ExistsWithDifferentUser64 = 75,

    /// <summary>The id was accepted with other 32 user bits.</summary>
    ExistsWithDifferentUser32 = 76,

    /// <summary>The same id with the same content was accepted before: the answer names the entry and time of
    /// then.</summary>
    Exists = 127,

    /// <summary>No book has that id.</summary>
    BookNotFound = 128,

    /// <summary>Another command opened an account of that id.</summary>
    AccountExists = 129,

    /// <summary>The log has as many accounts as it can number.</summary>
    TooManyAccounts = 130,
}
