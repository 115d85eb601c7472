using Onus.Cases.Acts;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>A case under another version of its product: what is equal by name is carried over, and liability and funds are
/// equal on both sides. Pure; the case book asks.</summary>
/// <param name="Outcome">Accepted, or what does not balance.</param>
/// <param name="About">The party, account or fact that it is about; -1 for nothing.</param>
/// <param name="After">The case afterwards, without its clocks; null where it cannot go on so.</param>
internal sealed record MigrationLaw(CharterOutcome Outcome, long About, CaseView? After)
{
    /// <summary>The case under the new version.</summary>
    /// <param name="before">The open case.</param>
    /// <param name="to">The version that it goes on under.</param>
    /// <param name="act">Where it goes, and what moves for it.</param>
    public static MigrationLaw Plan(CaseView before, Product to, MigrateCase act)
    {
        var from = before.Product;
        if (to.Name != from.Name || to.Version == from.Version || !SameStake(from, to)) return Refused(CharterOutcome.NotAnotherVersion);
        if (act.State < 0 || act.State >= to.States.Length || to.States[act.State].Final) return Refused(CharterOutcome.StateNotOpen);
        if (act.Parties.Length != to.Parties.Length || act.Accounts.Length != to.Accounts.Length) return Refused(CharterOutcome.OutOfShape);

        var after = new CaseView(to, before.Stake) { State = act.State, Sequence = before.Sequence };
        return CarryFacts(before, after, act)
            ?? CheckBound(from, to, act)
            ?? CarryLiability(before, after, act)
            ?? CarryFunds(before, after, act)
            ?? CarryHistory(before, after);
    }

    private static MigrationLaw Refused(CharterOutcome outcome, long about = -1) => new(outcome, about, null);

    private static bool SameStake(Product from, Product to)
    {
        if (from.Stake is not { } old || to.Stake is not { } now) return from.Stake == to.Stake;
        return from.Facts[old].Name == to.Facts[now].Name && from.Facts[old].Currency == to.Facts[now].Currency;
    }

    /// <summary>Facts of equal name and kind are carried over; one that the old version does not have may be given.</summary>
    private static MigrationLaw? CarryFacts(CaseView before, CaseView after, MigrateCase act)
    {
        for (var i = 0; i < after.Facts.Length; i++)
        {
            var fact = after.Product.Facts[i];
            if (fact.Kept is not null || Like(before.Product, fact) is not { } old || before.Facts[old] is not { } value) continue;
            if (!fact.Range.Contains(value)) return Refused(CharterOutcome.FactsDiffer, i);
            after.Facts[i] = value;
        }

        foreach (var given in act.Facts)
        {
            if (given.Fact < 0 || given.Fact >= after.Facts.Length) return Refused(CharterOutcome.FactsDiffer, given.Fact);
            var fact = after.Product.Facts[given.Fact];
            if (fact.Kept is not null || Like(before.Product, fact) is not null || after.Facts[given.Fact] is not null
                || !fact.Range.Contains(given.Value) || fact.Personal != given.Commitment is not null)
                return Refused(CharterOutcome.FactsDiffer, given.Fact);
            after.Facts[given.Fact] = given.Value;
        }

        return null;
    }

    /// <summary>Who and what has a counterpart stays bound as it is; the rest is named.</summary>
    private static MigrationLaw? CheckBound(Product from, Product to, MigrateCase act)
    {
        for (var i = 0; i < to.Parties.Length; i++)
            if ((PartyOf(from, to.Parties[i].Name) >= 0) == (act.Parties[i] != 0)) return Refused(CharterOutcome.PartyMisbound, i);
        for (var i = 0; i < to.Accounts.Length; i++)
            if ((AccountOf(from, to, i) >= 0) == (act.Accounts[i] != 0)) return Refused(CharterOutcome.AccountMisbound, i);
        return null;
    }

    private static MigrationLaw? CarryLiability(CaseView before, CaseView after, MigrateCase act)
    {
        UInt128 carried = 0, whole = 0;
        for (var i = 0; i < after.Liability.Length; i++)
        {
            if (PartyOf(before.Product, after.Product.Parties[i].Name) is var old && old < 0) continue;
            after.Liability[i] = before.Liability[old];
            carried += before.Liability[old];
        }

        // A party that the new version does not have cannot leave its liability behind.
        foreach (var amount in before.Liability) whole += amount;
        if (carried != whole) return Refused(CharterOutcome.LiabilityUnbalanced);
        foreach (var move in act.Moves)
        {
            if (!IsParty(after, move.From) || !IsParty(after, move.To) || move.From == move.To || move.Amount == 0
                || after.Liability[move.From] < move.Amount)
                return Refused(CharterOutcome.LiabilityUnbalanced, move.From);
            after.Liability[move.From] -= move.Amount;
            after.Liability[move.To] += move.Amount;
        }

        return after.Product.Stake is null ? null : CompareLiability(after);
    }

    private static MigrationLaw? CompareLiability(CaseView after)
    {
        var split = new ShareSplit(after.Stake);
        var declared = new UInt128[after.Liability.Length];
        foreach (var line in after.Product.States[after.State].Liable)
        {
            // An award that nobody has set yet declares nothing that could be compared.
            if (split.Next(line.Share!.Value, after.Facts) is not { } amount) return null;
            declared[line.Party] += amount;
        }

        for (var i = 0; i < declared.Length; i++)
            if (declared[i] != after.Liability[i]) return Refused(CharterOutcome.LiabilityUnbalanced, i);
        return null;
    }

    private static MigrationLaw? CarryFunds(CaseView before, CaseView after, MigrateCase act)
    {
        var (from, to) = (before.Product, after.Product);
        for (var i = 0; i < after.Held.Length; i++)
            if (to.Accounts[i].EndsEmpty && AccountOf(from, to, i) is var old && old >= 0) after.Held[i] = before.Held[old];
        for (var i = 0; i < before.Held.Length; i++)
            if (before.Held[i] != 0 && !(AccountOf(to, from, i) is var now && now >= 0 && to.Accounts[now].EndsEmpty))
                return Refused(CharterOutcome.FundsUnbalanced);
        if (!FundsLaw.Move(to, after.Held, act.Legs.AsSpan(), out var bad)) return Refused(CharterOutcome.FundsUnbalanced, bad);

        var wanted = new Int128[after.Held.Length];
        var split = new ShareSplit(after.Stake);
        foreach (var line in to.Funds[to.States[after.State].Funds].Lines)
        {
            if (split.Next(line.Share, after.Facts) is not { } amount) return null;
            wanted[line.Account] += line.Short ? -(Int128)amount : (Int128)amount;
        }

        for (var i = 0; i < wanted.Length; i++)
            if (to.Accounts[i].EndsEmpty && wanted[i] != after.Held[i]) return Refused(CharterOutcome.FundsUnbalanced, i);
        return null;
    }

    /// <summary>How often steps fired, what evidence is there, and the time spent under each legal meaning go on counting.</summary>
    private static MigrationLaw CarryHistory(CaseView before, CaseView after)
    {
        var (from, to) = (before.Product, after.Product);
        for (var i = 0; i < to.Steps.Length; i++)
        {
            if (Place(from.Steps.AsSpan(), to.Steps[i].Name, s => s.Name) is not (>= 0 and var old)) continue;
            (after.Fired[i], after.LastFired[i]) = (before.Fired[old], before.LastFired[old]);
        }

        for (var i = 0; i < to.Evidence.Length; i++)
            if (Place(from.Evidence.AsSpan(), to.Evidence[i].Name, e => e.Name) is >= 0 and var old)
                after.EvidenceFiled[i] = before.EvidenceFiled[old];
        for (var i = 0; i < to.Legals.Length; i++)
            if (Place(from.Legals.AsSpan(), to.Legals[i].Name, l => l.Name) is >= 0 and var old)
                after.LegalSpent[i] = before.LegalSpent[old];
        return new MigrationLaw(CharterOutcome.Accepted, -1, after);
    }

    private static int? Like(Product product, Fact fact)
    {
        var place = Place(product.Facts.AsSpan(), fact.Name, f => f.Name);
        if (place < 0) return null;
        var other = product.Facts[place];
        return other.Kind == fact.Kind && other.Currency == fact.Currency && other.Values.AsSpan().SequenceEqual(fact.Values.AsSpan())
            && other.Personal == fact.Personal && (!fact.Personal || other.Partition.AsSpan().SequenceEqual(fact.Partition.AsSpan()))
                ? place
                : null;
    }

    private static bool IsParty(CaseView view, int party) => party >= 0 && party < view.Liability.Length;

    internal static int PartyOf(Product product, string name) => Place(product.Parties.AsSpan(), name, p => p.Name);

    /// <summary>The account in one version that has the party and the name of an account in another.</summary>
    internal static int AccountOf(Product product, Product other, int account)
    {
        var (party, name) = (other.Parties[other.Accounts[account].Party].Name, other.Accounts[account].Name);
        for (var i = 0; i < product.Accounts.Length; i++)
            if (product.Accounts[i].Name == name && product.Parties[product.Accounts[i].Party].Name == party) return i;
        return -1;
    }

    private static int Place<T>(ReadOnlySpan<T> items, string name, Func<T, string> nameOf)
    {
        for (var i = 0; i < items.Length; i++)
            if (nameOf(items[i]) == name) return i;
        return -1;
    }
}
