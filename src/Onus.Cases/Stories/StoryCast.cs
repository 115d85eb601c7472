using System.Collections.Immutable;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Stories;

/// <summary>Who plays whom in a story, and what they bring.</summary>
internal sealed class StoryCast(Product product, StoryStage stage)
{
    /// <summary>The name of a party or an authority.</summary>
    public string NameOf(Who who) => who.IsParty ? product.Parties[who.Index].Name : product.Authorities[Single(who.Index)].Name;

    /// <summary>A person of an authority, or the actor of a party.</summary>
    public ulong Person(Who who, int place) =>
        who.IsParty ? Party(who.Index) : stage.Persons[(product.Name, product.Authorities[Single(who.Index)].Name)][place];

    public ulong Party(int party) => stage.Party(product.Parties[party]);

    public string AccountName(int place) => product.Accounts[place].Name;

    /// <summary>The parties and accounts that opening binds.</summary>
    public (ImmutableArray<PartyInput> Parties, ImmutableArray<AccountInput> Accounts) Bindings()
    {
        var parties = product.Parties.Where(p => p.Kind is not (PartyKind.Us or PartyKind.Independent))
            .Select(p => new PartyInput(p.Name, stage.Party(p))).ToImmutableArray();
        var accounts = product.Accounts.Select((account, place) => (account, place))
            .Where(x => product.Parties[x.account.Party].Kind != PartyKind.Us)
            .Select(x => new AccountInput(AccountName(x.place), stage.Account(product, x.place))).ToImmutableArray();
        return (parties, accounts);
    }

    /// <summary>Who takes a step: whom the line names, or whoever may.</summary>
    public (ulong Actor, string Name) Decider(Step step, Who? by)
    {
        var may = step.Decider.RecordedBy ?? step.Decider.By!.Value;
        if (by is { } named && named != step.Decider.By) may = named;
        if (!may.IsParty && !product.Authorities[may.Index].Members.IsEmpty)
        {
            var first = product.Authorities[may.Index].Members[0];
            return (stage.Persons[(product.Name, product.Authorities[first].Name)][0], product.Authorities[first].Name);
        }

        return (Person(may, 0), NameOf(may));
    }

    /// <summary>Whether the whole quorum acts, and not one of its members alone.</summary>
    public bool IsWholeQuorum(Step step, Who? by) =>
        step.Decider.By is { IsParty: false } decider && !product.Authorities[decider.Index].Members.IsEmpty && (by is null || by == decider);

    /// <summary>The other persons of a quorum, each under a seat of their own as far as there are seats.</summary>
    public IEnumerable<(ulong Actor, string Name)> OtherSeats(Step step)
    {
        if (step.Decider.By is not { IsParty: false } by) yield break;
        var authority = product.Authorities[by.Index];
        for (var i = 1; i < authority.Quorum && !authority.Members.IsEmpty; i++)
        {
            var member = product.Authorities[authority.Members[i % authority.Members.Length]];
            yield return (stage.Persons[(product.Name, member.Name)][i / authority.Members.Length], member.Name);
        }
    }

    /// <summary>A fact as the story gives it; null where it does not.</summary>
    public FactInput? Input(int place, Dictionary<int, Int128> given)
    {
        if (Value(place, given) is not { } value) return null;
        var fact = product.Facts[place];
        if (!fact.Personal) return new FactInput(fact.Name, value);
        var cell = fact.Partition.LastOrDefault(low => low <= value, fact.Range.Low);
        return new FactInput(fact.Name, cell, Commitment.ToFact(default, value));
    }

    /// <summary>The value of a fact: as given; a token for an identifier that the story does not name.</summary>
    public Int128? Value(int place, Dictionary<int, Int128> given)
    {
        if (given.TryGetValue(place, out var value)) return value;
        return product.Facts[place].Kind == FactKind.Identifier ? 1_000 + place : null;
    }

    private int Single(int authority) => product.Authorities[authority].Members.IsEmpty ? authority : product.Authorities[authority].Members[0];
}
