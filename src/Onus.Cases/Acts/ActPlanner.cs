using System.Collections.Immutable;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Acts;

/// <summary>Decides one act: the step asked for (or lapsed), then every rule step that it enables, until none is.</summary>
/// <remarks>Pure: it reads the case and the world and yields a plan; whole or not at all. What is given as a draft becomes the
/// case after the act, and is worth nothing where the plan is refused; any other view stays as it is. LANGUAGE, "Acts", "Money that is not there" and "Caps" are the law here.</remarks>
internal sealed class ActPlanner
{
    // The compiler refuses circles of rules (ONUS0411), so no honest act comes near this.
    private const int MostFirings = 1_000;

    private readonly CaseView _case;
    private readonly UInt128[] _before;
    private readonly IActWorld _world;
    private readonly LogTime _now;
    private readonly Product _product;
    private readonly List<Firing> _firings = [];
    private readonly List<ActLeg> _legs = [];
    private readonly List<LiabilityMove> _moves = [];
    private readonly List<CapStop> _stops = [];
    private readonly List<ShadowVerdict> _shadows = [];
    private readonly FactReader _facts;

    private ActPlanner(CaseView view, IActWorld world, LogTime now)
    {
        (_case, _world, _now, _product) = (view, world, now, view.Product);
        _before = _product.Caps.IsEmpty ? [] : [.. view.Liability];
        _facts = new FactReader(_case, world, now, _firings);
    }

    /// <summary>Opens a case: puts the stake on whom the starting state names, starts its clock, runs the rules.</summary>
    public static ActPlan Open(CaseView draft, IActWorld world, LogTime now)
    {
        var planner = new ActPlanner(draft, world, now);
        planner.PlaceStake();
        planner.Enter(planner._case.State);
        return planner.RunRules();
    }

    /// <summary>Something material other than a step happened (a fact, evidence): runs the rules that it enables.</summary>
    public static ActPlan Settle(CaseView draft, IActWorld world, LogTime now) => new ActPlanner(draft, world, now).RunRules();

    /// <summary>A person takes a step, or a party appeals.</summary>
    public static ActPlan Take(CaseView before, IActWorld world, LogTime now, int step) =>
        Ask(before.Copy(), world, now, step, FiringCause.Asked);

    /// <summary>A person takes a step in a case that is a draft already, with the evidence that comes with the step.</summary>
    public static ActPlan TakeIn(CaseView draft, IActWorld world, LogTime now, int step) =>
        Ask(draft, world, now, step, FiringCause.Asked);

    /// <summary>A request is granted, by a person or by silence.</summary>
    public static ActPlan Grant(CaseView before, IActWorld world, LogTime now, int step, bool bySilence) =>
        Ask(before.Copy(), world, now, step, bySilence ? FiringCause.Silence : FiringCause.Granted);

    /// <summary>The clock that is due takes its step.</summary>
    public static ActPlan Lapse(CaseView before, IActWorld world, LogTime now)
    {
        Invariant.Holds(before.Due is not null);
        return Force(before, world, now, before.Due.GetValueOrDefault().Step, before.LawIsFirst ? FiringCause.Law : FiringCause.Clock);
    }

    /// <summary>A clock takes a step: it has neither guard nor needs (ONUS0404) and says what happens when it is unfunded
    /// (ONUS0705).</summary>
    public static ActPlan Force(CaseView before, IActWorld world, LogTime now, int step, FiringCause cause)
    {
        var planner = new ActPlanner(before.Copy(), world, now);
        return planner.Fire(step, cause) is { } stopped ? planner.Refused(stopped.Code, stopped.About) : planner.RunRules();
    }

    private static ActPlan Ask(CaseView draft, IActWorld world, LogTime now, int step, FiringCause cause)
    {
        var planner = new ActPlanner(draft, world, now);
        if (planner.WhyNot(step) is { } refused) return planner.Refused(refused.Code, refused.About);
        return planner.Fire(step, cause) is { } stopped ? planner.Refused(stopped.Code, stopped.About) : planner.RunRules();
    }

    /// <summary>Why a person could not take the step now, as far as state, evidence and facts tell; null where they could.</summary>
    public static (CaseOutcome Code, int About)? WhyNot(CaseView view, IActWorld world, LogTime now, int step) =>
        new ActPlanner(view, world, now).WhyNot(step);

    private (CaseOutcome Code, int About)? WhyNot(int step)
    {
        var s = _product.Steps[step];
        if (_case.IsFinal) return (CaseOutcome.CaseClosed, -1);
        if (!s.From.Contains(_case.State)) return (CaseOutcome.NotInThisState, _case.State);
        if (!_case.HasFiringsLeft(step)) return (CaseOutcome.TooOften, step);
        if (!_case.HasWhatItNeeds(step)) return (CaseOutcome.EvidenceMissing, FirstMissing(step));
        return s.When.Evaluate(_facts) switch
        {
            true => null,
            false => (CaseOutcome.ConditionNotMet, step),
            null => (CaseOutcome.FactUnknown, step),
        };
    }

    private int FirstMissing(int step)
    {
        var since = _product.Steps[step].AtMost is null ? 0 : _case.LastFired[step];
        foreach (var kind in _product.Steps[step].Needs)
            if (_case.EvidenceFiled[kind] <= since) return kind;
        return -1;
    }

    private void PlaceStake()
    {
        if (_product.Stake is null) return;
        var split = new ShareSplit(_case.Stake);
        foreach (var line in _product.States[_case.State].Liable)
        {
            var amount = split.Next(line.Share!.Value, _case.Facts) ?? 0;
            _case.Liability[line.Party] += amount;
            if (amount > 0) _moves.Add(new LiabilityMove(-1, line.Party, amount));
        }
    }

    private ActPlan RunRules()
    {
        while (!_case.IsFinal && NextRule() is { } step)
        {
            Invariant.Holds(_firings.Count < MostFirings);
            if (Fire(step, FiringCause.Rule) is { } stopped) return Refused(stopped.Code, stopped.About);
        }

        LiabilityLaw.Check(_case);
        return new ActPlan
        {
            Outcome = CaseOutcome.Accepted,
            After = _case,
            Firings = [.. _firings],
            Legs = [.. _legs],
            Moves = [.. _moves],
            Stops = [.. _stops],
            Shadows = [.. _shadows],
            Used = _facts.Used,
        };
    }

    private int? NextRule()
    {
        var live = RuleChoice.First(_case, _facts, null);
        for (var i = 0; i < _product.Shadows.Length; i++)
        {
            if (!RuleChoice.Watches(_product.Shadows[i], _case)) continue;
            var instead = RuleChoice.First(_case, _facts, _product.Shadows[i]);
            if (instead != live) _shadows.Add(new ShadowVerdict(i, _case.State, live, instead));
        }

        return live < 0 ? null : live;
    }

    /// <summary>Fires a step whole; where it cannot, the step that takes its place.</summary>
    /// <returns>Why nothing fired, or null.</returns>
    private (CaseOutcome Code, int About)? Fire(int step, FiringCause cause)
    {
        var s = _product.Steps[step];
        var forced = cause is FiringCause.Unfunded or FiringCause.Cap;
        var byItself = cause is FiringCause.Rule or FiringCause.Clock or FiringCause.Law or FiringCause.Silence;
        if (!byItself && !forced && UnknownShare(s) is { } unset) return (CaseOutcome.FactUnknown, unset);
        if (!forced && CapThatStops(step) is { } cap)
        {
            if (byItself && _product.Caps[cap].Instead is { } instead)
            {
                _stops.Add(new CapStop(cap, step));
                return Fire(instead, FiringCause.Cap);
            }

            return (CaseOutcome.CapReached, cap);
        }

        var legs = _legs.Count;
        if (AddLegs(s) is { } unknown) return (CaseOutcome.FactUnknown, unknown);
        if (!Funded(legs))
        {
            _legs.RemoveRange(legs, _legs.Count - legs);
            if (byItself && s.IfUnfunded is { } bearer) return Fire(bearer, FiringCause.Unfunded);
            return (CaseOutcome.Unfunded, step);
        }

        Hold(legs);
        MoveLiability(s);
        _case.Fired[step]++;
        _case.LastFired[step] = ++_case.Sequence;
        _firings.Add(new Firing(step, cause, _case.State, s.To ?? _case.State));
        if (s.To is { } to) Enter(to);
        return null;
    }

    private int? CapThatStops(int step)
    {
        for (var i = 0; i < _product.Caps.Length; i++)
        {
            var cap = _product.Caps[i];
            if (!cap.Blocks.Contains(step)) continue;
            if (cap.Window is null ? RaisesAbove(cap, i, step) : _world.Used(i, _now) + WindowedStakes(cap) > cap.Limit.Amount) return i;
        }

        return null;
    }

    /// <summary>Whether a step of itself raises what the party owes, to more than the cap: as with any account, what comes in
    /// and goes out at once counts as its net, and what an opening put there alone stops nothing.</summary>
    private bool RaisesAbove(Cap cap, int place, int step)
    {
        var trial = (UInt128[])_case.Liability.Clone();
        var s = _product.Steps[step];
        LiabilityLaw.Shift(s, _case.Stake, _case.Facts, trial, null);
        LiabilityLaw.End(s.Discharges, _case.Stake, _case.Facts, trial, null);
        LiabilityLaw.End(s.Leaves, _case.Stake, _case.Facts, trial, null);
        if (trial[cap.On] <= _case.Liability[cap.On]) return false;
        return _world.Used(place, _now) - _before[cap.On] + trial[cap.On] > cap.Limit.Amount;
    }

    /// <summary>This case's stake, once for the step itself and once for each blocked step that already fired in this act.</summary>
    private UInt128 WindowedStakes(Cap cap)
    {
        var sum = _case.Stake;
        foreach (var firing in _firings)
            if (cap.Blocks.Contains(firing.Step)) sum += _case.Stake;
        return sum;
    }

    /// <summary>A fact that the liability of a step is reckoned from and that nobody has given; a person has to wait for it,
    /// and silence counts it as nothing.</summary>
    private int? UnknownShare(Step step)
    {
        foreach (var list in step.Shifts)
            foreach (var move in list)
                if (IsUnknown(move.Share)) return move.Share.FactIndex;
        foreach (var ends in (ImmutableArray<PartyShare>[])[step.Discharges, step.Leaves])
            foreach (var line in ends)
                if (line.Share is { } share && IsUnknown(share)) return share.FactIndex;
        return null;
    }

    private bool IsUnknown(Share share) => share.FactIndex >= 0 && _case.Facts[share.FactIndex] is null;

    private int? AddLegs(Step step)
    {
        foreach (var list in step.Posts)
        {
            var split = new ShareSplit(_case.Stake);
            foreach (var posting in list)
            {
                if (split.Next(posting.Share, _case.Facts) is not { } amount) return posting.Share.FactIndex;
                if (amount > 0) _legs.Add(new ActLeg(posting.From, posting.To, amount));
            }
        }

        return null;
    }

    /// <summary>Whether the case holds what it pays out of <c>ends empty</c> accounts, and the ledger takes the rest.</summary>
    private bool Funded(int firstNew)
    {
        if (_legs.Count == firstNew) return true;
        Span<Int128> held = _case.Held.Length <= 32 ? stackalloc Int128[_case.Held.Length] : new Int128[_case.Held.Length];
        _case.Held.CopyTo(held);
        for (var i = firstNew; i < _legs.Count; i++)
        {
            var leg = _legs[i];
            held[leg.From] -= (Int128)leg.Amount;
            held[leg.To] += (Int128)leg.Amount;
            var from = _product.Accounts[leg.From];
            if (from.EndsEmpty && !from.MayGoNegative && held[leg.From] < 0) return false;
        }

        return _world.Accepts(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_legs));
    }

    private void Hold(int firstNew)
    {
        for (var i = firstNew; i < _legs.Count; i++)
        {
            var leg = _legs[i];
            if (_product.Accounts[leg.From].EndsEmpty) _case.Held[leg.From] -= (Int128)leg.Amount;
            if (_product.Accounts[leg.To].EndsEmpty) _case.Held[leg.To] += (Int128)leg.Amount;
        }
    }

    private void MoveLiability(Step step)
    {
        if (_product.Stake is null) return;
        LiabilityLaw.Shift(step, _case.Stake, _case.Facts, _case.Liability, _moves);
        LiabilityLaw.End(step.Discharges, _case.Stake, _case.Facts, _case.Liability, _moves);
        LiabilityLaw.End(step.Leaves, _case.Stake, _case.Facts, _case.Liability, _moves);
    }

    private void Enter(int state)
    {
        StateClock.Leave(_case, _now);
        _case.State = state;
        _case.Entered = _now;
        StateClock.Start(_case, _world, _now);
    }

    private ActPlan Refused(CaseOutcome code, int about) => new() { Outcome = code, About = about, After = _case };
}
