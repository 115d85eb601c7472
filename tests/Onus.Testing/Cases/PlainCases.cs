using System.Numerics;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Testing.Cases;

/// <summary>What running products must do, written down slowly and obviously from the language's description alone.</summary>
/// <remarks>It keeps the list of what happened and nothing else. The caller says the entry and the time of every command,
/// and lets what is due lapse first (<see cref="Clocks"/>).</remarks>
public sealed class PlainCases
{
    private readonly List<PlainProduct> _products = [];
    private readonly PlainPower _power;
    private List<CaseOutcome> _reasons = [];

    /// <summary>Nothing has happened yet.</summary>
    public PlainCases()
    {
        Clocks = new PlainClocks(History);
        _power = new PlainPower(History);
    }

    /// <summary>Whether cases open cases of other products; not where only one product is known, as in a story.</summary>
    public bool OpensOthers { get; init; } = true;

    /// <summary>Everything that happened.</summary>
    public PlainHistory History { get; } = new();

    /// <summary>What falls due.</summary>
    public PlainClocks Clocks { get; }

    /// <summary>A version of a product is in force.</summary>
    public void Enact(PlainProduct product) => _products.Add(product);

    /// <summary>An actor gets or loses an authority.</summary>
    public void Grant(ulong entry, LogTime at, ulong actor, string product, string authority, bool held) =>
        History.Add(new PlainGrant(entry, at, actor, product, authority, held));

    /// <summary>Money moves outside of cases.</summary>
    public void Post(ulong entry, LogTime at, ulong debit, ulong credit, BigInteger amount) =>
        History.Add(new PlainLeg(entry, at, 0, -1, -1, debit, credit, amount));

    /// <summary>A kept fact had a value before the story began.</summary>
    public void Remember(ulong entry, LogTime at, string product, string fact, Int128 value) =>
        History.Add(new PlainPrior(entry, at, product, fact, value));

    /// <summary>Nobody was there since that instant.</summary>
    public void Resume(ulong entry, LogTime at, LogTime from) => History.Add(new PlainOutage(entry, at, from));

    /// <summary>Opens a case.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="at">Its time.</param>
    /// <param name="actor">Who opens.</param>
    /// <param name="under">The authority that the actor acts under, by name; null for a party.</param>
    /// <param name="name">The product.</param>
    /// <param name="parties">The actors of the parties that opening binds, by name.</param>
    /// <param name="accounts">The ledger accounts that opening binds, as <c>party/name</c>.</param>
    /// <param name="facts">The facts, by name.</param>
    public PlainAnswer Open(
        ulong entry, LogTime at, ulong actor, string? under, string name, IReadOnlyDictionary<string, ulong> parties,
        IReadOnlyDictionary<string, ulong> accounts, IReadOnlyDictionary<string, Int128> facts)
    {
        var mark = Begin();
        if (InForce(name, at) is not { } product) return Refuse(mark, CaseOutcome.ProductNotInEffect);
        var text = product.Text;
        List<ulong> actors = [.. text.Parties.Select((p, i) => product.Parties[i] != 0 ? product.Parties[i] : parties.GetValueOrDefault(p.Name))];
        List<ulong> ledger = [.. text.Accounts.Select((a, i) =>
            product.Accounts[i] != 0 ? product.Accounts[i] : accounts.GetValueOrDefault(a.Name))];
        If(actors.Contains(0), CaseOutcome.PartyMissing);
        If(actors.Where(a => a != 0).GroupBy(a => a).Any(g => g.Count() > 1), CaseOutcome.PartyTwice);
        If(ledger.Contains(0), CaseOutcome.AccountMissing);
        var authority = Authority(text, under);
        If(!text.States[text.Start].OpenedBy.Any(w => _power.Has(product, actors, w, actor, authority)), CaseOutcome.NotAuthorized);
        for (var i = 0; i < text.Facts.Length; i++)
        {
            var given = facts.TryGetValue(text.Facts[i].Name, out var value);
            var elsewhere = text.Facts[i].Kept is not null || product.BelongsToRequests(i);
            If(given && elsewhere, CaseOutcome.FactNotFound);
            If(!given && !elsewhere && !text.Facts[i].Later, CaseOutcome.FactMissing);
            If(given && !elsewhere && !InRange(text.Facts[i], value), CaseOutcome.FactOutOfRange);
        }

        If(facts.Keys.Any(f => !text.Facts.Any(x => x.Name == f)), CaseOutcome.FactNotFound);
        if (_reasons.Count > 0) return Refuse(mark);
        Begin(entry, at, new PlainBinding(product, actors, ledger, facts));
        return Done(mark);
    }

    /// <summary>Opens the case that another one opens.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="at">Its time.</param>
    /// <param name="parent">The case that opens it.</param>
    /// <param name="name">The product.</param>
    public PlainAnswer OpenFrom(ulong entry, LogTime at, ulong parent, string name)
    {
        var mark = Begin();
        if (PlainBinding.Of(History, parent, InForce(name, at), at) is not { } binding)
            throw new InvalidOperationException($"a case of {name} cannot be bound");
        Begin(entry, at, binding);
        return Done(mark);
    }

    /// <summary>Takes a step or appeals.</summary>
    public PlainAnswer Take(ulong entry, LogTime at, ulong of, int step, ulong actor, string? under, ulong head)
    {
        var mark = Begin();
        if (!Asks(of, step, head, isRequest: false, out var product, out var text)) return Refuse(mark);
        var who = text.Kind == StepKind.Appeal ? text.By : text.Decider.RecordedBy ?? text.Decider.By;
        If(!text.From.Contains(History.State(of)), CaseOutcome.NotInThisState);
        if (who is not { } decider) return Refuse(mark, CaseOutcome.NotForPeople);
        CheckPower(of, product, decider, text.Decider.RecordedBy is null ? decider : text.Decider.By!.Value, actor, under);
        var facts = CheckStep(of, step, at, new Dictionary<int, Int128>());
        if (IsQuorum(product, decider) && Authority(product.Text, under) is { } named)
            If(!_power.QuorumMet(of, step, decider, actor, named), CaseOutcome.QuorumNotMet);
        var act = new PlainAct(History, of, entry, at);
        if (_reasons.Count > 0) return Refuse(mark);
        var outcome = act.Fire(step, FiringCause.Asked, facts);
        If(outcome != CaseOutcome.Accepted, outcome);
        if (_reasons.Count > 0) return Refuse(mark);
        act.Finish();
        return Done(mark);
    }

    /// <summary>Approves a step that needs several people.</summary>
    public PlainAnswer Approve(ulong entry, LogTime at, ulong of, int step, ulong actor, string? under, ulong head)
    {
        var mark = Begin();
        if (!Asks(of, step, head, History.Opening(of)?.Product.Text.Steps[step].Kind == StepKind.Request, out var product, out var text)) return Refuse(mark);
        If(!text.From.Contains(History.State(of)), CaseOutcome.NotInThisState);
        if (text.Decider.By is not { } decider || !IsQuorum(product, decider)) return Refuse(mark, CaseOutcome.NotForPeople);
        CheckPower(of, product, decider, decider, actor, under);
        If(History.Approvals(of, step).Any(a => a.Actor == actor), CaseOutcome.ApprovalTwice);
        if (_reasons.Count > 0) return Refuse(mark);
        History.Add(new PlainApproved(entry, at, of, step, Authority(product.Text, under)!.Value, actor, head));
        return Done(mark);
    }

    /// <summary>Takes an approval back.</summary>
    public PlainAnswer Withdraw(ulong entry, LogTime at, ulong of, ulong approval, ulong actor)
    {
        var mark = Begin();
        var found = History.Of<PlainApproved>(of).SingleOrDefault(a => a.Entry == approval);
        If(found is null || found.Actor != actor || !History.Approvals(of, found.Step).Contains(found), CaseOutcome.ApprovalNotOpen);
        if (_reasons.Count > 0) return Refuse(mark);
        History.Add(new PlainWithdrawn(entry, at, of, approval));
        return Done(mark);
    }

    /// <summary>Gives a fact that is given later.</summary>
    public PlainAnswer Give(ulong entry, LogTime at, ulong of, int fact, Int128 value, ulong actor, string? under)
    {
        var mark = Begin();
        if (!IsOpen(of)) return Refuse(mark);
        var opened = History.Opening(of)!;
        var text = opened.Product.Text.Facts[fact];
        If(text.Kept is not null || opened.Product.BelongsToRequests(fact), CaseOutcome.FactNotFound);
        var state = opened.Product.Text.States[History.State(of)];
        var rests = state.Liable.Any(l => l.Share?.FactIndex == fact)
            || opened.Product.Text.Funds[state.Funds].Lines.Any(l => l.Share.FactIndex == fact);
        If(text.Kept is null && (!text.Later || rests), CaseOutcome.FactIsFixed);
        var asserts = text.From is { } from ? [from] : opened.Product.Text.States[opened.Product.Text.Start].OpenedBy;
        If(!asserts.Any(w => _power.Has(opened.Product, opened.Parties, w, actor, Authority(opened.Product.Text, under))), CaseOutcome.NotAuthorized);
        If(!InRange(text, value), CaseOutcome.FactOutOfRange);
        if (_reasons.Count > 0) return Refuse(mark);
        var act = new PlainAct(History, of, entry, at);
        History.Add(new PlainFact(entry, at, of, fact, value));
        act.Finish();
        return Done(mark);
    }

    /// <summary>Files evidence.</summary>
    public PlainAnswer File(ulong entry, LogTime at, ulong of, int kind, ulong actor, string? under)
    {
        var mark = Begin();
        if (!IsOpen(of)) return Refuse(mark);
        var opened = History.Opening(of)!;
        If(!_power.Has(opened.Product, opened.Parties, opened.Product.Text.Evidence[kind].From, actor, Authority(opened.Product.Text, under)),
            CaseOutcome.EvidenceNotYours);
        if (_reasons.Count > 0) return Refuse(mark);
        History.Add(new PlainEvidence(entry, at, of, kind, actor));
        new PlainAct(History, of, entry, at).Finish();
        return Done(mark);
    }

    /// <summary>Asks a question.</summary>
    public PlainAnswer Ask(
        ulong entry, LogTime at, ulong of, int step, IReadOnlyDictionary<int, Int128> given, ulong actor, string? under)
    {
        var mark = Begin();
        if (!Asks(of, step, null, isRequest: true, out var product, out var text)) return Refuse(mark);
        If(!text.From.Contains(History.State(of)), CaseOutcome.NotInThisState);
        If(!_power.Has(product, History.Opening(of)!.Parties, text.By!.Value, actor, Authority(product.Text, under)), CaseOutcome.NotAuthorized);
        If(History.Questions(of).Any(q => q.Step == step), CaseOutcome.RequestOpen);
        for (var i = 0; i < product.Text.Facts.Length; i++)
        {
            var mine = product.BelongsToRequests(i) && PlainProduct.Reads(text, i);
            If(mine && !given.ContainsKey(i), CaseOutcome.FactMissing);
            If(!mine && given.ContainsKey(i), CaseOutcome.FactNotFound);
            If(mine && given.TryGetValue(i, out var value) && !InRange(product.Text.Facts[i], value), CaseOutcome.FactOutOfRange);
        }

        var facts = CheckStep(of, step, at, given);
        If(_reasons.All(r => r == CaseOutcome.RequestOpen) && text.IfUnfunded is null && !new PlainAct(History, of, entry, at).CanPay(step, facts), CaseOutcome.Unfunded);
        if (_reasons.Count > 0) return Refuse(mark);
        History.Add(new PlainAsked(entry, at, of, step, given, product.Calendar.Due(at, text.Answer!.Within.ToTerm())));
        return Done(mark);
    }

    /// <summary>Answers a question: grants it or refuses it.</summary>
    public PlainAnswer Answer(ulong entry, LogTime at, ulong of, ulong request, bool grant, ulong actor, string? under, ulong head)
    {
        var mark = Begin();
        if (!IsOpen(of)) return Refuse(mark);
        if (History.Questions(of).SingleOrDefault(q => q.Entry == request) is not { } question) return Refuse(mark, CaseOutcome.RequestNotOpen);
        var product = History.Opening(of)!.Product;
        If(History.Head(of) != head, CaseOutcome.StaleHead);
        if (product.Text.Steps[question.Step].Decider.By is not { } decider) return Refuse(mark, CaseOutcome.NotForPeople);
        CheckPower(of, product, decider, decider, actor, under);
        if (IsQuorum(product, decider) && Authority(product.Text, under) is { } named)
            If(!_power.QuorumMet(of, question.Step, decider, actor, named), CaseOutcome.QuorumNotMet);
        if (_reasons.Count > 0) return Refuse(mark);
        var act = new PlainAct(History, of, entry, at);
        if (grant) TryGrant(entry, at, question, FiringCause.Granted, act);
        else History.Add(new PlainAnswered(entry, at, of, request, CaseOutcome.RequestRefused));
        return FinishAfterStep(mark, act);
    }

    /// <summary>Lets one thing that is due lapse.</summary>
    public PlainAnswer Lapse(ulong entry, LogTime at, PlainDue due)
    {
        var mark = Begin();
        var act = new PlainAct(History, due.Case, entry, at);
        if (due.Cause == FiringCause.Silence) FallSilent(entry, at, due, act);
        else MustFire(act, due.Step, due.Cause, due.Case, at);
        return FinishAfterStep(mark, act);
    }

    private PlainProduct? InForce(string name, LogTime at) =>
        _products.Where(p => p.Text.Name == name && p.InEffect <= at).OrderBy(p => p.Text.Version).LastOrDefault();

    private void Begin(ulong entry, LogTime at, PlainBinding binding)
    {
        var text = binding.Product.Text;
        var stake = text.Stake is { } s ? (BigInteger)binding.Facts[text.Facts[s].Name] : 0;
        History.Add(new PlainOpened(entry, at, binding.Product, stake, binding.Parties, binding.Accounts));
        for (var i = 0; i < text.Facts.Length; i++)
            if (binding.Facts.TryGetValue(text.Facts[i].Name, out var value)) History.Add(new PlainFact(entry, at, entry, i, value));
        var act = new PlainAct(History, entry, entry, at);
        act.Opened();
        act.Finish();
    }

    private void FallSilent(ulong entry, LogTime at, PlainDue due, PlainAct act)
    {
        var question = History.Questions(due.Case).Single(q => q.Entry == due.Request);
        var answer = History.Text(due.Case).Steps[due.Step].Answer!;
        if (answer.Silence == Silence.Granted)
        {
            TryGrant(entry, at, question, FiringCause.Silence, act);
            return;
        }

        // A step that silence takes is the answer.
        var outcome = answer.Silence == Silence.Step ? CaseOutcome.Accepted : CaseOutcome.RequestRefused;
        History.Add(new PlainAnswered(entry, at, due.Case, due.Request, outcome));
        if (answer.Silence == Silence.Step) MustFire(act, answer.Step!.Value, FiringCause.Silence, due.Case, at);
    }

    private void MustFire(PlainAct act, int step, FiringCause cause, ulong of, LogTime at)
    {
        var outcome = act.Fire(step, cause, History.Facts(of, at));
        if (outcome != CaseOutcome.Accepted) throw new InvalidOperationException($"a clock's step is refused: {outcome}");
    }

    private void TryGrant(ulong entry, LogTime at, PlainAsked question, FiringCause cause, PlainAct act)
    {
        var facts = CheckStep(question.Case, question.Step, at, question.Facts);
        var branch = cause == FiringCause.Silence ? History.Text(question.Case).Steps[question.Step].IfUnfunded : null;
        if (_reasons.Count == 0 && branch is { } step && !act.CanPay(question.Step, facts))
        {
            // Silence that cannot pay takes its branch; the question itself was not granted.
            History.Add(new PlainAnswered(entry, at, question.Case, question.Entry, CaseOutcome.Unfunded));
            MustFire(act, step, FiringCause.Unfunded, question.Case, at);
            return;
        }

        var outcome = _reasons.Count == 0 ? act.Fire(question.Step, cause, facts) : CaseOutcome.Accepted;
        If(outcome != CaseOutcome.Accepted, outcome);
        History.Add(new PlainAnswered(
            entry, at, question.Case, question.Entry, _reasons.Count == 0 ? CaseOutcome.Accepted : _reasons.Min()));
        _reasons = [];
    }

    private void CheckPower(ulong of, PlainProduct product, Who holds, Who decides, ulong actor, string? under)
    {
        If(!_power.Has(product, History.Opening(of)!.Parties, holds, actor, Authority(product.Text, under)), CaseOutcome.NotAuthorized);
        If(_power.Conflicts(of, decides, actor), CaseOutcome.ConflictOfInterest);
    }

    private IReadOnlyList<Int128?> CheckStep(ulong of, int step, LogTime at, IReadOnlyDictionary<int, Int128> given)
    {
        var text = History.Text(of).Steps[step];
        var facts = History.Facts(of, at, given);
        If(text.AtMost is { } most && History.Fired(of, step) >= most, CaseOutcome.TooOften);
        If(!History.HasEvidence(of, step), CaseOutcome.EvidenceMissing);
        var holds = PlainGuard.Holds(text.When, facts);
        If(holds is null, CaseOutcome.FactUnknown);
        If(holds == false, CaseOutcome.ConditionNotMet);
        return facts;
    }

    private bool Asks(ulong of, int step, ulong? head, bool isRequest, out PlainProduct product, out Step text)
    {
        (product, text) = (null!, null!);
        if (!IsOpen(of)) return false;
        product = History.Opening(of)!.Product;
        If(step >= product.Text.Steps.Length || (product.Text.Steps[step].Kind == StepKind.Request) != isRequest, CaseOutcome.StepNotFound);
        if (_reasons.Count > 0) return false;
        text = product.Text.Steps[step];
        If(head is { } seen && History.Head(of) != seen, CaseOutcome.StaleHead);
        return true;
    }

    private bool IsOpen(ulong of)
    {
        var found = History.Opening(of) is not null;
        If(!found, CaseOutcome.CaseNotFound);
        If(found && History.IsFinal(of), CaseOutcome.CaseClosed);
        return _reasons.Count == 0;
    }

    private static bool IsQuorum(PlainProduct product, Who who) =>
        !who.IsParty && !product.Text.Authorities[who.Index].Members.IsEmpty;

    private static int? Authority(Product text, string? name) =>
        name is null ? null : text.Authorities.ToList().FindIndex(a => a.Name == name) is var i && i >= 0 ? i : -1;

    private static bool InRange(Fact fact, Int128 value) => value >= fact.Range.Low && value <= fact.Range.High
        && (!fact.Personal || fact.Partition.Contains(value));

    private int Begin()
    {
        _reasons = [];
        return History.Events.Count;
    }

    private void If(bool refused, CaseOutcome reason)
    {
        if (refused) _reasons.Add(reason);
    }

    private PlainAnswer Refuse(int mark, CaseOutcome? reason = null)
    {
        if (reason is { } one) _reasons.Add(one);
        History.ForgetFrom(mark);
        return new PlainAnswer(_reasons, []);
    }

    // A question that is refused gives no rule anything new to decide on.
    private PlainAnswer FinishAfterStep(int mark, PlainAct act)
    {
        if (History.Events.Skip(mark).Any(e => e is PlainFiring)) act.Finish();
        return Done(mark);
    }

    private PlainAnswer Done(int mark)
    {
        // What an act opens it opens with itself, or does not happen.
        foreach (var opening in History.Events.Skip(mark).OfType<PlainOpening>())
            if (OpensOthers && PlainBinding.Of(History, opening.Case, InForce(opening.Product, opening.At), opening.At) is null) return Refuse(mark, CaseOutcome.CannotOpen);
        return new PlainAnswer([], [.. History.Events.Skip(mark)]);
    }
}
