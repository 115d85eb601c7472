namespace Onus.Core.Formats;

/// <summary>What became of reopening an account, in order of precedence: the first that applies is the
/// answer.</summary>
/// <remarks>Below 64 the command is malformed, from 64 on its id decides, from 128 on the state does: only those are
/// entries of the log, and only those keep the id. A number is never reused.</remarks>
public enum ReopenAccountOutcome : byte
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

    /// <summary>The time in the id is more than five minutes ahead of the log's; the id stays free.</summary>
    IdTooFarAhead = 64,

    /// <summary>The id was refused before, and stays refused: the answer names the code and the entry of
    /// then.</summary>
    IdAlreadyRefused = 65,

    /// <summary>The id belongs to a command of another kind.</summary>
    ExistsWithDifferentRequest = 66,

    /// <summary>The id was accepted from another actor.</summary>
    ExistsWithDifferentActor = 67,

    /// <summary>The id was accepted with another account.</summary>
    ExistsWithDifferentAccount = 68,

    /// <summary>The same id with the same content was accepted before: the answer names the entry and time of
    /// then.</summary>
    Exists = 127,

    /// <summary>No account has that id.</summary>
    AccountNotFound = 128,

    /// <summary>The account is open.</summary>
    NotClosed = 129,
}
