using Onus.Core;
using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>What kind of quantity a place takes.</summary>
internal enum Measure : byte
{
    Time,
    Money,
    Times,
    Percent,
    Number,
}

/// <summary>Gives literals and names of thresholds their values, and checks that they measure what the place measures.</summary>
internal sealed class ValueBinder(BindingContext context)
{
    /// <summary>The quantity of a literal; null where it is faulty and reported.</summary>
    public Quantity? Literal(LiteralSyntax literal)
    {
        if (literal.IsFaulty || literal.Number.Kind != TokenKind.Number) return null;
        if (literal.Currency is not null) return Amount(literal);
        if (Numerals.TryWhole(literal.Number.Text, out var whole)) return new Quantity(literal.Unit, whole);
        var title = literal.Number.Text.Contains('.')
            ? $"`{literal.Number.Text}` has decimals, and only amounts of money have them"
            : $"`{literal.Number.Text}` is too large";
        context.Bag.Add(Diagnostic.Of(DiagnosticCode.Unfinished, title, literal.Number.Span));
        return null;
    }

    /// <summary>A quantity of the given measure, by name or written out; null where it is faulty and reported.</summary>
    public BoundQuantity? Quantity(ValueSyntax? value, Measure measure, string place)
    {
        var bound = Any(value);
        if (bound is null || MeasureOf(bound.Value) == measure) return bound;
        Report(bound, measure, place);
        return null;
    }

    /// <summary>A quantity of any measure.</summary>
    public BoundQuantity? Any(ValueSyntax? value)
    {
        if (value is LiteralSyntax literal)
            return Literal(literal) is { } quantity ? new BoundQuantity(quantity, null, literal.Span) : null;
        return value is NamedValueSyntax named ? ByName(named.Name) : null;
    }

    /// <summary>The threshold of that name; null where it is unknown, or its value faulty, which has been reported.</summary>
    public BoundQuantity? ByName(NameSyntax name)
    {
        if (context.Scope.Find(name) is not { Kind: NameKind.Quantity } found) return null;
        var quantity = context.Quantities[found.Index];
        return context.FaultyQuantities.Contains(quantity.Name) ? null : new BoundQuantity(quantity.Value, quantity, name.Span);
    }

    /// <summary>A share of the stake; null where it is faulty and reported.</summary>
    /// <param name="share">The share as written.</param>
    /// <param name="posted">Whether the share is posted: that accounts are in its currency is checked later (ONUS0701).</param>
    public BoundShare? Share(ShareSyntax? share, bool posted = false)
    {
        if (share is null || share.IsFaulty) return null;
        if (share.Kind is ShareKind.All or ShareKind.TheRest) return NeedsStake(share, new BoundShare(share.Kind, null, share.Span));
        if (share.Value is NamedValueSyntax named && context.Scope.Peek(NameKind.Operand, named.Name.Text)?.Kind == NameKind.Fact)
            return FactShare(share, named, posted);
        if (Any(share.Value) is not { } quantity) return null;
        var measure = MeasureOf(quantity.Value);
        if (measure == Measure.Percent)
        {
            if (quantity.Value.Amount > 100)
            {
                context.Bag.Add(Diagnostic.Of(DiagnosticCode.ImpossibleValue, $"{quantity.Value} is more than the whole", share.Span));
                return null;
            }

            var kind = share.Kind == ShareKind.UpTo ? ShareKind.UpTo : ShareKind.Percent;
            return NeedsStake(share, new BoundShare(kind, quantity, share.Span));
        }

        if (measure != Measure.Money)
        {
            Report(quantity, Measure.Money, "a share");
            return null;
        }

        if (!posted && context.StakeCurrency.IsKnown && quantity.Value.Currency != context.StakeCurrency)
        {
            context.Mismatch(quantity.Span,
                $"{Named(quantity)} is in {quantity.Value.Currency}, and the stake is in {context.StakeCurrency}");
            return null;
        }

        var bound = new BoundShare(share.Kind, quantity, share.Span);
        return share.Kind == ShareKind.UpTo ? NeedsStake(share, bound) : bound;
    }

    /// <summary>The measure of a quantity.</summary>
    public static Measure MeasureOf(Quantity quantity) => quantity.Unit switch
    {
        QuantityUnit.Money => Measure.Money,
        QuantityUnit.Times => Measure.Times,
        QuantityUnit.Percent => Measure.Percent,
        QuantityUnit.Number => Measure.Number,
        _ => Measure.Time,
    };

    /// <summary>The measure in words.</summary>
    public static string Describe(Measure measure) => measure switch
    {
        Measure.Money => "an amount of money",
        Measure.Times => "a count (`5 times`)",
        Measure.Percent => "a percentage",
        Measure.Number => "a plain number",
        _ => "a length of time",
    };

    /// <summary>The quantity as a message names it: its name with its value, or the literal.</summary>
    public static string Named(BoundQuantity quantity) =>
        quantity.Name is null ? quantity.Value.ToString() : $"`{quantity.Name.Name}` ({quantity.Value})";

    private Quantity? Amount(LiteralSyntax literal)
    {
        var code = literal.Currency!;
        if (!Currency.TryFind(code.Text, out var currency))
        {
            var near = Spelling.Nearest(code.Text, context.Currencies.Select(c => c.Code));
            context.Bag.Add(Diagnostic.Of(DiagnosticCode.UnknownName, $"`{code.Text}` is no currency of ISO 4217", code.Span)
                with { Fix = near is null ? null : new Fix($"write {near}", code.Span, near) });
            return null;
        }

        if (!context.Currencies.IsEmpty && !context.Currencies.Contains(currency))
        {
            context.Mismatch(code.Span, $"{currency} is not a currency of this product",
                $"the perimeter has {string.Join(", ", context.Currencies)}");
            return null;
        }

        if (Money.TryParseMinor(literal.Number.Text, currency.MinorDigits, out var minor))
            return new Quantity(QuantityUnit.Money, minor, currency);
        var digits = currency.MinorDigits;
        context.Bag.Add(Diagnostic.Of(DiagnosticCode.Unfinished,
            digits == 0
                ? $"{currency} has no decimals"
                : $"`{literal.Number.Text}` is no amount in {currency}, which has {digits} decimals or none written",
            literal.Number.Span));
        return null;
    }

    private BoundShare? FactShare(ShareSyntax share, NamedValueSyntax named, bool posted)
    {
        if (context.Fact(named.Name) is not { } fact) return null;
        var bound = context.Facts[fact.Index];
        if (bound.Kind != FactKind.Money)
        {
            context.Mismatch(named.Span, $"the fact `{bound.Name}` is no amount of money, and a share is");
            return null;
        }

        if (!posted && context.StakeCurrency.IsKnown && bound.Currency != context.StakeCurrency)
        {
            context.Mismatch(named.Span, $"`{bound.Name}` is in {bound.Currency}, and the stake is in {context.StakeCurrency}");
            return null;
        }

        var value = new BoundShare(share.Kind, new BoundFactValue(fact, named.Span), share.Span);
        return share.Kind == ShareKind.UpTo ? NeedsStake(share, value) : value;
    }

    private BoundShare? NeedsStake(ShareSyntax share, BoundShare bound)
    {
        if (context.HasStake) return bound;
        context.Mismatch(share.Span, "a share of the stake, where the product says `stake none`", "there is no amount to share");
        return null;
    }

    private void Report(BoundQuantity quantity, Measure measure, string place)
    {
        var found = MeasureOf(quantity.Value);
        var fix = quantity.Name is null && measure == Measure.Times && found == Measure.Number
            ? new Fix($"write {quantity.Value.Amount} times", quantity.Span, $"{quantity.Value.Amount} times")
            : null;
        context.Bag.Add(Diagnostic.Of(DiagnosticCode.KindMismatch,
            $"{Named(quantity)} is {Describe(found)}, and {place} takes {Describe(measure)}", quantity.Span) with
        {
            Secondary = quantity.Name is null ? [] : [new Place(quantity.Name.ValueSpan, "set here")],
            Fix = fix,
        });
    }
}
