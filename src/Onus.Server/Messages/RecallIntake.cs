using System.Text;
using Onus.Messages;

namespace Onus.Server.Messages;

/// <summary>Recalls (camt.056) as cases of the product that governs them, about the payment that they name.</summary>
internal sealed class RecallIntake(CaseIntake intake)
{
    public async Task<Taken> TakeAsync(MessageSummary message, RecallRequest recall)
    {
        if (recall.Amount is not { } amount) return Taken.Refused("amount_missing", "the recall does not say which amount", "AM12");
        if (await intake.ProductAsync(intake.Settings.Recalls, amount.Currency) is not var (use, product))
            return Taken.Refused("no_product", $"no product governs recalls in {amount.Currency} here", "AM03");
        if (recall.Original is not { } original || await FindAsync(original, recall.Ids) is not { } payment)
            return Taken.Refused("payment_unknown", "no payment here goes by the ids that the recall names", "NOOR");

        // Whom the payment went to, the case of the payment knows: its last party in the order of the settings.
        var remittance = intake.Settings.Remittances.GetValueOrDefault(amount.Currency.Code);
        var creditor = await CreditorOfAsync(payment, remittance?.Parties.FirstOrDefault(p => p.Value == "creditor").Key);
        if (creditor is not { } payee) return Taken.Refused("payment_unknown", "the payment has nobody who was paid", "NOOR");
        var bank = await intake.People.InstitutionAsync(recall.Assigner ?? message.From ?? new IsoAgent());
        var now = intake.Node.Time.GetUtcNow();
        var says = new MessageSays
        {
            Amount = amount,
            Age = recall.Settlement is { } day ? now - new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : TimeSpan.Zero,
            Reason = recall.Reasons.Count > 0 ? recall.Reasons[0].Code : null,
        };
        var facts = MessageFacts.Of(use, says, null, intake.Settings.Rates, out var missing);
        if (missing is not null) return Taken.Refused("fact_missing", missing, "NARR");
        var parties = use.Parties.ToDictionary(p => p.Key, p => p.Value == "creditor" ? payee : bank, StringComparer.Ordinal);
        var id = DerivedIds.Of(
            message.Made?.Instant ?? DateTimeOffset.UnixEpoch, "recall", message.Id, recall.RecallId, recall.Ids.EndToEnd, recall.Ids.Transaction);
        var words = $"camt.056 {message.Id} of {message.Made}, recall {recall.RecallId}, payment {recall.Ids.EndToEnd} of message {original.MessageId}, {amount}";
        return await intake.OpenAsync(id, bank.Actor, use, product, parties, facts, Encoding.UTF8.GetBytes(words));
    }

    private Task<ulong?> FindAsync(OriginalMessage original, TransactionIds ids) =>
        intake.FindAsync(RemittanceIntake.IdOf(original.MessageId, original.Made, ids));

    private Task<Counterparty?> CreditorOfAsync(ulong payment, string? party) => intake.Node.ReadAsync((cases, _) =>
    {
        if (party is null || !cases.TryGetCase(payment, out var summary)) return (Counterparty?)null;
        var product = summary.Product.Product;
        for (var place = 0; place < product.Parties.Length; place++)
            if (product.Parties[place].Name == party && cases.Registry.TryGetActor(summary.Parties[place], out var actor))
                return new Counterparty(actor.Token, actor.Entry);
        return null;
    });
}
