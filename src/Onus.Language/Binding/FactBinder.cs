using System.Collections.Immutable;
using Onus.Core;
using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>Binds facts, first what they say of themselves, then what the kept ones count; and the risk engine's sections.</summary>
internal sealed class FactBinder(BindingContext context, ValueBinder values)
{
    private readonly List<(int Index, FactSyntax Syntax)> _facts = [];

    /// <summary>Binds kinds, ranges and who asserts.</summary>
    public void BindOwn(IEnumerable<SectionSyntax> sections)
    {
        foreach (var fact in sections.SelectMany(s => s.Facts))
        {
            var declared = context.Scope.Peek(NameKind.Fact, fact.Name.Text);
            if (declared is null || declared.Span != fact.Name.Span) continue;
            _facts.Add((declared.Index, fact));
            context.Facts.Add(Own(fact));
        }
    }

    /// <summary>The stake; null for none, or where it is faulty.</summary>
    public FactRef? Stake(SectionSyntax? section)
    {
        // Where the section is missing, that is reported, and every share is taken as one of some stake.
        context.HasStake = section is null || !section.Subjects.IsEmpty;
        if (section is null || section.Subjects.IsEmpty) return null;
        if (context.Fact(section.Subjects[0]) is not { } fact) return null;
        var bound = context.Facts[fact.Index];
        if (bound.Later)
        {
            context.Mismatch(section.Subjects[0].Span,
                $"the stake is given when the case opens, and the fact `{bound.Name}` comes later", "unknown at the opening");
            return null;
        }

        if (bound.Kind == FactKind.Money)
        {
            context.StakeCurrency = bound.Currency;
            return fact;
        }

        context.Mismatch(section.Subjects[0].Span, $"the stake is an amount of money, and the fact `{bound.Name}` is none");
        return null;
    }

    /// <summary>Binds what counts and totals are kept of; steps need only be declared.</summary>
    public void BindKept()
    {
        foreach (var (index, syntax) in _facts)
            if (syntax.Kept is not null) context.Facts[index] = Kept(context.Facts[index], syntax.Kept);
    }

    /// <summary>The scorecards.</summary>
    public ImmutableArray<BoundScore> Scores(IEnumerable<SectionSyntax> sections) =>
    [
        .. sections.Select(section =>
        {
            var reader = new ClauseReader(section, context.Bag);
            Completeness.Require(section, reader, context.Bag, ClauseKind.Reads, ClauseKind.Model);
            var review = reader.Get<ReviewClauseSyntax>(ClauseKind.ReviewedBy);
            return new BoundScore
            {
                Name = section.Name!.Text,
                Title = section.Title?.StringValue ?? "",
                Span = section.Name.Span,
                Section = section.Span,
                Reads = BindingContext.Each(reader.Get<NamesClauseSyntax>(ClauseKind.Reads)?.Names ?? [], context.Fact),
                Model = reader.Text(ClauseKind.Model),
                Cites = reader.Text(ClauseKind.Cites),
                Review = review is null ? null : Review(review),
            };
        }),
    ];

    /// <summary>The rings.</summary>
    public ImmutableArray<BoundLink> Links(IEnumerable<SectionSyntax> sections) => [.. sections.Select(Link)];

    private BoundReview? Review(ReviewClauseSyntax clause) =>
        context.Actor(clause.By) is { } by && values.Quantity(clause.Within, Measure.Time, "`within`") is { } within
            ? new BoundReview(by, within, clause.Span) : null;

    private BoundLink Link(SectionSyntax section)
    {
        var reader = new ClauseReader(section, context.Bag);
        var names = reader.Get<NamesClauseSyntax>(ClauseKind.SharesKeys)?.Names ?? [];
        if (!reader.Has(ClauseKind.Pays)) Completeness.Require(section, reader, context.Bag, ClauseKind.SharesKeys);
        foreach (var name in names)
        {
            if (context.Scope.Peek(NameKind.Fact, name.Text) is { Kind: NameKind.Fact } d
                && context.Facts[d.Index].Kind != FactKind.Identifier)
                context.Mismatch(name.Span, $"the fact `{name.Text}` is no identifier, and only identifiers connect");
        }

        var ignores = reader.Get<KeyedClauseSyntax>(ClauseKind.IgnoresAbove);
        return new BoundLink
        {
            Name = section.Name!.Text,
            Title = section.Title?.StringValue ?? "",
            Span = section.Name.Span,
            Section = section.Span,
            Shares = BindingContext.Each(names, context.Fact),
            Pays = reader.Has(ClauseKind.Pays),
            Within = reader.Get<QuantityClauseSyntax>(ClauseKind.Within) is { } within
                ? values.Quantity(within.Value, Measure.Time, "`within`") : null,
            IgnoresAbove = ignores?.Number is { } number && Numerals.TryWhole(number.Text, out var above) ? above : null,
            IgnoresPer = ignores?.Per is { } per ? KeyBinder.Key(context, per) : null,
        };
    }

    private BoundFact Own(FactSyntax syntax)
    {
        var currency = default(Currency);
        if (syntax.Currency is { Kind: TokenKind.Code } code)
        {
            if (!Currency.TryFind(code.Text, out currency))
                context.Bag.Add(Diagnostic.Of(DiagnosticCode.UnknownName, $"`{code.Text}` is no currency of ISO 4217", code.Span));
            else if (!context.Currencies.IsEmpty && !context.Currencies.Contains(currency))
                context.Mismatch(code.Span, $"{currency} is not a currency of this product",
                    $"the perimeter has {string.Join(", ", context.Currencies)}");
        }

        foreach (var twice in syntax.Members.GroupBy(m => m.Text, StringComparer.Ordinal).Where(g => g.Count() > 1))
            context.Bag.Add(Diagnostic.Of(DiagnosticCode.DeclaredTwice, $"`{twice.Key}` stands twice in this list", twice.Last().Span));
        var fact = new BoundFact
        {
            Name = syntax.Name.Text,
            Span = syntax.Name.Span,
            Section = syntax.Span,
            Kind = syntax.Kind,
            KindSpan = syntax.KindSpan,
            Currency = currency,
            Members = [.. syntax.Members.Select(m => m.Text).Distinct(StringComparer.Ordinal)],
            Personal = syntax.Personal,
            AssertedBy = context.Actor(syntax.AssertedBy),
            Later = syntax.Later,
            RiskName = syntax.Supplier is null ? null : context.Scope.Find(syntax.Supplier)?.Name,
        };
        return Ranged(fact, syntax);
    }

    private BoundFact Ranged(BoundFact fact, FactSyntax syntax)
    {
        var from = Bound(fact, syntax.From);
        var to = Bound(fact, syntax.To);
        if (from is { } low && to is { } high && low.Unit == high.Unit && low.Amount > high.Amount)
        {
            context.Bag.Add(Diagnostic.Of(DiagnosticCode.ImpossibleValue, $"from {low} to {high} holds no value", syntax.From!.Span));
            (from, to) = (null, null);
        }

        return fact.Kind == FactKind.Money && fact.Currency.IsKnown
            ? fact with { From = from ?? new Quantity(QuantityUnit.Money, 1, fact.Currency), To = to }
            : fact with { From = from, To = to };
    }

    private Quantity? Bound(BoundFact fact, ValueSyntax? value)
    {
        if (value is not LiteralSyntax literal || values.Literal(literal) is not { } quantity) return null;
        var measure = ConditionBinder.MeasureOf(fact.Kind);
        var fits = ValueBinder.MeasureOf(quantity) == measure && (measure != Measure.Money || quantity.Currency == fact.Currency);
        if (fits) return quantity;
        context.Mismatch(value.Span, $"{quantity} does not bound the fact `{fact.Name}`, which is {ValueBinder.Describe(measure)}");
        return null;
    }

    private BoundFact Kept(BoundFact fact, KeptSyntax syntax)
    {
        var of = context.Fact(syntax.Of);
        var currency = of is null ? default : context.Facts[of.Value.Index].Currency;
        if (of is { } summed && context.Facts[summed.Index].Kind is not (FactKind.Money or FactKind.Number))
            context.Mismatch(syntax.Of!.Span, $"a total is of amounts or numbers, and the fact `{syntax.Of.Text}` is neither");
        if (syntax.Per is null && !syntax.IsFaulty)
        {
            context.Bag.Add(Diagnostic.Of(DiagnosticCode.KeptFactWithoutPer,
                $"`{fact.Name}` does not say for whom it is kept", fact.KindSpan, "no `per`") with
            {
                Fix = new Fix("write `per` and a party or an identifier before the window, or `per product` for all cases"),
            });
        }

        var length = syntax.Length is null ? null : values.Quantity(syntax.Length, Measure.Time, "a window");
        return fact with
        {
            Currency = currency,
            Kept = new BoundKept(of, BindingContext.Each(syntax.Steps, context.Step),
                syntax.Per is null ? null : KeyBinder.Key(context, syntax.Per), new BoundWindow(syntax.Window, length)),
        };
    }
}
