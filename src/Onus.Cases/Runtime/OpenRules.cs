using System.Collections.Immutable;
using Onus.Cases.Acts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Runtime;

/// <summary>Decides whether a case opens: who is who, which accounts, which facts.</summary>
internal sealed class OpenRules(CaseTables tables, Powers powers)
{
    public Verdict Decide(OpenCase command, LogTime now)
    {
        if (tables.Products.InEffect(command.Product, now) is not { } enacted) return Verdict.Refuse(CaseOutcome.ProductNotInEffect);
        var shape = tables.ShapeOf(enacted.Entry);
        var product = enacted.Product;
        var outcome = BindParties(enacted, shape, command, out var parties, out var about);
        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome, about);
        outcome = BindAccounts(enacted, shape, command, parties, out var accounts, out about);
        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome, about);
        outcome = TakeFacts(shape, command, out var facts, out about);
        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome, about);

        var record = Empty(enacted, parties, accounts, StakeOf(product, facts), now);
        if (!powers.IsOneOf(record, product.States[product.Start].OpenedBy, command.Head.Actor, command.As))
            return Verdict.Refuse(CaseOutcome.NotAuthorized);
        outcome = Givens.Evidence(
            shape, command.Evidence, from => powers.Is(record, from, command.Head.Actor, command.As), out var evidence, out about);
        if (outcome != CaseOutcome.Accepted) return Verdict.Refuse(outcome, about);
        return Verdict.Of(Draft(record, facts, evidence, command.Head.Actor, now) with
        {
            Head = command.Head,
            Decider = DeciderOf(shape, command),
        });
    }

    /// <summary>The case that an act of another case opens, or null where it cannot be bound (LANGUAGE, "opens").</summary>
    /// <param name="parent">The case that opens it, as it is after its act.</param>
    /// <param name="name">The product.</param>
    /// <param name="entry">The act's entry.</param>
    /// <param name="now">The time of the opening.</param>
    public ActDraft? Child(CaseRecord parent, string name, ulong entry, LogTime now)
    {
        if (tables.Products.InEffect(name, now) is not { } enacted) return null;
        var shape = tables.ShapeOf(enacted.Entry);
        var from = tables.ShapeOf(parent.Product);
        if (ChildParties(enacted, from, parent) is not { } parties || ChildAccounts(enacted, shape, from, parent) is not { } accounts)
            return null;
        var facts = ImmutableArray.CreateBuilder<FactGiven>();
        for (var place = 0; place < enacted.Product.Facts.Length; place++)
        {
            var fact = enacted.Product.Facts[place];
            var known = from.Facts.TryGetValue(fact.Name, out var source) && parent.View.Product.Facts[source].Kind == fact.Kind
                ? parent.View.Facts[source] : null;
            if (known is { } value && fact.Range.Contains(value) && fact.Kept is null && !shape.BelongsToRequests[place]) facts.Add(new FactGiven(place, value, null));
            else if (shape.NeededAtOpening[place]) return null;
        }

        var given = facts.DrainToImmutable();
        var record = Empty(enacted, parties, accounts, StakeOf(enacted.Product, given), now);
        return Draft(record, given, [], 0, now, entry);
    }

    private ActDraft Draft(
        CaseRecord record, ImmutableArray<FactGiven> facts, ImmutableArray<EvidenceFiled> evidence, ulong actor, LogTime now, ulong openedBy = 0)
    {
        foreach (var given in facts) record.View.Facts[given.Fact] = given.Value;
        var changed = record.View.Copy();
        foreach (var filed in evidence) changed.EvidenceFiled[filed.Kind] = ++changed.Sequence;
        return new ActDraft(record, ActPlanner.Open(changed, tables.WorldOf(record), now), ActTrigger.Opened, default)
        {
            Opening = new ActOpening(record.View.Stake, [.. record.Parties], [.. record.Accounts], openedBy),
            Decider = ActDecider.Nobody with { Actor = actor },
            Facts = facts,
            Evidence = evidence,
        };
    }

    private CaseRecord Empty(EnactedProduct enacted, ulong[] parties, ulong[] accounts, UInt128 stake, LogTime now) => new()
    {
        Opened = 0,
        Number = tables.Cases.Count,
        Product = enacted.Entry,
        OpenedAt = now,
        View = new CaseView(enacted.Product, stake),
        Parties = parties,
        Accounts = accounts,
    };

    private static UInt128 StakeOf(Product product, ImmutableArray<FactGiven> facts)
    {
        if (product.Stake is not { } stake) return 0;
        foreach (var given in facts)
            if (given.Fact == stake) return (UInt128)given.Value;
        return 0;
    }

    private static ActDecider DeciderOf(ProductShape shape, OpenCase command) => new(
        command.Head.Actor,
        shape.Authorities.TryGetValue(command.As, out var authority) ? authority : null,
        shape.Parties.TryGetValue(command.As, out var party) ? party : null, null, []);

    private CaseOutcome BindParties(EnactedProduct enacted, ProductShape shape, OpenCase command, out ulong[] parties, out int about)
    {
        parties = [.. enacted.Parties];
        about = -1;
        foreach (var input in command.Parties)
        {
            if (!shape.Parties.TryGetValue(input.Party, out var place) || enacted.Parties[place] != 0) return CaseOutcome.PartyNotFound;
            about = place;
            if (!tables.Registry.TryGetActor(input.Actor, out _)) return CaseOutcome.ActorNotFound;
            parties[place] = input.Actor;
        }

        for (about = 0; about < parties.Length; about++)
            if (parties[about] == 0) return CaseOutcome.PartyMissing;
        for (about = 1; about < parties.Length; about++)
            if (parties.AsSpan(0, about).Contains(parties[about])) return CaseOutcome.PartyTwice;
        about = -1;
        return CaseOutcome.Accepted;
    }

    private CaseOutcome BindAccounts(
        EnactedProduct enacted, ProductShape shape, OpenCase command, ulong[] parties, out ulong[] accounts, out int about)
    {
        accounts = [.. enacted.Accounts];
        about = -1;
        foreach (var input in command.Accounts)
        {
            if (!shape.Accounts.TryGetValue(input.Account, out var place) || enacted.Accounts[place] != 0) return CaseOutcome.AccountNotFound;
            about = place;
            var outcome = CheckAccount(enacted.Product, place, input.Opened, parties);
            if (outcome != CaseOutcome.Accepted) return outcome;
            accounts[place] = input.Opened;
        }

        for (about = 0; about < accounts.Length; about++)
            if (accounts[about] == 0) return CaseOutcome.AccountMissing;
        about = -1;
        return CaseOutcome.Accepted;
    }

    /// <summary>Whether a ledger account can be an account of a case: open, of the party, of the currency, and as bounded as it says.</summary>
    private CaseOutcome CheckAccount(Product product, int place, ulong opened, ulong[] parties)
    {
        if (!tables.Ledger.TryGetAccount(opened, out var account) || account.IsClosed) return CaseOutcome.AccountNotOpen;
        Invariant.Holds(tables.Ledger.TryGetBook(account.Book, out var book));
        var declared = product.Accounts[place];
        if (!tables.Registry.TryGetActor(parties[declared.Party], out var owner) || account.Party != owner.Token) return CaseOutcome.AccountNotOwned;
        if (book.Purpose != BookPurpose.Money || book.Unit != CaseTables.CurrencyOf(product).Code) return CaseOutcome.AccountOfOtherCurrency;
        return !declared.MayGoNegative && account.DebitLimit != UInt128.Zero ? CaseOutcome.AccountCouldGoNegative : CaseOutcome.Accepted;
    }

    private static CaseOutcome TakeFacts(ProductShape shape, OpenCase command, out ImmutableArray<FactGiven> facts, out int about)
    {
        var outcome = Givens.Facts(shape, command.Facts, place =>
            shape.Product.Facts[place].Kept is null && !shape.BelongsToRequests[place] ? CaseOutcome.Accepted : CaseOutcome.FactNotFound,
            out facts, out about);
        if (outcome != CaseOutcome.Accepted) return outcome;
        for (about = 0; about < shape.Product.Facts.Length; about++)
            if (shape.NeededAtOpening[about] && !Has(facts, about)) return CaseOutcome.FactMissing;
        about = -1;
        return CaseOutcome.Accepted;
    }

    private static bool Has(ImmutableArray<FactGiven> facts, int place)
    {
        foreach (var fact in facts)
            if (fact.Fact == place) return true;
        return false;
    }

    private static ulong[]? ChildParties(EnactedProduct enacted, ProductShape from, CaseRecord parent)
    {
        ulong[] parties = [.. enacted.Parties];
        for (var place = 0; place < parties.Length; place++)
        {
            if (parties[place] != 0) continue;
            if (!from.Parties.TryGetValue(enacted.Product.Parties[place].Name, out var source)) return null;
            parties[place] = parent.Parties[source];
        }

        return parties.Distinct().Count() == parties.Length ? parties : null;
    }

    private ulong[]? ChildAccounts(EnactedProduct enacted, ProductShape shape, ProductShape from, CaseRecord parent)
    {
        ulong[] accounts = [.. enacted.Accounts];
        foreach (var (name, place) in shape.Accounts.OrderBy(pair => pair.Value))
        {
            if (accounts[place] != 0) continue;
            if (!from.Accounts.TryGetValue(name, out var source)) return null;
            accounts[place] = parent.Accounts[source];
            if (!tables.Ledger.TryGetAccount(accounts[place], out var account) || account.IsClosed) return null;
        }

        return accounts;
    }
}
