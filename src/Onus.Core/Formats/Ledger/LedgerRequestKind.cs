namespace Onus.Core.Formats;

/// <summary>The requests that the ledger decides; each has its own list of outcomes.</summary>
public enum LedgerRequestKind : byte
{
    /// <summary>A transfer, hold, capture, void, correction or import; see <see cref="TransferOutcome"/>.</summary>
    Transfer = 1,

    /// <summary>Many debits and credits at once; see <see cref="PostingsOutcome"/>.</summary>
    Postings = 2,

    /// <summary>Opening a book; see <see cref="OpenBookOutcome"/>.</summary>
    OpenBook = 3,

    /// <summary>Opening an account; see <see cref="OpenAccountOutcome"/>.</summary>
    OpenAccount = 4,

    /// <summary>Setting an account's limits; see <see cref="ChangeLimitsOutcome"/>.</summary>
    ChangeLimits = 5,

    /// <summary>Closing an account; see <see cref="CloseAccountOutcome"/>.</summary>
    CloseAccount = 6,

    /// <summary>Reopening an account; see <see cref="ReopenAccountOutcome"/>.</summary>
    ReopenAccount = 7,
}
