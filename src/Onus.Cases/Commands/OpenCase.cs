using System.Collections.Immutable;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Opens a case of the version of a product that is in effect.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Product">The product's name.</param>
/// <param name="As">The party or authority that the actor opens it as.</param>
/// <param name="Parties">The parties that opening binds: neither ours nor those bound at enactment.</param>
/// <param name="Accounts">The accounts of those parties and of independent ones.</param>
/// <param name="Facts">The facts; those that may come later, the runtime's own, and those of requests may be missing.</param>
/// <param name="Evidence">Evidence that the actor files with it.</param>
public sealed record OpenCase(
    CommandHead Head,
    string Product,
    string As,
    ImmutableArray<PartyInput> Parties,
    ImmutableArray<AccountInput> Accounts,
    ImmutableArray<FactInput> Facts,
    ImmutableArray<EvidenceInput> Evidence) : CaseCommand(Head)
{
    internal override CaseOutcome Check()
    {
        if (!IsName(Product) || !IsName(As)) return CaseOutcome.NameOutOfRange;
        if (Parties.Length > MostItems || Accounts.Length > MostItems) return CaseOutcome.TooMany;
        foreach (var party in Parties)
            if (!IsName(party.Party)) return CaseOutcome.NameOutOfRange;
        foreach (var account in Accounts)
            if (!IsName(account.Account)) return CaseOutcome.NameOutOfRange;
        if (AreTwice(Parties, p => p.Party) || AreTwice(Accounts, a => a.Account)) return CaseOutcome.GivenTwice;
        return CheckItems(Facts, Evidence);
    }
}
