using Onus.Cases.Acts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Tests;

public sealed class ActPlannerTests
{
    private static readonly LogTime Noon = LogTime.FromUnixSeconds(1_800_000_000);

    private readonly PlainWorld _world = new();

    [Fact]
    public void Opening_puts_the_stake_on_whom_the_starting_state_names_and_starts_its_clock()
    {
        var plan = Open(50_000);
        Assert.Equal(CaseOutcome.Accepted, plan.Outcome);
        Assert.Equal([new LiabilityMove(-1, 1, 50_000)], plan.Moves);
        Assert.Equal((UInt128)50_000, plan.After.Liability[1]);
        Assert.Equal(new DueStep(Noon.Plus(2 * 86_400 * LogTime.NanosecondsPerSecond), 0), plan.After.Due);
    }

    [Fact]
    public void A_person_may_not_take_a_step_whose_evidence_is_missing()
    {
        var plan = ActPlanner.Take(Open(50_000).After, _world, Noon, 0);
        Assert.Equal((CaseOutcome.EvidenceMissing, 0), (plan.Outcome, plan.About));
    }

    [Fact]
    public void A_person_may_not_take_a_step_whose_condition_is_not_met()
    {
        var view = WithBill(Open(200_000).After);
        Assert.Equal(CaseOutcome.ConditionNotMet, ActPlanner.Take(view, _world, Noon, 0).Outcome);
    }

    [Fact]
    public void A_step_that_pays_more_than_the_case_holds_is_unfunded_even_if_the_account_is_full()
    {
        var plan = ActPlanner.Take(WithBill(Open(50_000).After), _world, Noon, 0);
        Assert.Equal(CaseOutcome.Unfunded, plan.Outcome);
    }

    [Fact]
    public void A_cap_counts_what_a_step_adds_net_of_what_it_pays()
    {
        var small = Products.Small();
        var cap = new Cap
        {
            Name = "cap", Title = "Cap", On = 0, Per = null, Limit = new(Language.QuantityUnit.Money, 100), Window = null,
            Warns = [], Opens = [], Blocks = [0], Instead = null,
        };
        var step = small.Steps[0] with
        {
            Posts = [], Shifts = [[new Move(Share.All, 1, 0)]], Discharges = [new PartyShare(0, Share.All)],
        };
        var view = WithBill(Opened(small with { Caps = [cap], Steps = [step] }));
        Assert.Equal(CaseOutcome.Accepted, ActPlanner.Take(view, _world, Noon, 0).Outcome);
    }

    [Fact]
    public void A_person_waits_for_an_award_that_liability_is_reckoned_from()
    {
        var small = Products.Small();
        var award = small.Facts[0] with { Name = "award", Later = true };
        var shift = new Move(new Share(ShareKind.UpToFact, 0, 1), 1, 0);
        var step = small.Steps[0] with { Posts = [], Discharges = [], Shifts = [[shift]] };
        var view = WithBill(Opened(small with { Facts = [small.Facts[0], award], Steps = [step] }));
        var plan = ActPlanner.Take(view, _world, Noon, 0);
        Assert.Equal((CaseOutcome.FactUnknown, 1), (plan.Outcome, plan.About));
    }

    [Fact]
    public void A_funded_step_moves_money_and_liability_and_ends_the_case_in_one_act()
    {
        var view = WithBill(Open(50_000).After);
        view.Held[1] = 50_000;
        var plan = ActPlanner.Take(view, _world, Noon, 0);
        Assert.Equal(CaseOutcome.Accepted, plan.Outcome);
        Assert.Equal([new Firing(0, FiringCause.Asked, 0, 1)], plan.Firings);
        Assert.Equal([new ActLeg(1, 0, 50_000)], plan.Legs);
        Assert.Equal([new LiabilityMove(1, -1, 50_000)], plan.Moves);
        Assert.True(plan.After.IsFinal);
        Assert.Null(plan.After.Due);
        Assert.Equal(Int128.Zero, plan.After.Held[1]);
    }

    [Fact]
    public void A_refused_act_leaves_the_case_as_it_was()
    {
        var view = WithBill(Open(50_000).After);
        var (state, sequence) = (view.State, view.Sequence);
        Assert.NotEqual(CaseOutcome.Accepted, ActPlanner.Take(view, _world, Noon, 0).Outcome);
        Assert.Equal((state, sequence, 0), (view.State, view.Sequence, view.Fired[0]));
    }

    [Fact]
    public void A_case_that_has_ended_refuses_every_step()
    {
        var view = WithBill(Open(50_000).After);
        view.Held[1] = 50_000;
        var ended = ActPlanner.Take(view, _world, Noon, 0).After;
        Assert.Equal(CaseOutcome.CaseClosed, ActPlanner.Take(ended, _world, Noon, 0).Outcome);
    }

    [Fact]
    public void A_state_whose_parties_are_liable_for_other_than_the_stake_stops_the_node()
    {
        var view = Open(50_000).After;
        view.Liability[0] = 1;
        Assert.Throws<InvariantViolation>(() => ActPlanner.Settle(view, _world, Noon));
    }

    private ActPlan Open(uint amount)
    {
        var view = new CaseView(Products.Small(), amount);
        view.Facts[0] = amount;
        return ActPlanner.Open(view, _world, Noon);
    }

    private static CaseView WithBill(CaseView view)
    {
        var filed = view.Copy();
        filed.EvidenceFiled[0] = ++filed.Sequence;
        return filed;
    }

    private CaseView Opened(Product product)
    {
        var empty = new CaseView(product, 50_000);
        empty.Facts[0] = 50_000;
        return ActPlanner.Open(empty, _world, Noon).After;
    }
}
