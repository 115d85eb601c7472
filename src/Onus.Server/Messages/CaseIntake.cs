using System.Collections.Immutable;
using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;
using Onus.Server.Cases;

namespace Onus.Server.Messages;

/// <summary>Opens the case that a message, or a line of a statement, becomes.</summary>
internal sealed class CaseIntake(Node node, MessageSettings settings, Counterparties people)
{
    private readonly Deposits _deposits = new(node, new LogPages(node));

    public Node Node => node;

    public MessageSettings Settings => settings;

    public Counterparties People => people;

    /// <summary>The product in effect that the settings name for a currency, and how a message fills it; null for none.</summary>
    public async Task<(MessageProduct Use, Product Product)?> ProductAsync(
        IReadOnlyDictionary<string, MessageProduct> uses, Currency currency)
    {
        if (!uses.TryGetValue(currency.Code, out var use)) return null;
        var now = node.LogNow;
        var product = await node.ReadAsync((cases, _) => cases.Products.InEffect(use.Name, now)?.Product);
        return product is null ? null : (use, product);
    }

    /// <summary>Opens a case.</summary>
    /// <param name="id">The command's id.</param>
    /// <param name="actor">Who opens it.</param>
    /// <param name="use">How the message fills the product.</param>
    /// <param name="product">The product.</param>
    /// <param name="parties">Who is which party, by the party's name.</param>
    /// <param name="facts">The facts in words.</param>
    /// <param name="message">The message, to be filed as evidence where the settings name a kind.</param>
    public async Task<Taken> OpenAsync(
        Id128 id, ulong actor, MessageProduct use, Product product, IReadOnlyDictionary<string, Counterparty> parties,
        IReadOnlyDictionary<string, FactValue> facts, ReadOnlyMemory<byte> message = default)
    {
        var accounts = ImmutableArray.CreateBuilder<AccountInput>();
        foreach (var account in product.Accounts)
        {
            if (!parties.TryGetValue(product.Parties[account.Party].Name, out var owner)) continue;
            if (await people.AccountAsync(owner, account.Name, CurrencyOf(product), account.MayGoNegative) is not { } found)
                return Taken.Refused("book_missing", $"the node has no open book for {CurrencyOf(product)}", "AC03");
            accounts.Add(new AccountInput(account.Name, found.Opened));
        }

        var command = new OpenCase(
            new CommandHead(id, Id128.None, actor), product.Name, use.As, [.. parties.Select(p => new PartyInput(p.Key, p.Value.Actor))],
            accounts.DrainToImmutable(), await _deposits.FactsAsync(id, product, parties.Values.First().Token, facts), []);
        var result = Answers.Durable(await node.Engine.SubmitAsync(command));
        if (result.Outcome is not (CaseOutcome.Accepted or CaseOutcome.Exists))
            return Taken.Refused(CaseWords.Of(product, result), $"the product {product.Name} does not take it (entry {result.Index})", "NARR");
        if (use.Evidence is { } kind && !message.IsEmpty) await FileAsync(id, result.Case, kind, product, parties, message);
        return new Taken(result.Case, null, null, null);
    }

    /// <summary>Files the message itself as evidence of the party that the product takes it from; once, however often it comes.</summary>
    private async Task FileAsync(
        Id128 opening, ulong opened, string kind, Product product, IReadOnlyDictionary<string, Counterparty> parties, ReadOnlyMemory<byte> message)
    {
        var from = product.Evidence.First(e => e.Name == kind).From;
        var party = product.Parties[from.IsParty ? from.Index : product.Authorities[from.Index].Of].Name;
        if (!parties.TryGetValue(party, out var owner)) return;
        var id = DerivedIds.Of(DateTimeOffset.FromUnixTimeMilliseconds((long)opening.UnixMilliseconds), "evidence", opening.ToString());
        var filed = await _deposits.EvidenceAsync(id, owner.Token, [new EvidenceFile(kind, Convert.ToBase64String(message.Span), "text/plain")]);
        Answers.Durable(await node.Engine.SubmitAsync(new FileEvidence(new CommandHead(id, Id128.None, owner.Actor), opened, party, filed)));
    }

    /// <summary>The case that a command opened before; null for none.</summary>
    public Task<ulong?> FindAsync(Id128 command) => node.ReadAsync((_, ledger) => ledger.TryFindCommand(command, out var entry) ? entry : (ulong?)null);

    private static Currency CurrencyOf(Product product) =>
        product.Stake is { } stake ? product.Facts[stake].Currency : product.Perimeter.Currencies[0];
}
