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
        var sentences = new ActSentences(_words, act, fold.Read);
        var history = CaseHistory.Of(fold, act.Case);
        history.Add(act);
        if (RequestOf() is { } asked) history.Add(asked, _words.Who(Product.Steps[asked.Step].By!.Value));
        return Explainer.Frame(fold, act.Envelope, act.Case, act.Product) with
        {
            Headline = sentences.Headline(_record.View.State),
            IsConfidential = act.Seal is not null,
            Deciders = [.. sentences.Deciders(_record.View.State)],
            Facts = stays.Facts(view, history),
            Stays = Stays(stays, view),
            Money = [.. act.Legs.Select(leg => new ExplainedMove(
                Product.Accounts[leg.From].Name, Product.Accounts[leg.To].Name, _words.Money(leg.Amount)))],
            Liability = [.. sentences.Liability(before, _record.Parties)],
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

    private string Shadow(ShadowVerdict verdict) =>
        $"shadow {Product.Shadows[verdict.Shadow].Name} in {_words.State(verdict.State)}: {_words.Step(verdict.Instead)} instead of {_words.Step(verdict.Live)}";

    private IEnumerable<string> Next()
    {
        var end = act.Firings.IsEmpty ? _record.View.State : act.Firings[^1].To;
        if (Product.States[end].Final) yield return $"nothing: the case has ended in {_words.State(end)}";
        foreach (var line in NextWords.Say(_words, end, act.Due, act.LawDue)) yield return line;
    }
}
