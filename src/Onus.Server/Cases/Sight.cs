using Onus.Cases;
using Onus.Language.Compiled;

namespace Onus.Server.Cases;

/// <summary>What one caller may be shown of cases: from their grants in the log and the parties they are, narrowed by what the
/// credential is for.</summary>
/// <remarks>
/// A case is seen by its parties, by whoever holds an authority of its product, and by auditors and administrators. A confidential
/// act is seen by those whom it names and by auditors. Personal values and evidence are seen by those who gave them and by the desks
/// that decide or own a step of the product, never by auditors (DESIGN, "The parties who look").
/// </remarks>
internal sealed class Sight
{
    private readonly HashSet<(string Product, string Authority)> _grants;

    private Sight(Caller caller, IEnumerable<Grant> grants) =>
        (Caller, _grants) = (caller, [.. grants.Select(grant => (grant.Product, grant.Authority))]);

    /// <summary>Who looks.</summary>
    public Caller Caller { get; }

    /// <summary>Whether every case is seen.</summary>
    public bool SeesAll => Caller.Has(Scopes.Auditor) || Caller.Has(Scopes.Admin);

    /// <summary>What the caller of a request may see, as the log has it now.</summary>
    public static async Task<Sight> OfAsync(HttpContext http, Node node)
    {
        var caller = Caller.Of(http);
        var grants = await node.ReadAsync((cases, _) => cases.Registry.GrantsOf(caller.Actor).ToArray()).ConfigureAwait(false);
        return new Sight(caller, grants);
    }

    /// <summary>Whether the caller holds an authority.</summary>
    public bool Holds(string product, string authority) => _grants.Contains((product, authority));

    /// <summary>Whether the caller is a party, or holds an authority; of a quorum, any of its seats.</summary>
    public bool Is(Product product, Who who, IReadOnlyList<ulong> parties)
    {
        if (who.IsParty) return who.Index < parties.Count && Caller.Actor != 0 && parties[who.Index] == Caller.Actor;
        var authority = product.Authorities[who.Index];
        return Holds(product.Name, authority.Name) || authority.Members.Any(member => Holds(product.Name, product.Authorities[member].Name));
    }

    /// <summary>Whether the caller may see a case at all.</summary>
    public bool MaySee(Product product, IReadOnlyList<ulong> parties) =>
        SeesAll || (Caller.Actor != 0 && parties.Contains(Caller.Actor)) || product.Authorities.Any(a => Holds(product.Name, a.Name));

    /// <summary>Whether the caller may see a case at all.</summary>
    public bool MaySee(CaseLine line) => MaySee(line.Product.Product, line.Parties);

    /// <summary>Whether the caller is named by a confidential step, or reads as an auditor.</summary>
    public bool IsNamed(Secrecy secrecy, IReadOnlyList<ulong> parties) =>
        Caller.Has(Scopes.Auditor)
        || secrecy.Named.Any(who => Is(secrecy.Product, who, parties))
        || secrecy.Regulators.Any(regulator => IsRegulator(secrecy.Product.Name, regulator));

    /// <summary>Whether the caller speaks for a regulator of a product.</summary>
    public bool IsRegulator(string product, string regulator) =>
        Caller.IsRegulator(regulator) || Holds(product, RegulatorDesk.AuthorityOf(regulator));

    /// <summary>Whether by what a case came where it is may be shown.</summary>
    public bool SeesWhy(CaseLine line) => line.Secrecy is null || IsNamed(line.Secrecy, line.Parties);

    /// <summary>Whether the caller may see the plain value of a personal fact.</summary>
    public bool SeesPersonal(Product product, Fact fact, IReadOnlyList<ulong> parties) =>
        fact.From is { } from && Is(product, from, parties)
        || fact.From is null && product.States[product.Start].OpenedBy.Any(who => Is(product, who, parties))
        || IsDesk(product, parties);

    /// <summary>Whether the caller may read the bytes of a kind of evidence.</summary>
    public bool SeesEvidence(Product product, Evidence kind, IReadOnlyList<ulong> parties) =>
        Is(product, kind.From, parties) || IsDesk(product, parties);

    /// <summary>Whether it is the caller's turn in a state: they own it, or may decide a step of it that is no appeal.</summary>
    public bool HasTurn(Product product, int state, IReadOnlyList<ulong> parties)
    {
        if (product.States[state].Owner is { } owner && Is(product, owner, parties)) return true;
        foreach (var step in product.Steps)
        {
            if (step.Kind == StepKind.Appeal || !step.From.Contains(state)) continue;
            if ((step.Decider.RecordedBy ?? step.Decider.By) is { } by && Is(product, by, parties)) return true;
        }

        return false;
    }

    /// <summary>Whether the caller holds an authority that decides, records or reviews a step, or owns a state, and is not bound
    /// as a party on another side.</summary>
    private bool IsDesk(Product product, IReadOnlyList<ulong> parties)
    {
        if (Caller.Actor == 0) return false;
        var whos = product.Steps.SelectMany(step => (Who?[])[step.Decider.By, step.Decider.RecordedBy, step.ReviewedBy?.By])
            .Concat(product.States.Select(state => state.Owner));
        return whos.Any(who => who is { IsParty: false } authority && Is(product, authority, parties)
            && !IsOtherParty(product.Authorities[authority.Index].Of, parties));
    }

    private bool IsOtherParty(int own, IReadOnlyList<ulong> parties)
    {
        for (var party = 0; party < parties.Count; party++)
            if (party != own && parties[party] == Caller.Actor) return true;
        return false;
    }
}
