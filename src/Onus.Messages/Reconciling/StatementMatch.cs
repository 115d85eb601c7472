namespace Onus.Messages;

/// <summary>How a line of a statement and a movement of the ledger stand to each other.</summary>
public enum MatchKind
{
    /// <summary>They are the same: amount, reference as far as both have one, and day within the window.</summary>
    Matched,

    /// <summary>Reference and amount are the same; the days lie further apart than the window.</summary>
    DayDiffers,

    /// <summary>The reference is the same; the amounts are not.</summary>
    AmountDiffers,

    /// <summary>The ledger has nothing like this line.</summary>
    OnlyInStatement,

    /// <summary>The statement has nothing like this movement.</summary>
    OnlyInLedger,
}

/// <summary>A line of a statement with its movement, or one of them alone.</summary>
/// <param name="Kind">How they stand to each other.</param>
/// <param name="Line">The line; null where it is only in the ledger.</param>
/// <param name="Movement">The movement; null where it is only in the statement.</param>
public sealed record StatementMatch(MatchKind Kind, StatementLine? Line, ExpectedMovement? Movement);
