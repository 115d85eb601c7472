using Onus.Language.Compiled;

namespace Onus.Testing.Cases;

/// <summary>Who may do what in a case.</summary>
internal sealed class PlainPower(PlainHistory history)
{
    /// <summary>Whether an actor is the party, or holds the authority or one that counts for it, under the one named.</summary>
    public bool Has(PlainProduct product, IReadOnlyList<ulong> parties, Who who, ulong actor, int? under)
    {
        if (who.IsParty) return under is null && parties[who.Index] == actor;
        var authority = product.Text.Authorities[who.Index];
        var accepted = authority.Members.IsEmpty ? [who.Index] : authority.Members;
        return under is { } named && accepted.Contains(named)
            && history.Holds(actor, product.Text.Name, product.Text.Authorities[named].Name);
    }

    /// <summary>Whether an actor is another party of the case, or filed another party's evidence.</summary>
    public bool Conflicts(ulong of, Who decider, ulong actor)
    {
        var opened = history.Opening(of)!;
        var party = opened.Product.PartyOf(decider);
        return opened.Parties.Where((a, i) => a == actor && i != party).Any()
            || history.Of<PlainEvidence>(of).Any(e => e.Actor == actor
                && opened.Product.PartyOf(opened.Product.Text.Evidence[e.Kind].From) != party);
    }

    /// <summary>Whether enough different people with different authorities stand behind a step.</summary>
    public bool QuorumMet(ulong of, int step, Who decider, ulong actor, int under)
    {
        var product = history.Opening(of)!.Product;
        var authority = product.Text.Authorities[decider.Index];
        var votes = history.Approvals(of, step)
            .Where(a => authority.Members.Contains(a.Authority) && history.Holds(a.Actor, product.Text.Name, product.Text.Authorities[a.Authority].Name))
            .Where(a => !Conflicts(of, decider, a.Actor))
            .Select(a => (a.Actor, a.Authority)).Append((Actor: actor, Authority: under)).Distinct().ToList();
        var distinct = authority.Members.Distinct().Count() >= authority.Quorum;
        return Picks(votes, authority.Quorum).Any(pick => pick.Contains((actor, under))
            && pick.Select(v => v.Actor).Distinct().Count() == pick.Count
            && (!distinct || pick.Select(v => v.Authority).Distinct().Count() == pick.Count));
    }

    // Every way to pick so many of the votes: few people stand behind one step.
    private static IEnumerable<List<(ulong Actor, int Authority)>> Picks(List<(ulong Actor, int Authority)> votes, int count)
    {
        if (count == 0) return [[]];
        return votes.SelectMany((vote, i) => Picks(votes[(i + 1)..], count - 1).Select(rest => rest.Prepend(vote).ToList()));
    }
}
