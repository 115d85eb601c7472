using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Ledger;

namespace Onus.Server;

/// <summary>From the engine's answers to the API's: what is durable goes on, everything else ends the request.</summary>
internal static class Answers
{
    /// <summary>The result of what became durable.</summary>
    /// <exception cref="Refused">It did not, with what to do.</exception>
    public static T Durable<T>(Answer<T> answer) => answer.IsDurable ? answer.Result : throw Undelivered(answer.Delivery);

    /// <summary>Why nothing durable came of it.</summary>
    public static Refused Undelivered(Delivery delivery) => delivery switch
    {
        Delivery.Overloaded => new Refused(503, "The node is overloaded", "nothing happened; ask again with the same Idempotency-Key") { RetryAfter = 1, Outcome = "Overloaded" },
        Delivery.Throttled => new Refused(429, "Too many refusals", "nothing happened; the refusals of this caller are over their budget") { RetryAfter = 1, Outcome = "Throttled" },
        Delivery.Expired => new Refused(503, "Not decided in time", "nothing happened; ask again with the same Idempotency-Key") { RetryAfter = 1, Outcome = "Expired" },
        Delivery.Unknown => new Refused(503, "The node failed meanwhile", "it may have happened; ask again with the same Idempotency-Key for the exact answer") { RetryAfter = 1, Outcome = "Unknown" },
        _ => new Refused(503, "The node is closed", "nothing happened; /readyz says when it is open again") { RetryAfter = 1, Outcome = "Closed" },
    };

    /// <summary>What a command of the ledger wrote.</summary>
    /// <exception cref="Refused">It was refused, with the outcome's name and its entry.</exception>
    public static Written Written<T>(Answer<LedgerResult<T>> answer, Id128 command, Func<LedgerResult<T>, string?>? pointer = null)
        where T : struct, Enum
    {
        var result = Durable(answer);
        return Written(result.Outcome, result.FirstOutcome, result.Index, result.Time, command, pointer?.Invoke(result), null);
    }

    /// <summary>What a command of a case wrote.</summary>
    /// <param name="answer">The engine's answer.</param>
    /// <param name="command">The command's id.</param>
    /// <param name="detail">The refusal in words, where the caller knows them better than the outcome's name.</param>
    public static Written Written(Answer<CaseResult> answer, Id128 command, string? detail = null)
    {
        var result = Durable(answer);
        var head = result.Outcome == CaseOutcome.StaleHead && result.About >= 0 ? (ulong)result.About : (ulong?)null;
        return Written(result.Outcome, result.FirstOutcome, result.Index, result.Time, command, null, detail, head);
    }

    /// <summary>What a command of the charter wrote.</summary>
    public static Written Written(Answer<CharterResult> answer, Id128 command)
    {
        var result = Durable(answer);
        var head = result.Outcome == CharterOutcome.HeadMoved && result.About >= 0 ? (ulong)result.About : (ulong?)null;
        return Written(result.Outcome, result.FirstOutcome, result.Index, result.Time, command, null, null, head);
    }

    /// <summary>The refusal of an outcome.</summary>
    public static Refused Refusal<T>(T outcome, T first, ulong index, string? pointer = null, string? detail = null, ulong? head = null)
        where T : struct, Enum
    {
        var name = outcome.ToString();
        var text = detail ?? (name == "IdAlreadyRefused" ? $"the same id was refused before: {Outcomes.TitleOf(first)}; send a new one" : null);
        return new Refused(Outcomes.StatusOf(outcome), Outcomes.TitleOf(outcome), text)
        {
            Outcome = name, Evidence = index > 0 ? index : null, Pointer = pointer, Head = head,
        };
    }

    private static Written Written<T>(T outcome, T first, ulong index, LogTime time, Id128 command, string? pointer, string? detail, ulong? head = null)
        where T : struct, Enum => Outcomes.IsDone(outcome)
        ? new Written(outcome.ToString(), index, time, command)
        : throw Refusal(outcome, first, index, pointer, detail, head);
}
