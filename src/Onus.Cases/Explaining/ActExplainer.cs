using System.Collections.Immutable;
using Onus.Cases.Acts;
using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Explaining;

/// <summary>Explains an act over the state before it.</summary>
internal sealed class ActExplainer(LogFold fold, ActEntry act)
{
    private readonly ProductWords _words = new(fold.Tables.Products.Get(act.Product).Product);
    private readonly CaseRecord _record = act.Opening is { } opening ? Opened(fold, act, opening) : Known(fold, act.Case);

    private Product Product => _words.Product;

    public Explanation Explain()
    {
        var view = ViewWithWhatCame();
        var before = (UInt128[])view.Liability.Clone();
        var stays = new StayExplainer(fold, _record, _words, act.Envelope.Time);
        var history = CaseHistory.Of(fold, act.Case);
        history.Add(act);
        if (RequestOf() is { } asked) history.Add(asked, _words.Who(Product.Steps[asked.Step].By!.Value));
        return Explainer.Frame(fold, act.Envelope, act.Case, act.Product) with
        {
            Headline = Headline(),
            IsConfidential = act.Seal is not null,
            Deciders = [.. Deciders()],
            Facts = stays.Facts(view, history),
            Stays = Stays(stays, view),
            Money = [.. act.Legs.Select(leg => new ExplainedMove(
                Product.Accounts[leg.From].Name, Product.Accounts[leg.To].Name, _words.Money(leg.Amount)))],
            Liability = [.. Liability(before)],
            Duties = [.. act.Duties.Select(duty => new ExplainedDuty(DutyWords.Say(_words, act.Firings, duty), duty.Due))],
            Shadows = [.. act.Shadows.Select(Shadow)],
            Next = [.. Next()],
        };
    }

    private static CaseRecord Known(LogFold fold, ulong opened)
    {
        Invariant.Holds(fold.Tables.Cases.TryGet(opened, out var record));
        return record;
    }

    private static CaseRecord Opened(LogFold fold, ActEntry act, ActOpening opening) => new()
    {
        Opened = act.Case,
        Number = fold.Tables.Cases.Count,
        Product = act.Product,
        OpenedAt = act.Envelope.Time,
        View = new CaseView(fold.Tables.Products.Get(act.Product).Product, opening.Stake),
        Parties = [.. opening.Parties],
        Accounts = [.. opening.Accounts],
    };

    /// <summary>The case with the facts and the evidence that came with the act, before anything fired.</summary>
    private CaseView ViewWithWhatCame()
    {
        var view = _record.View.Copy();
        foreach (var given in act.Facts) view.Facts[given.Fact] = given.Value;
        if (RequestOf() is { } asked)
            foreach (var given in asked.Facts) view.Facts[given.Fact] = given.Value;
        foreach (var filed in act.Evidence) view.EvidenceFiled[filed.Kind] = ++view.Sequence;
        return view;
    }

    private RequestAsked? RequestOf() =>
        act.Request is { } entry && RequestAsked.TryRead(fold.Read(entry), out var asked) ? asked : null;

    private ImmutableArray<ExplainedStay> Stays(StayExplainer explainer, CaseView view)
    {
        var walk = new StayWalk(view, fold.Tables.WorldOf(_record));
        var stays = ImmutableArray.CreateBuilder<ExplainedStay>();
        if (act.Opening is not null) walk.PlaceStake(act.Moves);
        foreach (var firing in act.Firings)
        {
            stays.Add(explainer.Explain(walk, firing));
            walk.Advance(firing);
        }

        if (!walk.View.IsFinal) stays.Add(explainer.Explain(walk, null));
        return stays.ToImmutable();
    }

    private string Headline()
    {
        var steps = act.Firings.IsEmpty ? "" : string.Join(", then ", act.Firings.Select(f => _words.Step(f.Step)));
        var end = act.Firings.IsEmpty ? _record.View.State : act.Firings[^1].To;
        var state = _words.State(end);
        return act.Trigger switch
        {
            ActTrigger.Opened when steps.Length == 0 => $"the case was opened and is in {state}",
            ActTrigger.Opened => $"the case was opened, then {steps}: it is in {state}",
            ActTrigger.FactGiven => $"{string.Join(", ", act.Facts.Select(f => Product.Facts[f.Fact].Name))} was given{After(steps)}: the case is in {state}",
            ActTrigger.EvidenceFiled =>
                $"{string.Join(", ", act.Evidence.Select(e => Product.Evidence[e.Kind].Name))} was filed{After(steps)}: the case is in {state}",
            ActTrigger.Lapsed when steps.Length == 0 => $"the clock ran out and its step could not be taken: the case stays in {state}",
            ActTrigger.Lapsed => $"a clock ran out: {steps}; the case is in {state}",
            ActTrigger.RequestGranted => $"the request of entry {act.Request} was answered: {steps}; the case is in {state}",
            _ => $"{steps}: the case is in {state}",
        };
    }

    private static string After(string steps) => steps.Length == 0 ? "" : ", then " + steps;

    private IEnumerable<string> Deciders()
    {
        var decider = act.Decider;
        var name = decider.Authority is { } authority ? _words.Authority(authority) : decider.Party is { } party ? _words.Party(party) : null;
        if (act.Opening is { OpenedBy: not 0 } child) yield return $"entry {child.OpenedBy} opened it: an act of another case, as its product says";
        if (decider.Actor != 0) yield return $"actor {decider.Actor}{(name is null ? "" : " as " + name)}{Signed()}";
        if (decider.RecordedFor is { } other) yield return $"recorded for {_words.Authority(other)}, who holds no key here";
        foreach (var entry in decider.Approvals)
            if (ApprovalEntry.TryRead(fold.Read(entry), out var approval))
                yield return $"approved by actor {approval!.Envelope.Actor} as {_words.Authority(approval.Authority)} in entry {entry}";
        if (act.HeadSeen is { } head) yield return $"they had seen the case as of entry {head}";
        if (act.WasDue is { } due) yield return Lapsed(due);
        if (act.Firings.Any(f => f.Cause == FiringCause.Rule)) yield return "the rules of the product, which fire by themselves";
        foreach (var stop in act.Stops) yield return $"cap {Product.Caps[stop.Cap].Name} stopped {_words.Step(stop.Step)}";
    }

    private string Lapsed(LogTime due)
    {
        var what = act.Request is { } asked ? $"nobody answered the request of entry {asked}" : $"the clock of {_words.State(_record.View.State)} ran out";
        return $"{what}: it was due at {due}";
    }

    private string Signed() => act.Signature.IsEmpty ? "" : DecisionSignature.TryRead(act.Signature, out var signature)
        ? $", signed with the key of entry {signature.Key}" : ", signed";

    private IEnumerable<ExplainedLiability> Liability(UInt128[] before)
    {
        if (Product.Stake is null) yield break;
        var after = (Int128[])[.. before.Select(amount => (Int128)amount)];
        foreach (var move in act.Moves)
        {
            if (move.From >= 0) after[move.From] -= (Int128)move.Amount;
            if (move.To >= 0) after[move.To] += (Int128)move.Amount;
        }

        for (var party = 0; party < before.Length; party++)
            if ((Int128)before[party] != after[party])
                yield return new ExplainedLiability(
                    _words.Party(party), _record.Parties[party], _words.Money(before[party]), _words.Money((UInt128)after[party]));
    }

    private string Shadow(ShadowVerdict verdict) =>
        $"shadow {Product.Shadows[verdict.Shadow].Name} in {_words.State(verdict.State)}: {_words.Step(verdict.Instead)} instead of {_words.Step(verdict.Live)}";

    private IEnumerable<string> Next()
    {
        var end = act.Firings.IsEmpty ? _record.View.State : act.Firings[^1].To;
        if (Product.States[end].Final) yield return $"nothing: the case has ended in {_words.State(end)}";
        foreach (var line in NextWords.Say(_words, end, act.Due, act.LawDue)) yield return line;
    }
}
