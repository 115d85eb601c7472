using Onus.Core;

namespace Onus.Messages;

/// <summary>An account statement that is to be written.</summary>
public sealed record StatementDraft
{
    /// <summary>The id of the statement.</summary>
    public required string Id { get; init; }

    /// <summary>The account.</summary>
    public required IsoAccount Account { get; init; }

    /// <summary>The balance before the first entry, in favour of the owner.</summary>
    public required Money Opening { get; init; }

    /// <summary>The day of both balances.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The entries, in order; the booked ones lead to the closing balance.</summary>
    public required IReadOnlyList<StatementEntry> Entries { get; init; }
}
