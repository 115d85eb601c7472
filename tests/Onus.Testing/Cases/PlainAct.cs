using System.Numerics;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Testing.Cases;

/// <summary>One act: the step asked for, then every rule step that it enables; all of it or nothing.</summary>
internal sealed class PlainAct(PlainHistory history, ulong of, ulong entry, LogTime now)
{
    private readonly PlainCaps _caps = new(history);
    private readonly List<BigInteger> _levels = LevelsOf(history, of, now);

    /// <summary>Fires a step, or what stands in for it where a cap or a shortage stops it.</summary>
    /// <returns>Accepted, or why a person is refused.</returns>
    public CaseOutcome Fire(int step, FiringCause cause, IReadOnlyList<Int128?> facts)
    {
        var isPersons = cause is FiringCause.Asked or FiringCause.Granted;
        for (var tries = 0; tries < 10; tries++)
        {
            var text = Product.Steps[step];
            var known = isPersons ? facts : [.. facts.Select(f => f ?? 0)];
            if (MovesOf(text, known) is not { } moves || LegsOf(text, facts) is not { } legs) return CaseOutcome.FactUnknown;
            var isForced = cause is FiringCause.Cap or FiringCause.Unfunded;
            if (!isForced && _caps.Stops(of, step, party => Gain(moves, party), now) is { } cap)
            {
                if (isPersons || text.Kind == StepKind.Request || Product.Caps[cap].Instead is not { } instead) return CaseOutcome.CapReached;
                Add(new PlainStop(entry, now, of, cap, step));
                (step, cause) = (instead, FiringCause.Cap);
            }
            else if (!IsFunded(legs))
            {
                if (isPersons || text.IfUnfunded is not { } instead) return CaseOutcome.Unfunded;
                (step, cause) = (instead, FiringCause.Unfunded);
            }
            else
            {
                Apply(step, cause, facts, moves, legs);
                return CaseOutcome.Accepted;
            }
        }

        throw new InvalidOperationException("steps that stand in for each other go in a circle");
    }

    /// <summary>The liability of the starting state comes into being; an opening fills caps, and never stops at one.</summary>
    public void Opened()
    {
        if (Product.Stake is null) return;
        var liable = Product.States[Product.Start].Liable;
        var amounts = PlainShares.Amounts(liable.Select(l => l.Share!.Value), Stake, history.Facts(of, now))!;
        for (var i = 0; i < liable.Length; i++)
            if (!amounts[i].IsZero) Add(new PlainMove(entry, now, of, -1, liable[i].Party, amounts[i]));
    }

    /// <summary>Fires rule steps until none is enabled, and warns of the caps that the whole act filled up.</summary>
    public void Finish()
    {
        RunRules();
        foreach (var firing in history.Of<PlainFiring>(of).Where(f => f.Entry == entry).ToList())
            if (Product.Steps[firing.Step].Opens is { } name) Add(new PlainOpening(entry, now, of, name));
        for (var i = 0; i < Product.Caps.Length; i++)
        {
            var level = _caps.Level(of, i, now);
            foreach (var clause in PlainCaps.Crossed(Product.Caps[i], Product.Caps[i].Warns.Select(w => w.Percent), _levels[i], level))
                Add(new PlainWarning(entry, now, of, i, clause));
            foreach (var clause in PlainCaps.Crossed(Product.Caps[i], Product.Caps[i].Opens.Select(o => o.Percent), _levels[i], level))
                Add(new PlainOpening(entry, now, of, Product.Caps[i].Opens[clause].Product));
        }
    }

    private void RunRules()
    {
        for (var fired = 0; fired < 1_000; fired++)
        {
            if (history.IsFinal(of)) return;
            var facts = history.Facts(of, now);
            var enabled = EnabledRules(facts, s => Product.Steps[s].When);
            CompareShadows(facts, enabled);
            if (enabled is not { } step) return;
            var outcome = Fire(step, FiringCause.Rule, facts);
            if (outcome != CaseOutcome.Accepted) throw new InvalidOperationException($"a rule step is refused: {outcome}");
        }

        throw new InvalidOperationException("rules go in a circle");
    }

    /// <summary>Whether the money is there for a step's postings.</summary>
    public bool CanPay(int step, IReadOnlyList<Int128?> facts) => LegsOf(Product.Steps[step], facts) is { } legs && IsFunded(legs);

    private Product Product => history.Text(of);

    private BigInteger Stake => history.Opening(of)!.Stake;

    private int? EnabledRules(IReadOnlyList<Int128?> facts, Func<int, Condition> guard)
    {
        var state = history.State(of);
        var enabled = Enumerable.Range(0, Product.Steps.Length).Where(i => Product.Steps[i].Kind != StepKind.Request
            && Product.Steps[i].Decider.ByRule && Product.Steps[i].From.Contains(state)
            && PlainGuard.Holds(guard(i), facts) == true
            && history.HasEvidence(of, i)
            && (Product.Steps[i].AtMost is not { } most || history.Fired(of, i) < most)).ToList();
        return enabled.Count == 0 ? null : enabled[0];
    }

    private void CompareShadows(IReadOnlyList<Int128?> facts, int? live)
    {
        for (var i = 0; i < Product.Shadows.Length; i++)
        {
            var shadow = Product.Shadows[i];
            if (shadow.Until is { } until && history.Opening(of)!.Product.Calendar.Zone.DateAt(now) > until) continue;
            var instead = EnabledRules(facts, s => shadow.Instead.FirstOrDefault(r => r.Step == s)?.When ?? Product.Steps[s].When);
            if (instead != live) Add(new PlainDifference(entry, now, of, i, history.State(of), live ?? -1, instead ?? -1));
        }
    }

    private void Apply(
        int step, FiringCause cause, IReadOnlyList<Int128?> facts, List<PlainMove> moves, List<PlainLeg> legs)
    {
        var text = Product.Steps[step];
        var from = history.State(of);
        Add(new PlainFiring(entry, now, of, step, cause, from, text.To ?? from, facts));
        moves.ForEach(Add);
        legs.ForEach(Add);
        AddDuties(step);
        if (text.To is null) return;
        foreach (var moot in history.Questions(of).Where(q => !Product.Steps[q.Step].From.Contains(text.To.Value)).ToList())
            Add(new PlainAnswered(entry, now, of, moot.Entry, CaseOutcome.RequestMoot));
        CheckLiability();
    }

    // What the state says about liability is what the moves add up to: the checker promised it.
    private void CheckLiability()
    {
        if (Product.Stake is null) return;
        var state = Product.States[history.State(of)];
        var facts = history.Facts(of, now);
        var shares = state.Final ? [] : PlainShares.Amounts(state.Liable.Select(l => l.Share!.Value), Stake, facts);
        if (shares is null) return;
        for (var p = 0; p < Product.Parties.Length; p++)
        {
            var said = shares.Where((_, i) => state.Liable[i].Party == p).Aggregate(BigInteger.Zero, BigInteger.Add);
            if (said != history.Liability(of, p))
                throw new InvalidOperationException($"{Product.Parties[p].Name} owes {history.Liability(of, p)} in {state.Name}, which says {said}");
        }
    }

    private void AddDuties(int step)
    {
        var text = Product.Steps[step];
        var calendar = history.Opening(of)!.Product.Calendar;
        LogTime By(Onus.Language.Quantity? within) => within is { } q ? calendar.Due(now, q.ToTerm()) : now;
        for (var i = 0; i < text.Tells.Length; i++) Add(new PlainDuty(entry, now, of, DutyKind.Notice, step, i, By(text.Tells[i].Within)));
        for (var i = 0; i < text.Reports.Length; i++) Add(new PlainDuty(entry, now, of, DutyKind.Report, step, i, By(text.Reports[i].Within)));
        if (text.ReviewedBy is { } review) Add(new PlainDuty(entry, now, of, DutyKind.Review, step, 0, By(review.Within)));
    }

    private List<PlainMove>? MovesOf(Step step, IReadOnlyList<Int128?> facts)
    {
        var moves = new List<PlainMove>();
        if (Product.Stake is null) return moves;
        foreach (var list in step.Shifts)
        {
            if (PlainShares.Amounts(list.Select(m => m.Share), Stake, facts) is not { } amounts) return null;
            moves.AddRange(list.Select((m, i) => new PlainMove(entry, now, of, m.From, m.To, amounts[i])));
        }

        foreach (var ends in new[] { step.Discharges, step.Leaves })
        {
            if (PlainShares.Amounts(ends.Select(e => e.Share!.Value), Stake, facts) is not { } amounts) return null;
            moves.AddRange(ends.Select((e, i) => new PlainMove(entry, now, of, e.Party, -1, amounts[i])));
        }

        moves.RemoveAll(m => m.Amount.IsZero);
        return moves;
    }

    private List<PlainLeg>? LegsOf(Step step, IReadOnlyList<Int128?> facts)
    {
        var legs = new List<PlainLeg>();
        foreach (var list in step.Posts)
        {
            if (PlainShares.Amounts(list.Select(p => p.Share), Stake, facts) is not { } amounts) return null;
            legs.AddRange(list.Select((p, i) => new PlainLeg(
                entry, now, of, p.From, p.To, history.Account(of, p.From), history.Account(of, p.To), amounts[i])));
        }

        legs.RemoveAll(l => l.Amount.IsZero);
        return legs;
    }

    private static List<BigInteger> LevelsOf(PlainHistory history, ulong of, LogTime now) =>
        [.. history.Text(of).Caps.Select((_, i) => new PlainCaps(history).Level(of, i, now))];

    private static BigInteger Gain(List<PlainMove> moves, int party) => moves
        .Select(m => (m.To == party ? m.Amount : 0) - (m.From == party ? m.Amount : 0)).Aggregate(BigInteger.Zero, BigInteger.Add);

    private bool IsFunded(List<PlainLeg> legs)
    {
        for (var i = 0; i < Product.Accounts.Length; i++)
        {
            var account = history.Account(of, i);
            var net = Sum(legs, l => l.Credit == account) - Sum(legs, l => l.Debit == account);
            if (net < 0 && !Product.Accounts[i].MayGoNegative && history.Balance(account) + net < 0) return false;
            var own = Sum(legs, l => l.To == i) - Sum(legs, l => l.From == i);
            if (own < 0 && Product.Accounts[i].EndsEmpty && !Product.Accounts[i].MayGoNegative && history.BalanceIn(of, i) + own < 0) return false;
        }

        return true;
    }

    private static BigInteger Sum(List<PlainLeg> legs, Func<PlainLeg, bool> which) =>
        legs.Where(which).Aggregate(BigInteger.Zero, (sum, l) => sum + l.Amount);

    private void Add(PlainEvent happened) => history.Add(happened);
}
