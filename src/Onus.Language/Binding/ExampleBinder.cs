using System.Collections.Immutable;
using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>Binds examples.</summary>
internal sealed class ExampleBinder(BindingContext context, ValueBinder values, ConditionBinder conditions)
{
    /// <summary>One story, line by line; lines that are faulty and reported are left out.</summary>
    public BoundExample Example(SectionSyntax section) => new()
    {
        Name = section.Title?.StringValue ?? "",
        Title = section.Title?.StringValue ?? "",
        Span = section.Title?.Span ?? section.Word.Span,
        Section = section.Span,
        Lines = [.. section.Clauses.SelectMany(Lines)],
    };

    private IEnumerable<BoundExampleLine> Lines(ClauseSyntax clause) => clause switch
    {
        GivenClauseSyntax given => given.Settings.Select(Given).OfType<BoundExampleLine>(),
        ActClauseSyntax act => One(Act(act)),
        QuantityClauseSyntax wait => One(values.Quantity(wait.Value, Measure.Time, "`wait`") is { } length
            ? new ExampleWait(length, wait.Span) : null),
        ExpectClauseSyntax expect => One(Expect(expect)),
        _ => [],
    };

    private static ImmutableArray<BoundExampleLine> One(BoundExampleLine? line) => line is null ? [] : [line];

    private BoundExampleLine? Given(SettingSyntax setting)
    {
        if (setting.Name.Kind == NameKind.Account)
        {
            var account = context.Account(setting.Name);
            return account is not null && Balance(setting.Value) is { } balance
                ? new GivenBalance(account, balance, setting.Span) : null;
        }

        if (context.Fact(setting.Name) is not { } fact) return null;
        return conditions.Given(context.Facts[fact.Index], setting.Value) is { } value
            ? new GivenFact(fact, value, setting.Span) : null;
    }

    private ExampleAct? Act(ActClauseSyntax clause)
    {
        var step = context.Step(clause.Step);
        var by = context.Actor(clause.By);
        var with = BindingContext.Each(clause.With, context.EvidenceOf);
        return step is null ? null : new ExampleAct(clause.Kind == ClauseKind.Refused, step.Value, by, with, clause.Span);
    }

    private BoundExampleLine? Expect(ExpectClauseSyntax clause)
    {
        switch (clause.What)
        {
            case Expectable.State:
                return context.State(clause.Name) is { } state ? new ExpectState(state, clause.Span) : null;
            case Expectable.ShadowDiffers:
                return context.Scope.Find(clause.Name) is { } shadow ? new ExpectShadow(shadow.Name, clause.Span) : null;
            case Expectable.Liable:
                var party = context.Party(clause.Name);
                var share = values.Share((ShareSyntax?)clause.Value);
                return party is null || share is null ? null : new ExpectLiable(party, share, clause.Span);
            case Expectable.Empty:
                return context.Account(clause.Name) is { } empty ? new ExpectBalance(empty, null, clause.Span) : null;
            default:
                return context.Account(clause.Name) is { } account && clause.Value is ValueSyntax value && Balance(value) is { } balance
                    ? new ExpectBalance(account, balance, clause.Span) : null;
        }
    }

    private Quantity? Balance(ValueSyntax value) =>
        values.Quantity(value, Measure.Money, "a balance") is { } balance ? balance.Value : null;
}
