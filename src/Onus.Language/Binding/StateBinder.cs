using System.Collections.Immutable;
using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>Binds legal and funds meanings and states.</summary>
internal sealed class StateBinder(BindingContext context, ValueBinder values)
{
    private readonly MoneyBinder _money = new(context, values);

    /// <summary>Fills the context's legal and funds meanings.</summary>
    public void BindMeanings(IEnumerable<SectionSyntax> legal, IEnumerable<SectionSyntax> funds)
    {
        foreach (var section in legal)
        {
            var reader = new ClauseReader(section, context.Bag);
            context.Legal.Add(new BoundLegal
            {
                Name = section.Name!.Text,
                Title = section.Title?.StringValue ?? "",
                Span = section.Name.Span,
                Section = section.Span,
                Against = context.Party(reader.Name(ClauseKind.Against)),
                Clock = Clock(reader.Get<ClockClauseSyntax>(ClauseKind.LegalClock)),
            });
        }

        foreach (var section in funds)
        {
            context.Funds.Add(new BoundFunds
            {
                Name = section.Name!.Text,
                Title = section.Title?.StringValue ?? "",
                Span = section.Name.Span,
                Section = section.Span,
                Holdings = Holdings(section),
            });
        }
    }

    /// <summary>One state.</summary>
    public BoundState State(SectionSyntax section)
    {
        var reader = new ClauseReader(section, context.Bag);
        var legal = reader.Name(ClauseKind.LegalMeaning);
        var funds = reader.Name(ClauseKind.FundsMeaning);
        var owner = reader.Name(ClauseKind.Owner);
        return new BoundState
        {
            Name = section.Name!.Text,
            Title = section.Title?.StringValue ?? "",
            Span = section.Name.Span,
            Section = section.Span,
            Starts = reader.Has(ClauseKind.Starts),
            OpenedBy = BindingContext.Each(reader.Get<NamesClauseSyntax>(ClauseKind.OpenedBy)?.Names ?? [], context.Actor),
            Final = reader.Has(ClauseKind.Final),
            Legal = legal is not null && context.Scope.Find(legal) is { } l ? context.Legal[l.Index] : null,
            LegalSpan = legal?.Span ?? default,
            Funds = funds is not null && context.Scope.Find(funds) is { } f ? context.Funds[f.Index] : null,
            FundsSpan = funds?.Span ?? default,
            Owner = context.Actor(owner),
            OwnerSpan = owner?.Span ?? default,
            Liable = _money.Bearers(reader.Get<BearersClauseSyntax>(ClauseKind.Liable)),
            Clock = Clock(reader.Get<ClockClauseSyntax>(ClauseKind.Clock)),
        };
    }

    private BoundClock? Clock(ClockClauseSyntax? clause)
    {
        if (clause is null) return null;
        var limit = values.Quantity(clause.Limit, Measure.Time, "a clock");
        var after = context.Fact(clause.After);
        if (after is { } fact && context.Facts[fact.Index].Kind != FactKind.Instant)
        {
            context.Mismatch(clause.After!.Span,
                $"a clock starts after an instant, and the fact `{clause.After.Text}` is none",
                fix: new Fix("declare the fact of kind `instant`"));
        }

        var then = context.Step(clause.Then);
        return limit is null ? null : new BoundClock(limit, after, then, clause.Span, clause.Then.Span);
    }

    private ImmutableArray<BoundHolding> Holdings(SectionSyntax section)
    {
        var holdings = ImmutableArray.CreateBuilder<BoundHolding>();
        foreach (var clause in section.Clauses.OfType<HoldingClauseSyntax>())
        {
            var share = values.Share(clause.Share);
            var account = context.Account(clause.Account);
            if (share is not null && account is not null)
                holdings.Add(new BoundHolding(clause.Kind == ClauseKind.Short, share, account, clause.Span));
        }

        return holdings.ToImmutable();
    }
}
