namespace Onus.Messages;

/// <summary>What became of one message and its transactions: the content of a pacs.002.</summary>
public sealed record StatusReport
{
    /// <summary>The message that is answered.</summary>
    public required OriginalMessage Original { get; init; }

    /// <summary>How many transactions were found in it.</summary>
    public required long Count { get; init; }

    /// <summary>The status of the message: ACTC accepted, PART accepted in part, RJCT rejected.</summary>
    public required string GroupStatus { get; init; }

    /// <summary>Why the message as a whole is rejected.</summary>
    public required IReadOnlyList<IsoReason> Reasons { get; init; }

    /// <summary>The status of each transaction.</summary>
    public required IReadOnlyList<PaymentStatus> Transactions { get; init; }

    /// <summary>The answer to a message that was read to its end; null where it has no id, for nothing can name it
    /// then.</summary>
    /// <param name="message">The message.</param>
    /// <param name="results">What became of its transactions.</param>
    /// <param name="accepted">The status of what is accepted: ACTC after the checks only, ACSP in process, ACSC
    /// settled.</param>
    public static StatusReport? Answer(MessageSummary message, IReadOnlyList<TransactionResult> results,
        string accepted = "ACTC")
    {
        if (message.Id is null || message.Type is not { } type) return null;
        var isRejected = message.Refusals.Count > 0 || (results.Count > 0 && results.All(r => r.Accepted is null));
        return new StatusReport
        {
            Original = new OriginalMessage(message.Id, type.Name, message.Made),
            Count = results.Count,
            GroupStatus = isRejected ? "RJCT" : results.Any(r => r.Accepted is null) ? "PART" : accepted,
            Reasons = [.. message.Refusals.Select(Reason)],
            Transactions = [.. results.Select(result => new PaymentStatus
            {
                Ids = result.Ids,
                Status = isRejected || result.Accepted is null ? "RJCT" : accepted,
                Reasons = [.. result.Refusals.Select(Reason)],
            })],
        };
    }

    private static IsoReason Reason(MessageRefusal refusal) =>
        new(refusal.Rule.StatusReason(), null, $"{refusal.Rule.Code()} at {refusal.Path}: {refusal.Detail}");
}
