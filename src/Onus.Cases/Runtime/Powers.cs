using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Runtime;

/// <summary>Whether an actor may do something in a case, as the party or under the authority that they name.</summary>
internal sealed class Powers(CaseTables tables)
{
    /// <summary>Whether the actor is, or acts under, this party or authority.</summary>
    public bool Is(CaseRecord record, Who who, ulong actor, string name)
    {
        var product = record.View.Product;
        return who.IsParty
            ? product.Parties[who.Index].Name == name && record.Parties[who.Index] == actor
            : product.Authorities[who.Index].Name == name && Holds(product, who.Index, actor);
    }

    /// <summary>Whether the actor is, or acts under, one of these.</summary>
    public bool IsOneOf(CaseRecord record, IEnumerable<Who> whos, ulong actor, string name)
    {
        foreach (var who in whos)
            if (Is(record, who, actor, name)) return true;
        return false;
    }

    /// <summary>Who the actor decides a step as.</summary>
    /// <param name="record">The case.</param>
    /// <param name="step">The step, by its place.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="name">The party or authority that they name.</param>
    /// <param name="decider">The decider, as the entry names them.</param>
    public CaseOutcome Decides(CaseRecord record, int step, ulong actor, string name, out ActDecider decider)
    {
        decider = ActDecider.Nobody;
        var product = record.View.Product;
        if (product.Steps[step].Decider.By is not { } by) return CaseOutcome.NotForPeople;
        if (product.Steps[step].Decider.RecordedBy is { } recorder)
        {
            if (!Is(record, recorder, actor, name)) return CaseOutcome.NotAuthorized;
            decider = new ActDecider(
                actor, recorder.IsParty ? null : recorder.Index, recorder.IsParty ? recorder.Index : null, by.IsParty ? null : by.Index, []);
            return MayDecideFor(record, actor, recorder.IsParty ? recorder.Index : product.Authorities[recorder.Index].Of);
        }

        if (by.IsParty)
        {
            decider = new ActDecider(actor, null, by.Index, null, []);
            return Is(record, by, actor, name) ? CaseOutcome.Accepted : CaseOutcome.NotAuthorized;
        }

        var authority = product.Authorities[by.Index];
        var under = authority.Members.IsEmpty ? Named(product, [by.Index], name) : Named(product, authority.Members, name);
        if (under < 0 || !Holds(product, under, actor)) return CaseOutcome.NotAuthorized;
        decider = new ActDecider(actor, under, null, null, []);
        return MayDecideFor(record, actor, product.Authorities[under].Of);
    }

    /// <summary>Whether enough different people approve, the actor included; all grants are checked again.</summary>
    public CaseOutcome Quorate(CaseRecord record, int step, ref ActDecider decider)
    {
        var product = record.View.Product;
        if (product.Steps[step].Decider.By is not { IsParty: false } by || decider.Authority is not { } own) return CaseOutcome.Accepted;
        if (product.Authorities[by.Index].Members.IsEmpty || decider.RecordedFor is not null) return CaseOutcome.Accepted;
        var approvals = new List<(ulong, int)> { (decider.Actor, own) };
        var entries = new List<ulong>();
        foreach (var open in record.Approvals)
        {
            if (open.Step != step || open.Actor == decider.Actor) continue;
            if (!Holds(product, open.Authority, open.Actor)) continue;
            if (MayDecideFor(record, open.Actor, product.Authorities[open.Authority].Of) != CaseOutcome.Accepted) continue;
            approvals.Add((open.Actor, open.Authority));
            entries.Add(open.Entry);
        }

        decider = decider with { Approvals = [.. entries] };
        return Quorum.IsMet(product, by.Index, approvals.ToArray()) ? CaseOutcome.Accepted : CaseOutcome.QuorumNotMet;
    }

    /// <summary>A person bound as a party, or who filed a party's evidence, never decides for another party.</summary>
    private static CaseOutcome MayDecideFor(CaseRecord record, ulong actor, int party)
    {
        for (var other = 0; other < record.Parties.Length; other++)
            if (other != party && record.Parties[other] == actor) return CaseOutcome.ConflictOfInterest;
        foreach (var filer in record.Filers)
            if (filer.Actor == actor && filer.Party != party) return CaseOutcome.ConflictOfInterest;
        return CaseOutcome.Accepted;
    }

    private bool Holds(Product product, int authority, ulong actor) =>
        tables.Has(CaseFault.ForgetWhatWasRevoked) || tables.Registry.Holds(actor, product.Name, product.Authorities[authority].Name);

    private static int Named(Product product, IReadOnlyList<int> authorities, string name)
    {
        foreach (var authority in authorities)
            if (product.Authorities[authority].Name == name) return authority;
        return -1;
    }
}
