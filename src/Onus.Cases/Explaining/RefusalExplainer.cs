using System.Collections.Immutable;
using Onus.Cases.Acts;
using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Explaining;

/// <summary>Explains why a command of a case was refused, over the state in which it was.</summary>
internal sealed class RefusalExplainer(LogFold fold, CaseRefused refused)
{
    private readonly LogTime _now = refused.Envelope.Time;

    public Explanation Explain()
    {
        var head = new Ledger.CommandHead(refused.Envelope.Command, refused.Envelope.Trace, refused.Envelope.Actor);
        CaseCommandCodec.TryDecode(refused.Content, head, out var command);
        return fold.Tables.Cases.TryGet(refused.Case, out var record) ? InCase(command, record) : Outside(command);
    }

    private Explanation InCase(CaseCommand? command, CaseRecord record)
    {
        var words = new ProductWords(record.View.Product);
        var shape = fold.Tables.ShapeOf(record.Product);
        var step = StepOf(command, record, shape);
        var view = ViewOf(command, record, shape);
        var stays = new StayExplainer(fold, record, words, _now);
        var walk = new StayWalk(view, fold.Tables.WorldOf(record));
        var why = new WhyNot(fold.Tables, record, view, words, _now)
            .Say(refused.Outcome, refused.About, step, new FactReader(view, walk, _now, []));
        var code = CaseWords.CodeOf(refused.Outcome);
        return Explainer.Frame(fold, refused.Envelope, record.Opened, record.Product) with
        {
            Headline = $"{CommandWords.Asked(command)} was refused ({code}): {why}",
            Refusal = code,
            Deciders = [$"actor {refused.Envelope.Actor}{CommandWords.As(command)} asked", "the rules of the product refused"],
            Facts = stays.Facts(view, CaseHistory.Of(fold, record.Opened)),
            Stays = view.IsFinal ? [] : [stays.Explain(walk, null)],
            Next = [.. NextWords.Say(words, record.View.State, record.View.StateDue, record.View.LawDue)],
        };
    }

    private Explanation Outside(CaseCommand? command)
    {
        var code = CaseWords.CodeOf(refused.Outcome);
        var enacted = command is OpenCase open ? fold.Cases.Products.InEffect(open.Product, _now) : null;
        var about = enacted is null ? code : CaseWords.Of(enacted.Product, new CaseResult(refused.Outcome, refused.Outcome, 0, default, 0, refused.About));
        return Explainer.Frame(fold, refused.Envelope, 0, enacted?.Entry ?? 0) with
        {
            Headline = $"{CommandWords.Asked(command)} was refused: {about}",
            Refusal = code,
            Deciders = [$"actor {refused.Envelope.Actor}{CommandWords.As(command)} asked"],
            Next = ["nothing: no case was opened"],
        };
    }

    private static int StepOf(CaseCommand? command, CaseRecord record, ProductShape shape)
    {
        var name = CommandWords.StepOf(command);
        if (name is not null) return shape.Steps.GetValueOrDefault(name, -1);
        return command is AnswerRequest answer && record.Requests.Find(r => r.Entry == answer.Request) is { } open ? open.Step : -1;
    }

    /// <summary>The case with what came with the command, as far as it can be read.</summary>
    private static CaseView ViewOf(CaseCommand? command, CaseRecord record, ProductShape shape)
    {
        var view = record.View.Copy();
        var (facts, evidence) = command switch
        {
            TakeStep take => ([], take.Evidence),
            AskRequest ask => (ask.Facts, ask.Evidence),
            _ => (ImmutableArray<FactInput>.Empty, ImmutableArray<EvidenceInput>.Empty),
        };
        foreach (var fact in facts)
            if (shape.Facts.TryGetValue(fact.Fact, out var place)) view.Facts[place] = fact.Value;
        foreach (var filed in evidence)
            if (shape.Evidence.TryGetValue(filed.Kind, out var kind)) view.EvidenceFiled[kind] = ++view.Sequence;
        if (command is AnswerRequest answer && record.Requests.Find(r => r.Entry == answer.Request) is { } open)
            foreach (var given in open.Facts) view.Facts[given.Fact] = given.Value;
        return view;
    }
}
