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

    /// <summary>The first entry of a log: its origin and what governs it.</summary>
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
}
