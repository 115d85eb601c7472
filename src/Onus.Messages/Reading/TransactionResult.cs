namespace Onus.Messages;

/// <summary>What became of one transaction of a file: accepted, or refused with every reason.</summary>
public sealed record TransactionResult
{
    /// <summary>The message that it stands in.</summary>
    public required MessageSummary Message { get; init; }

    /// <summary>Its number in the message, from 1.</summary>
    public required long Ordinal { get; init; }

    /// <summary>The path of its element.</summary>
    public required string Path { get; init; }

    /// <summary>The line on which it begins, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Its ids, as far as they could be read; an answer to a refused transaction names it by them.</summary>
    public required TransactionIds Ids { get; init; }

    /// <summary>The record, or null where it is refused.</summary>
    public IsoTransaction? Accepted { get; init; }

    /// <summary>The reasons for which it is refused, none where it is accepted.</summary>
    public required IReadOnlyList<MessageRefusal> Refusals { get; init; }
}
