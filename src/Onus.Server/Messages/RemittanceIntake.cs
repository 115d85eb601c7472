using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Messages;

namespace Onus.Server.Messages;

/// <summary>Orders to pay (pacs.008, pain.001) as cases of the product that governs remittances in their currency.</summary>
/// <remarks>The money of a pacs.008 comes with it: the sending institution owes it to us, so its account here is debited before
/// the case opens. A pain.001 is an order of our own customer, whose money is here or is not.</remarks>
internal sealed class RemittanceIntake(CaseIntake intake, Func<CreditTransfer, IReadOnlyDictionary<string, string>?>? knowledge)
{
    // The codes of the transfers that bring a message's money, and take it back where no case opens.
    private const ushort PayIn = 8, PayBack = 4;

    public async Task<Taken> TakeAsync(MessageSummary message, CreditTransfer transfer)
    {
        if (await intake.ProductAsync(intake.Settings.Remittances, transfer.Amount.Currency) is not var (use, product))
            return Taken.Refused("no_product", $"no product governs payments in {transfer.Amount.Currency} here", "AM03");
        var people = intake.People;
        var debtor = await people.OwnerAsync(transfer.Debtor, transfer.DebtorAccount, transfer.DebtorAgent);
        var creditor = await people.OwnerAsync(transfer.Creditor, transfer.CreditorAccount, transfer.CreditorAgent);
        var bank = await people.InstitutionAsync(transfer.InstructingAgent ?? transfer.DebtorAgent);
        var says = new MessageSays
        {
            Amount = transfer.Amount,
            DebtorAccount = Counterparties.Number(transfer.DebtorAccount, transfer.DebtorAgent),
            CreditorAccount = Counterparties.Number(transfer.CreditorAccount, transfer.CreditorAgent),
        };
        var facts = MessageFacts.Of(use, says, knowledge?.Invoke(transfer), intake.Settings.Rates, out var missing);
        if (missing is not null) return Taken.Refused("fact_missing", missing, "NARR");

        var paysIn = message.Type is { Family: MessageFamily.CreditTransfer };
        var from = product.Accounts.FirstOrDefault(a => product.Parties[a.Party].Name == use.As)?.Name;
        if (paysIn && from is not null && await PayAsync(message, transfer, debtor, bank, from, back: false) is { } refused) return refused;
        var parties = use.Parties.ToDictionary(
            p => p.Key, p => p.Value switch { "debtor" => debtor, "creditor" => creditor, _ => bank }, StringComparer.Ordinal);
        var taken = await intake.OpenAsync(IdOf(message, transfer.Ids), debtor.Actor, use, product, parties, facts);
        if (taken.Case is null && paysIn && from is not null) await PayAsync(message, transfer, debtor, bank, from, back: true);
        return taken;
    }

    /// <summary>The id of the command that opens the case of an order: from what the message calls itself and the order.</summary>
    public static Id128 IdOf(MessageSummary message, TransactionIds ids) => IdOf(message.Id, message.Made, ids);

    /// <summary>The same, as another message names them.</summary>
    public static Id128 IdOf(string? message, IsoDateTime? made, TransactionIds ids) =>
        DerivedIds.Of(made?.Instant ?? DateTimeOffset.UnixEpoch, "open", message, ids.EndToEnd, ids.Transaction);

    private async Task<Taken?> PayAsync(
        MessageSummary message, CreditTransfer transfer, Counterparty debtor, Counterparty bank, string account, bool back)
    {
        var (people, node, currency) = (intake.People, intake.Node, transfer.Amount.Currency);
        if (await people.AccountAsync(bank, "nostro", currency, mayGoNegative: true) is not { } nostro
            || await people.AccountAsync(debtor, account, currency, mayGoNegative: false) is not { } wallet)
            return Taken.Refused("book_missing", $"the node has no open book for {currency}", "AC03");
        var made = message.Made?.Instant ?? DateTimeOffset.UnixEpoch;
        var reference = transfer.Ids.EndToEnd is { } endToEnd ? people.TokenOf(debtor, "end to end", endToEnd) : Id128.None;
        var result = Answers.Durable(await node.Engine.SubmitAsync(new TransferCommand
        {
            Id = DerivedIds.Of(made, back ? "pay back" : "pay in", message.Id, transfer.Ids.EndToEnd, transfer.Ids.Transaction),
            Actor = people.Desk,
            Debit = back ? wallet.Id : nostro.Id,
            Credit = back ? nostro.Id : wallet.Id,
            Amount = transfer.Amount.Minor,
            Code = back ? PayBack : PayIn,
            Reference = reference,
        }));
        return result.Outcome is TransferOutcome.Accepted or TransferOutcome.Exists
            ? null
            : Taken.Refused(result.FirstOutcome.ToString(), $"the money does not come in (entry {result.Index})", "AM04");
    }
}
