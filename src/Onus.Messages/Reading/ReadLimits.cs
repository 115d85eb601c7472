namespace Onus.Messages;

/// <summary>How much of a file is taken before it is refused; the defaults fit every message there is.</summary>
public sealed record ReadLimits
{
    /// <summary>How deep elements may be nested.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>How many characters one tag, text, comment or CDATA section may have.</summary>
    public int MaxPiece { get; init; } = 65_536;

    /// <summary>How many elements one transaction, or one header, may have.</summary>
    public int MaxElements { get; init; } = 8_192;

    /// <summary>How many transactions a file may have; each costs some 70 to 150 bytes of memory for its ids.</summary>
    public int MaxTransactions { get; init; } = 10_000_000;

    /// <summary>How many messages a file may have.</summary>
    public int MaxMessages { get; init; } = 100_000;

    /// <summary>How many refusals of one transaction, or of one message, are listed.</summary>
    public int MaxRefusals { get; init; } = 16;

    /// <summary>How many days before the day of the message its settlement date may lie.</summary>
    public int SettlementDaysBefore { get; init; } = 30;

    /// <summary>How many days after the day of the message its settlement date may lie.</summary>
    public int SettlementDaysAfter { get; init; } = 400;
}
