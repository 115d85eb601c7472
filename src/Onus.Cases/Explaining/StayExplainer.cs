using System.Collections.Immutable;
using Onus.Cases.Acts;
using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Analysis.Guards;
using Onus.Language.Compiled;

namespace Onus.Cases.Explaining;

/// <summary>Explains one stay in a state: what fired there, what else could have happened and for whom, what would have had to
/// differ.</summary>
internal sealed class StayExplainer(LogFold fold, CaseRecord record, ProductWords words, LogTime now)
{
    private readonly Product _product = words.Product;
    private readonly CaseWorld _world = fold.Tables.WorldOf(record);

    /// <summary>The stay of a case before something that fired in it, or in which nothing did.</summary>
    /// <param name="walk">The case in that stay, with all that came with the command.</param>
    /// <param name="fired">What fired; null for nothing.</param>
    public ExplainedStay Explain(StayWalk walk, Firing? fired)
    {
        var view = walk.View;
        var facts = new FactReader(view, walk, now, [.. walk.Firings]);
        var state = _product.States[view.State];
        var others = Enumerable.Range(0, _product.Steps.Length)
            .Where(step => _product.Steps[step].From.Contains(view.State) && step != fired?.Step).ToArray();
        ImmutableArray<ExplainedOption> options = [.. others.Select(step => Option(walk, facts, step, fired))];
        return new ExplainedStay(
            state.Name, state.Title, fired is { } one ? Fired(one) : null, options, [.. Differences(facts, fired, others, options)]);
    }

    /// <summary>The facts that were there: all that were given, and those that the runtime keeps and a step of the case reads.</summary>
    public ImmutableArray<ExplainedFact> Facts(CaseView view, CaseHistory history)
    {
        var facts = new FactReader(view, _world, now, []);
        var explained = ImmutableArray.CreateBuilder<ExplainedFact>();
        for (var place = 0; place < _product.Facts.Length; place++)
        {
            var fact = _product.Facts[place];
            if (fact.Kept is { } kept)
            {
                if (IsRead(place, view.State) && facts[place] is { } value) explained.Add(Kept(place, kept, view, value));
                continue;
            }

            if (view.Facts[place] is not { } given) continue;
            explained.Add(new ExplainedFact(fact.Name, fact.Personal ? words.Cell(place, given) : words.Value(place, given), history.OriginOf(place)));
        }

        return explained.ToImmutable();
    }

    private bool IsRead(int fact, int state) =>
        _product.Steps.Any(step => step.From.Contains(state) && ProductReads.Of(step.When).Contains(fact));

    private ExplainedFact Kept(int place, Kept kept, CaseView view, Int128 value)
    {
        var before = _world.Kept(place, view.Facts, now) ?? 0;
        var what = kept.Over is { } over ? $"total of {_product.Facts[over].Name} over" : "count of";
        var per = kept.Per is { } key ? "per " + _product.Facts[key].Name : kept.PerParty is { } party ? "per " + words.Party(party) : "per product";
        var window = kept.Window.Kind switch
        {
            WindowKind.Rolling => $"in {kept.Window.Length}",
            WindowKind.ThisDay => "in this day",
            WindowKind.ThisMonth => "in this month",
            WindowKind.ThisYear => "in this year",
            _ => "ever",
        };
        var own = value == before ? "" : $", {words.Value(place, value)} with this case";
        return new ExplainedFact(_product.Facts[place].Name, words.Value(place, value),
            $"kept by the log: {what} {string.Join(", ", kept.Steps.Select(words.Step))} {per} {window}; {words.Value(place, before)} before{own}");
    }

    private ExplainedStep Fired(Firing firing)
    {
        var step = _product.Steps[firing.Step];
        return new ExplainedStep(step.Name, step.Title, Cause(firing.Cause), words.State(firing.To), words.Guard(step.When),
            [.. step.Because.Select(place => _product.Sources[place]).Select(s => new ExplainedSource(s.Name, s.Title, words.Says(s)))]);
    }

    private static string Cause(FiringCause cause) => cause switch
    {
        FiringCause.Asked => "somebody with the power to decide it asked for it",
        FiringCause.Rule => "it is decided by rule, and its condition holds",
        FiringCause.Clock => "the clock of the state ran out",
        FiringCause.Law => "the clock of the state's legal meaning ran out",
        FiringCause.Unfunded => "the step before it could not be paid for, and names it",
        FiringCause.Cap => "a cap stopped the step before it, and names it",
        FiringCause.Granted => "the request was granted",
        _ => "nobody answered the request in time, and the product says what that means",
    };

    private ExplainedOption Option(StayWalk walk, FactReader facts, int step, Firing? fired)
    {
        var s = _product.Steps[step];
        var why = new WhyNot(fold.Tables, record, walk.View, words, now);
        return new ExplainedOption(s.Name, s.Title, why.For(step), Reason(walk, facts, step, fired, why));
    }

    private string? Reason(StayWalk walk, FactReader facts, int step, Firing? fired, WhyNot why)
    {
        var s = _product.Steps[step];
        if (s.Decider is { ByRule: false, By: null } && s.Kind != StepKind.Request)
            return IsClocks(walk.View, step) ? "the clock takes it when it runs out" : "only by force of a shortage, a cap or the law";
        if (ActPlanner.WhyNot(walk.View, walk, now, step) is { } refused) return why.Say(refused.Code, refused.About, step, facts);
        if (s.Decider.ByRule && s.Decider.By is null)
            return fired is { Cause: FiringCause.Rule } first ? $"{words.Step(first.Step)} comes first in the text" : null;
        var plan = ActPlanner.Take(walk.View, walk, now, step);
        return plan.Outcome == CaseOutcome.Accepted ? null : why.Say(plan.Outcome, plan.About, step, facts);
    }

    private bool IsClocks(CaseView view, int step)
    {
        var state = _product.States[view.State];
        return state.Clock?.Then == step || _product.Legals[state.Legal].Clock?.Then == step;
    }

    private IEnumerable<ExplainedDifference> Differences(
        FactReader facts, Firing? fired, int[] others, ImmutableArray<ExplainedOption> options)
    {
        if (fired is { } one)
            foreach (var difference in Differences(facts, one.Step, "would not have fired")) yield return difference;
        for (var i = 0; i < others.Length; i++)
        {
            // A condition that holds beside another obstacle is not what stopped the step.
            var holds = _product.Steps[others[i]].When.Evaluate(facts) == true;
            if (holds && options[i].WhyNot is not null) continue;
            var would = holds ? "would not have been possible" : "would have met its condition";
            foreach (var difference in Differences(facts, others[i], would)) yield return difference;
        }
    }

    private IEnumerable<ExplainedDifference> Differences(FactReader facts, int step, string would)
    {
        var when = _product.Steps[step].When;
        foreach (var boundary in Boundaries.Of(when, facts, _product.Facts))
        {
            var fact = _product.Facts[boundary.Fact];
            var threshold = ThresholdAt(when, boundary);
            var known = facts[boundary.Fact];
            var had = fact.Kind is FactKind.OneOf or FactKind.YesNo || known is null
                ? words.Value(boundary.Fact, boundary.Value)
                : words.Bound(boundary.Fact, boundary.Value, isLow: boundary.Value > known, threshold);
            var value = known is not { } v ? "unknown" : fact.Personal ? words.Cell(boundary.Fact, v) : words.Value(boundary.Fact, v);
            yield return new ExplainedDifference(words.Step(step), would, fact.Name, value, had, words.SourceOf(threshold));
        }
    }

    /// <summary>The named threshold of the comparison whose edge the boundary crosses.</summary>
    private static string? ThresholdAt(Condition condition, Boundary boundary)
    {
        if (condition.Kind != ConditionKind.Within)
            return condition.Parts.Select(part => ThresholdAt(part, boundary)).FirstOrDefault(name => name is not null);
        if (condition.Fact != boundary.Fact) return null;
        foreach (var interval in condition.Intervals)
        {
            if (boundary.Value == interval.Low || boundary.Value == interval.High
                || boundary.Value == interval.Low - 1 || boundary.Value == interval.High + 1) return condition.Threshold;
        }

        return null;
    }
}
