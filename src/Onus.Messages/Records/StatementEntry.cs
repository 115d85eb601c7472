using Onus.Core;

namespace Onus.Messages;

/// <summary>Which way money moves on an account, seen by its owner.</summary>
public enum EntrySide
{
    /// <summary>Out of the account.</summary>
    Debit,

    /// <summary>Into the account.</summary>
    Credit,
}

/// <summary>How final an entry is.</summary>
public enum EntryStatus
{
    /// <summary>It is on the account.</summary>
    Booked,

    /// <summary>It is expected, and may yet not come.</summary>
    Pending,

    /// <summary>It is told for information only.</summary>
    Information,

    /// <summary>It will be on the account at its date.</summary>
    Future,
}

/// <summary>One entry of an account statement (camt.053) or of a notification (camt.054).</summary>
public sealed record StatementEntry : IsoTransaction
{
    /// <summary>The id of the statement or notification.</summary>
    public required string StatementId { get; init; }

    /// <summary>The account.</summary>
    public required IsoAccount Account { get; init; }

    /// <summary>The reference of the entry in the statement.</summary>
    public string? Reference { get; init; }

    /// <summary>The institution's own reference.</summary>
    public string? ServicerReference { get; init; }

    /// <summary>What moved.</summary>
    public required Money Amount { get; init; }

    /// <summary>Which way.</summary>
    public required EntrySide Side { get; init; }

    /// <summary>Whether the entry takes an earlier one back; <see cref="Side"/> is the way that it moves now.</summary>
    public bool IsReversal { get; init; }

    /// <summary>How final it is.</summary>
    public required EntryStatus Status { get; init; }

    /// <summary>The day on which it was booked.</summary>
    public DateOnly? Booked { get; init; }

    /// <summary>The day from which it bears interest.</summary>
    public DateOnly? Value { get; init; }

    /// <summary>The transactions that make up the entry, where the institution says so.</summary>
    public required IReadOnlyList<EntryDetail> Details { get; init; }
}

/// <summary>One of the transactions that make up an entry.</summary>
/// <param name="Ids">Its ids.</param>
/// <param name="Amount">What moved, where it is said.</param>
/// <param name="Remittance">What the sender wrote, its lines joined by line feeds.</param>
/// <param name="CreditorReference">The creditor's reference of a structured remittance.</param>
public sealed record EntryDetail(TransactionIds Ids, Money? Amount, string? Remittance, string? CreditorReference);
