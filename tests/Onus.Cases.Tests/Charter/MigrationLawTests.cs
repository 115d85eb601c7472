using Onus.Cases.Acts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Tests;

/// <summary>Liability and funds are equal on both sides of a migration, and a court order leaves nothing behind.</summary>
public sealed class MigrationLawTests
{
    private static readonly Product Old = Products.Small();

    // Payer and bank have changed places, a third party and a fact are new, and both share the liability.
    private static readonly Product New = Old with
    {
        Version = 4,
        Parties = [new Party("bank", "Bank", PartyKind.Us), new Party("insurer", "Insurer", PartyKind.Independent), new Party("payer", "Payer", PartyKind.Consumer)],
        Accounts = [new Account(0, "held", "Held", true, false), new Account(2, "wallet", "Wallet", false, false), new Account(1, "fund", "Fund", false, false)],
        Facts = [.. Old.Facts, Old.Facts[0] with { Name = "fee" }],
        Funds = [new FundsMeaning("held", "We hold it.", [new FundsLine(false, Share.All, 0)]), new FundsMeaning("gone", "Back.", [])],
        States = [Old.States[0] with { Liable = [new PartyShare(0, new Share(ShareKind.Percent, 40, -1)), new PartyShare(1, Share.Rest)] }, Old.States[1]],
    };

    private static readonly MigrateCase Act = new(
        77, 80, 90, 0, [0, 500, 0], [0, 0, 600], [new FactGiven(1, 5, null)], [], [new LiabilityMove(0, 1, 600)]);

    [Fact]
    public void What_is_equal_by_name_is_carried_over_wherever_it_stands()
    {
        var plan = MigrationLaw.Plan(Case(), New, Act);
        Assert.Equal(CharterOutcome.Accepted, plan.Outcome);
        var after = plan.After!;
        Assert.Equal([400, 600, 0], after.Liability);
        Assert.Equal([1000, 0, 0], after.Held);
        Assert.Equal([1000, 5], after.Facts);
        Assert.Equal((UInt128)1000, after.Stake);
        Assert.Equal([2], after.Fired);
        Assert.Equal([7ul], after.EvidenceFiled);
        Assert.Equal([99ul, 0ul], after.LegalSpent);
        Assert.Equal(9ul, after.Sequence);
    }

    [Fact]
    public void Another_product_another_stake_or_the_same_version_is_refused()
    {
        Assert.Equal(CharterOutcome.NotAnotherVersion, Outcome(New with { Name = "other" }, Act));
        Assert.Equal(CharterOutcome.NotAnotherVersion, Outcome(New with { Version = 3 }, Act));
        Assert.Equal(CharterOutcome.NotAnotherVersion, Outcome(New with { Stake = null }, Act));
        Assert.Equal(CharterOutcome.NotAnotherVersion, Outcome(New with { Stake = 1 }, Act));
    }

    [Fact]
    public void A_final_or_unknown_state_is_refused()
    {
        Assert.Equal(CharterOutcome.StateNotOpen, Outcome(New, Act with { State = 1 }));
        Assert.Equal(CharterOutcome.StateNotOpen, Outcome(New, Act with { State = 2 }));
        Assert.Equal(CharterOutcome.StateNotOpen, Outcome(New, Act with { State = -1 }));
    }

    [Fact]
    public void Facts_that_the_old_version_has_or_that_are_out_of_range_are_refused()
    {
        Assert.Equal(CharterOutcome.FactsDiffer, Outcome(New, Act with { Facts = [new FactGiven(0, 5, null)] }));
        Assert.Equal(CharterOutcome.FactsDiffer, Outcome(New, Act with { Facts = [new FactGiven(1, 0, null)] }));
        Assert.Equal(CharterOutcome.FactsDiffer, Outcome(New, Act with { Facts = [new FactGiven(1, 5, Hash256.EmptyRoot)] }));
        Assert.Equal(CharterOutcome.FactsDiffer, Outcome(New, Act with { Facts = [new FactGiven(1, 5, null), new FactGiven(1, 6, null)] }));
        Assert.Equal(CharterOutcome.FactsDiffer, Outcome(New, Act with { Facts = [new FactGiven(2, 5, null)] }));
        Assert.Equal(CharterOutcome.FactsDiffer, Outcome(New with { Facts = [Old.Facts[0] with { Range = new Interval(1, 999) }, New.Facts[1]] }, Act));
    }

    [Fact]
    public void Who_is_bound_already_is_not_bound_again_and_who_is_not_must_be()
    {
        Assert.Equal(CharterOutcome.OutOfShape, Outcome(New, Act with { Parties = [0, 500] }));
        Assert.Equal(CharterOutcome.PartyMisbound, Outcome(New, Act with { Parties = [0, 0, 0] }));
        Assert.Equal(CharterOutcome.PartyMisbound, Outcome(New, Act with { Parties = [5, 500, 0] }));
        Assert.Equal(CharterOutcome.AccountMisbound, Outcome(New, Act with { Accounts = [0, 0, 0] }));
        Assert.Equal(CharterOutcome.AccountMisbound, Outcome(New, Act with { Accounts = [0, 7, 600] }));
    }

    [Theory]
    [InlineData(599)]
    [InlineData(601)]
    [InlineData(1001)]
    [InlineData(0)]
    public void Liability_that_is_not_what_the_new_state_declares_is_refused(int moved) =>
        Assert.Equal(CharterOutcome.LiabilityUnbalanced, Outcome(New, Act with { Moves = [new LiabilityMove(0, 1, (UInt128)moved)] }));

    [Fact]
    public void Liability_neither_appears_nor_ends_in_a_migration()
    {
        Assert.Equal(CharterOutcome.LiabilityUnbalanced, Outcome(New, Act with { Moves = [new LiabilityMove(-1, 1, 600)] }));
        Assert.Equal(CharterOutcome.LiabilityUnbalanced, Outcome(New, Act with { Moves = [new LiabilityMove(0, -1, 600)] }));

        // The party that is liable has no counterpart: what it bears cannot be left behind.
        var renamed = New with { Parties = [New.Parties[0] with { Name = "lender" }, New.Parties[1], New.Parties[2]] };
        Assert.Equal(CharterOutcome.LiabilityUnbalanced, Outcome(renamed, Act with { Parties = [400, 500, 0], Accounts = [700, 0, 600], Moves = [] }));
    }

    [Fact]
    public void Funds_that_are_not_what_the_new_state_says_are_refused()
    {
        var elsewhere = New with { Funds = [new FundsMeaning("held", "Nothing.", []), New.Funds[1]] };
        Assert.Equal(CharterOutcome.FundsUnbalanced, Outcome(elsewhere, Act));
        Assert.Equal(CharterOutcome.Accepted, Outcome(elsewhere, Act with { Legs = [new ActLeg(0, 1, 1000)] }));
        Assert.Equal(CharterOutcome.FundsUnbalanced, Outcome(elsewhere, Act with { Legs = [new ActLeg(0, 1, 999)] }));
        Assert.Equal(CharterOutcome.FundsUnbalanced, Outcome(elsewhere, Act with { Legs = [new ActLeg(0, 3, 1000)] }));
        Assert.Equal(CharterOutcome.FundsUnbalanced, Outcome(New, Act with { Legs = [new ActLeg(1, 1, 5)] }));

        // The account that holds the money does not keep a balance for each case any more.
        var untracked = New with { Accounts = [New.Accounts[0] with { EndsEmpty = false }, New.Accounts[1], New.Accounts[2]] };
        Assert.Equal(CharterOutcome.FundsUnbalanced, Outcome(untracked, Act));
    }

    [Fact]
    public void A_court_order_that_ends_all_liability_and_empties_every_account_is_accepted() =>
        Assert.Equal((CharterOutcome.Accepted, -1), Order([new ActLeg(1, 0, 1000)], [new LiabilityMove(1, 0, 300), new LiabilityMove(0, -1, 300), new LiabilityMove(1, -1, 700)]));

    [Fact]
    public void A_court_order_that_leaves_somebody_liable_or_money_behind_is_refused()
    {
        LiabilityMove[] all = [new LiabilityMove(1, -1, 1000)];
        ActLeg[] back = [new ActLeg(1, 0, 1000)];
        Assert.Equal((CharterOutcome.LiabilityUnbalanced, 1), Order(back, [new LiabilityMove(1, -1, 999)]));
        Assert.Equal((CharterOutcome.LiabilityUnbalanced, 0), Order(back, [new LiabilityMove(1, 0, 1000)]));
        Assert.Equal((CharterOutcome.LiabilityUnbalanced, 1), Order(back, [new LiabilityMove(1, -1, 1001)]));
        Assert.Equal((CharterOutcome.LiabilityUnbalanced, 0), Order(back, [.. all, new LiabilityMove(0, 1, 1)]));
        Assert.Equal((CharterOutcome.LiabilityUnbalanced, -1), Order(back, [.. all, new LiabilityMove(-1, -1, 1)]));
        Assert.Equal((CharterOutcome.FundsUnbalanced, 1), Order([], all));
        Assert.Equal((CharterOutcome.FundsUnbalanced, 1), Order([new ActLeg(1, 0, 1001)], all));
        Assert.Equal((CharterOutcome.FundsUnbalanced, 9), Order([new ActLeg(9, 0, 1)], all));
        Assert.Equal((CharterOutcome.FundsUnbalanced, 1), Order([new ActLeg(1, 1, 1)], all));
    }

    private static CaseView Case()
    {
        var view = new CaseView(Old, 1000) { Sequence = 9 };
        view.Facts[0] = 1000;
        view.Liability[1] = 1000;
        view.Held[1] = 1000;
        (view.Fired[0], view.LastFired[0], view.EvidenceFiled[0], view.LegalSpent[0]) = (2, 3, 7, 99);
        return view;
    }

    private static CharterOutcome Outcome(Product to, MigrateCase act) => MigrationLaw.Plan(Case(), to, act).Outcome;

    private static (CharterOutcome, long) Order(ActLeg[] legs, LiabilityMove[] moves)
    {
        var outcome = CourtOrderLaw.Check(Case(), new CourtOrder(77, 80, Hash256.EmptyRoot, [.. legs], [.. moves]), out var about);
        return (outcome, about);
    }
}
