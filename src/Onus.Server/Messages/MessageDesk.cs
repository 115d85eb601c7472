using Onus.Client.Contracts;
using Onus.Messages;

namespace Onus.Server.Messages;

/// <summary>Takes files of ISO 20022 messages: every order to pay becomes a governed case, every recall another.</summary>
/// <remarks>
/// A file is read twice: first to its end, for only then is known whether a message is refused as a whole; then each
/// transaction that stands is acted on by itself. A message that comes again takes effect once: its commands have the ids of
/// the first time, and it is answered with how its cases stand now.
/// </remarks>
public sealed class MessageDesk
{
    // So many transactions are under way at once: enough to fill the engine's batches, few enough to bound the memory.
    private const int AtOnce = 512;

    private readonly RemittanceIntake _remittances;
    private readonly RecallIntake _recalls;
    private readonly Node _node;
    private readonly Counterparties _people;

    /// <summary>A desk of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="settings">Which products govern what.</param>
    /// <param name="desk">The actor whose desk it is: it registers who is new, so it holds the charter's office of onboarder.</param>
    /// <param name="knowledge">What the institution knows of the people in an order, by fact: whom it has identified, what its
    /// screening says; null for what the settings assume.</param>
    public MessageDesk(
        Node node, MessageSettings settings, ulong desk, Func<CreditTransfer, IReadOnlyDictionary<string, string>?>? knowledge = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(settings);
        _node = node;
        _people = new Counterparties(node, settings, desk);
        var intake = new CaseIntake(node, settings, _people);
        _remittances = new RemittanceIntake(intake, knowledge);
        _recalls = new RecallIntake(intake);
    }

    /// <summary>The actor that an institution of messages is here, registered when it is first named.</summary>
    public async Task<ulong> InstitutionAsync(IsoAgent agent) => (await _people.InstitutionAsync(agent)).Actor;

    /// <summary>Takes a file.</summary>
    /// <param name="file">The file; it is read twice, so it must be able to go back to its beginning.</param>
    /// <param name="limits">What is too large.</param>
    /// <param name="cancellation">Ends it between two transactions.</param>
    /// <returns>One answer for each message.</returns>
    /// <exception cref="Refused">The file cannot be read to its end.</exception>
    public async Task<IReadOnlyList<MessageAnswer>> TakeAsync(Stream file, ReadLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var heads = ReadThrough(file, limits);
        file.Position = 0;
        using var reader = new MessageReader(file, limits);
        var results = heads.ToDictionary(head => head.Ordinal, _ => new List<(Onus.Messages.TransactionResult Read, Task<Taken> Taken)>());
        var underway = new Queue<Task>();
        while (reader.Read() is { } read)
        {
            cancellation.ThrowIfCancellationRequested();
            var whole = heads[read.Message.Ordinal - 1].Refusals;
            var taken = read.Accepted is null || whole.Count > 0
                ? Task.FromResult(Refuse(read, whole))
                : TakeAsync(read);
            results[read.Message.Ordinal].Add((read, taken));
            underway.Enqueue(taken);
            if (underway.Count >= AtOnce) await underway.Dequeue();
        }

        var answers = new List<MessageAnswer>();
        foreach (var head in heads) answers.Add(await AnswerAsync(head, results[head.Ordinal]));
        return answers;
    }

    private static List<MessageSummary> ReadThrough(Stream file, ReadLimits? limits)
    {
        using var reader = new MessageReader(file, limits);
        while (reader.Read() is not null)
        {
        }

        return reader.FileRefusal is { } refusal
            ? throw new Refused(422, "the file cannot be read", $"{refusal.Rule.Code()} at line {refusal.Line}: {refusal.Detail}")
            : [.. reader.Messages];
    }

    private static Taken Refuse(Onus.Messages.TransactionResult read, IReadOnlyList<MessageRefusal> whole)
    {
        var refusal = whole.Count > 0 ? whole[0] : read.Refusals[0];
        return Taken.Refused(refusal.Rule.Code(), $"line {refusal.Line}, {refusal.Path}: {refusal.Detail}", refusal.Rule.StatusReason());
    }

    private async Task<Taken> TakeAsync(Onus.Messages.TransactionResult read)
    {
        try
        {
            return read.Accepted switch
            {
                CreditTransfer transfer => await _remittances.TakeAsync(read.Message, transfer),
                RecallRequest recall => await _recalls.TakeAsync(read.Message, recall),
                _ => Taken.Refused("message_not_taken", "orders to pay and recalls are taken here; statements go to /v1/statements", "FF01"),
            };
        }
        catch (Refused refused)
        {
            return Taken.Refused("node_refuses", refused.Message, "NARR");
        }
    }

    private async Task<MessageAnswer> AnswerAsync(
        MessageSummary head, List<(Onus.Messages.TransactionResult Read, Task<Taken> Taken)> results)
    {
        var rows = new List<Client.Contracts.TransactionResult>(results.Count);
        var statuses = new List<PaymentStatus>(results.Count);
        foreach (var (read, task) in results)
        {
            var taken = await task;
            var (status, state) = taken.Case is { } opened ? await StandingAsync(opened) : ("RJCT", null);
            rows.Add(new Client.Contracts.TransactionResult((int)read.Ordinal, read.Ids.EndToEnd, taken.Case, state, taken.Rule, taken.Detail));
            statuses.Add(new PaymentStatus
            {
                Ids = read.Ids,
                Status = status,
                Reasons = taken.Rule is null ? [] : [new IsoReason(taken.Reason, null, $"{taken.Rule}: {taken.Detail}")],
            });
        }

        var refused = rows.Count(row => row.Case is null);
        return new MessageAnswer(
            head.Type?.Name ?? head.Namespace, head.Id ?? "", rows.Count, rows.Count - refused, refused, rows, StatusXml(head, statuses, refused));
    }

    /// <summary>How a payment stands, in the words of ISO 20022, as its case stands.</summary>
    private Task<(string Status, string? State)> StandingAsync(ulong opened) => _node.ReadAsync((cases, _) =>
    {
        if (!cases.TryGetCase(opened, out var summary)) return ("PDNG", null);
        var state = summary.Product.Product.States[summary.State].Name;
        var paid = summary.Held.Any(held => held < 0);
        return (summary.ClosedAt is null ? (paid ? "ACSP" : "PDNG") : paid ? "ACSC" : "RJCT", (string?)state);
    });

    private static string? StatusXml(MessageSummary head, List<PaymentStatus> statuses, int refused)
    {
        if (head.Id is null || head.Type is not { Family: MessageFamily.CreditTransfer or MessageFamily.Initiation } type) return null;
        var report = new StatusReport
        {
            Original = new OriginalMessage(head.Id, type.Name, head.Made),
            Count = statuses.Count,
            GroupStatus = refused == 0 ? "ACTC" : refused == statuses.Count ? "RJCT" : "PART",
            Reasons = [.. head.Refusals.Select(r => new IsoReason(r.Rule.StatusReason(), null, $"{r.Rule.Code()} at {r.Path}: {r.Detail}"))],
            Transactions = statuses,
        };
        using var stream = new MemoryStream();
        StatusReportWriter.Write(stream, AnswerTo(head), report);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    // The answer goes back the way the message came.
    private static MessageDraft AnswerTo(MessageSummary head) => new(
        $"{head.Id}-STS"[..Math.Min(35, head.Id!.Length + 4)], head.Made ?? default, head.To ?? new IsoAgent(), head.From ?? new IsoAgent());
}
