using System.Collections.Immutable;
using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>Binds steps, appeals and requests.</summary>
internal sealed class StepBinder(BindingContext context, ValueBinder values, ConditionBinder conditions)
{
    private readonly MoneyBinder _money = new(context, values);

    /// <summary>One act.</summary>
    public BoundStep Step(SectionSyntax section)
    {
        var reader = new ClauseReader(section, context.Bag);
        var kind = section.Kind switch
        {
            SectionKind.Appeal => StepKind.Appeal,
            SectionKind.Request => StepKind.Request,
            _ => StepKind.Step,
        };
        RequireClauses(section, reader, kind);
        var by = context.Actor(reader.Name(ClauseKind.By));
        var from = reader.Get<NamesClauseSyntax>(kind == StepKind.Request ? ClauseKind.In : ClauseKind.From);
        var to = reader.Name(ClauseKind.To);
        var step = new BoundStep
        {
            Kind = kind,
            Name = section.Name!.Text,
            Title = section.Title?.StringValue ?? "",
            Span = section.Name.Span,
            Section = section.Span,
            By = by,
            From = From(from),
            FromSpan = from?.Span ?? default,
            To = context.State(to),
            ToSpan = to?.Span ?? default,
            Decision = kind == StepKind.Appeal
                ? by is null ? null : new BoundDecision(DeciderKind.Person, by, null, false, reader.Name(ClauseKind.By)!.Span)
                : Decision(reader.Get<DecisionClauseSyntax>(ClauseKind.DecidedBy)),
            When = reader.Get<WhenClauseSyntax>(ClauseKind.When) is { } when ? conditions.Condition(when.Condition) : null,
            AtMost = Times(reader.Get<LimitClauseSyntax>(ClauseKind.Limit)),
            Needs = Needs(reader),
            NeedsSpan = reader.Span(ClauseKind.Needs),
            Because = BindingContext.Each(reader.Get<NamesClauseSyntax>(ClauseKind.Because)?.Names ?? [], context.Source),
            BecauseSpan = reader.Span(ClauseKind.Because),
            InOwnFavour = reader.Has(ClauseKind.InOwnFavour) ? reader.Span(ClauseKind.InOwnFavour) : null,
            Shifts = [.. reader.All<MovesClauseSyntax>(ClauseKind.Shifts).Select(_money.Moves)],
            Posts = [.. reader.All<MovesClauseSyntax>(ClauseKind.Posts).Select(_money.Postings)],
            Discharges = _money.Bearers(reader.Get<BearersClauseSyntax>(ClauseKind.Discharges)),
            Leaves = _money.Bearers(reader.Get<BearersClauseSyntax>(ClauseKind.Leaves)),
            Tells = [.. reader.All<TellsClauseSyntax>(ClauseKind.Tells).Select(Notice)],
            Reports = [.. reader.All<ReportsClauseSyntax>(ClauseKind.Reports).Select(Report).OfType<BoundReport>()],
            Signed = reader.Has(ClauseKind.Signed),
        };
        return WithLinks(step, reader);
    }

    private BoundStep WithLinks(BoundStep step, ClauseReader reader)
    {
        var unfunded = reader.Name(ClauseKind.IfUnfunded);
        var opens = reader.Name(ClauseKind.Opens);
        var undone = reader.Name(ClauseKind.UndoneBy);
        return step with
        {
            IfUnfunded = context.Step(unfunded),
            IfUnfundedSpan = unfunded?.Span ?? default,
            Opens = opens?.Text,
            OpensSpan = opens?.Span ?? default,
            UndoneBy = context.Step(undone),
            UndoneSpan = undone?.Span ?? default,
            Review = reader.Get<ReviewClauseSyntax>(ClauseKind.ReviewedBy) is { } review ? Review(review) : null,
            Answer = reader.Get<AnswerClauseSyntax>(ClauseKind.Answered) is { } answer ? Answer(answer) : null,
        };
    }

    private void RequireClauses(SectionSyntax section, ClauseReader reader, StepKind kind)
    {
        switch (kind)
        {
            case StepKind.Step:
                Completeness.Require(section, reader, context.Bag, ClauseKind.From, ClauseKind.To, ClauseKind.DecidedBy);
                break;
            case StepKind.Appeal:
                Completeness.Require(section, reader, context.Bag, ClauseKind.By, ClauseKind.From, ClauseKind.To);
                break;
            default:
                Completeness.Require(section, reader, context.Bag,
                    ClauseKind.By, ClauseKind.In, ClauseKind.DecidedBy, ClauseKind.Answered);
                break;
        }
    }

    private ImmutableArray<StateRef> From(NamesClauseSyntax? clause)
    {
        if (clause is null) return [];
        foreach (var twice in clause.Names.Where(n => !n.IsMissing).GroupBy(n => n.Text).Where(g => g.Count() > 1))
            context.Bag.Add(Diagnostic.Of(DiagnosticCode.DeclaredTwice,
                $"`{twice.Key}` stands twice in this list", twice.Last().Span));
        return [.. BindingContext.Each(clause.Names, context.State).Distinct()];
    }

    private ImmutableArray<BoundEvidence> Needs(ClauseReader reader)
    {
        var names = reader.All<NamesClauseSyntax>(ClauseKind.Needs).SelectMany(c => c.Names).ToArray();
        foreach (var twice in names.Where(n => !n.IsMissing).GroupBy(n => n.Text).Where(g => g.Count() > 1))
            context.Bag.Add(Diagnostic.Of(DiagnosticCode.DeclaredTwice,
                $"`{twice.Key}` is needed twice by the same step", twice.Last().Span));
        return BindingContext.Each(names, context.EvidenceOf);
    }

    private BoundDecision? Decision(DecisionClauseSyntax? clause)
    {
        if (clause is null || clause.IsFaulty) return null;
        var actor = context.Actor(clause.Actor);
        var recordedBy = context.Actor(clause.RecordedBy);
        var bound = clause.By != DeciderKind.Person || actor is not null;
        return bound ? new BoundDecision(clause.By, actor, recordedBy, clause.OrClock, clause.Value) : null;
    }

    private BoundQuantity? Times(LimitClauseSyntax? clause)
    {
        if (clause is null || clause.IsFaulty) return null;
        if (clause.Limit is null) return new BoundQuantity(new Quantity(QuantityUnit.Times, 1), null, clause.Span);
        var times = values.Quantity(clause.Limit, Measure.Times, "`at most` in a step");
        if (times is not { Value.Amount: var amount } || (amount > 0 && amount <= 10_000)) return times;
        context.Bag.Add(Diagnostic.Of(DiagnosticCode.ImpossibleValue, amount == 0
            ? "a step that may be taken at most 0 times can never be taken"
            : "more than 10,000 times is no limit", times.Span));
        return null;
    }

    private BoundNotice Notice(TellsClauseSyntax clause) => new(
        BindingContext.Each(clause.To, context.Actor),
        clause.Within is null ? null : values.Quantity(clause.Within, Measure.Time, "`within`"),
        clause.Reasons,
        context.Source(clause.Under),
        clause.Span);

    private BoundReport? Report(ReportsClauseSyntax clause)
    {
        var to = context.Regulator(clause.To);
        var within = clause.Time is null ? null : values.Quantity(clause.Time, Measure.Time, "`within`");
        return to is null ? null : new BoundReport(clause.What.Text, to, within, clause.Span);
    }

    private BoundReview? Review(ReviewClauseSyntax clause)
    {
        var by = context.Actor(clause.By);
        var within = values.Quantity(clause.Within, Measure.Time, "`within`");
        return by is null || within is null ? null : new BoundReview(by, within, clause.Span);
    }

    private BoundAnswer? Answer(AnswerClauseSyntax clause)
    {
        var within = values.Quantity(clause.Within, Measure.Time, "`answered within`");
        var step = context.Step(clause.Step);
        return within is null ? null : new BoundAnswer(within, clause.Otherwise, step, clause.Span);
    }
}
