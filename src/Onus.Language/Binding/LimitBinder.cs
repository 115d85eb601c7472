using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>Binds caps, retentions and shadows.</summary>
internal sealed class LimitBinder(BindingContext context, ValueBinder values, ConditionBinder conditions)
{
    /// <summary>One cap.</summary>
    public BoundCap Cap(SectionSyntax section)
    {
        var reader = new ClauseReader(section, context.Bag);
        Completeness.Require(section, reader, context.Bag, ClauseKind.On, ClauseKind.Ceiling);
        var on = reader.Get<KeyedClauseSyntax>(ClauseKind.On);
        var ceiling = reader.Get<LimitClauseSyntax>(ClauseKind.Ceiling);
        var blocks = reader.Get<BlocksClauseSyntax>(ClauseKind.Blocks);
        return new BoundCap
        {
            Name = section.Name!.Text,
            Title = section.Title?.StringValue ?? "",
            Span = section.Name.Span,
            Section = section.Span,
            On = context.Party(on?.On),
            Per = on?.Per is { } per ? KeyBinder.Key(context, per) : null,
            AtMost = ceiling?.Limit is null ? null : values.Quantity(ceiling.Limit, Measure.Money, "a cap"),
            Window = ceiling?.Window is null ? null : values.Quantity(ceiling.Window, Measure.Time, "a window"),
            Warns = [.. reader.All<LevelClauseSyntax>(ClauseKind.Warns).Select(Warning).OfType<BoundWarning>()],
            Opens = [.. reader.All<LevelClauseSyntax>(ClauseKind.OpensAt).Select(Opening).OfType<BoundCapOpening>()],
            Blocks = BindingContext.Each(blocks?.Steps ?? [], context.Step),
            BlocksSpan = blocks?.Span ?? default,
            Instead = context.Step(blocks?.Instead),
            InsteadSpan = blocks?.Instead.Span ?? default,
        };
    }

    /// <summary>One retention; null where its time is faulty and reported.</summary>
    public BoundKeep? Keep(SectionSyntax section)
    {
        var reader = new ClauseReader(section, context.Bag);
        var evidence = BindingContext.Each(section.Subjects, context.EvidenceOf);
        if (!Completeness.Require(section, reader, context.Bag, ClauseKind.KeepFor, ClauseKind.KeepFrom)) return null;
        var time = values.Quantity(reader.Get<QuantityClauseSyntax>(ClauseKind.KeepFor)!.Value, Measure.Time, "a retention");
        var from = reader.Get<TokenClauseSyntax>(ClauseKind.KeepFrom)!.Value.Is("collection") ? KeepFrom.Collection : KeepFrom.Closing;
        return time is null ? null : new BoundKeep(evidence, time, from, section.Span);
    }

    /// <summary>One shadow.</summary>
    public BoundShadow Shadow(SectionSyntax section)
    {
        var reader = new ClauseReader(section, context.Bag);
        Completeness.Require(section, reader, context.Bag, ClauseKind.InsteadOf);
        foreach (var twice in reader.All<ReplacementClauseSyntax>(ClauseKind.InsteadOf)
            .GroupBy(r => r.Step.Text, StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() > 1))
            context.Bag.Add(Diagnostic.Of(DiagnosticCode.DeclaredTwice,
                $"this shadow replaces the condition of `{twice.Key}` twice", twice.Last().Step.Span, "again here") with
            {
                Secondary = [new Place(twice.First().Step.Span, "first here")],
                Fix = new Fix("join the two conditions with `or`, or keep one"),
            });
        return new BoundShadow
        {
            Name = section.Name!.Text,
            Title = section.Title?.StringValue ?? "",
            Span = section.Name.Span,
            Section = section.Span,
            Because = BindingContext.Each(reader.Get<NamesClauseSyntax>(ClauseKind.Because)?.Names ?? [], context.Source),
            InsteadOf = [.. reader.All<ReplacementClauseSyntax>(ClauseKind.InsteadOf).Select(Replacement).OfType<BoundReplacement>()],
            Until = reader.Date(ClauseKind.Until),
            Report = reader.Get<ReportsClauseSyntax>(ClauseKind.ReportsEvery) is { } report ? Report(report) : null,
            PromotedBy = context.Actor(reader.Name(ClauseKind.PromotedBy)),
        };
    }

    private BoundWarning? Warning(LevelClauseSyntax clause)
    {
        var who = context.Actor(clause.Name);
        var at = values.Quantity(clause.Level, Measure.Percent, "a warning level");
        return who is null || at is null ? null : new BoundWarning(who, at, clause.Span);
    }

    private BoundCapOpening? Opening(LevelClauseSyntax clause)
    {
        var at = values.Quantity(clause.Level, Measure.Percent, "a level");
        return at is null ? null : new BoundCapOpening(clause.Name.Text, at, clause.Span);
    }

    private BoundReplacement? Replacement(ReplacementClauseSyntax clause)
    {
        var step = context.Step(clause.Step);
        var when = conditions.Condition(clause.Condition);
        return step is null || when is null ? null : new BoundReplacement(step.Value, when, clause.Span);
    }

    private BoundShadowReport? Report(ReportsClauseSyntax clause)
    {
        var to = context.Regulator(clause.To);
        var every = values.Quantity(clause.Time, Measure.Time, "`every`");
        return to is null || every is null ? null : new BoundShadowReport(clause.What.Text, to, every, clause.Span);
    }
}
