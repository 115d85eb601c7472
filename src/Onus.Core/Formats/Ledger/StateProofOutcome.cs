namespace Onus.Core.Formats;

/// <summary>What a verifier found about a proof of the ledger's state, in the order in which it looks.</summary>
public enum StateProofOutcome : byte
{
    /// <summary>The proof holds.</summary>
    Proven = 0,

    /// <summary>The entry that should carry the root is no state root.</summary>
    NoStateRoot = 1,

    /// <summary>The book does not lead to the state root.</summary>
    BookNotUnderRoot = 2,

    /// <summary>In the book, debits and credits are not equal.</summary>
    BookNotBalanced = 3,

    /// <summary>The account does not lead to the book's root, or a sum on its way wraps.</summary>
    AccountNotUnderBook = 4,

    /// <summary>The account's last entry is not before the state root, or its opening not before its last entry.</summary>
    HeadOutOfPlace = 5,

    /// <summary>The two ends of the statement are not of one account, or in the wrong order.</summary>
    EndsDiffer = 6,

    /// <summary>An entry of the statement is not an entry of the account, or cannot be read.</summary>
    EntryNotOfAccount = 7,

    /// <summary>An entry of the statement does not follow on the one before it: one is missing, doubled or out of order.</summary>
    EntryMissing = 8,

    /// <summary>An entry would take a sum below zero or beyond 128 bits.</summary>
    SumOutOfRange = 9,

    /// <summary>The entries do not lead to the sums, the head or the ordinal that the closing root commits to.</summary>
    CloseDiffers = 10,
}
