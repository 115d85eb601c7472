using System.Collections.Immutable;
using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>Binds conditions: each leaf tests one fact against a value of its own kind.</summary>
internal sealed class ConditionBinder(BindingContext context, ValueBinder values)
{
    private static readonly ImmutableArray<string> YesAndNo = ["yes", "no"];

    /// <summary>The bound condition; null where any part of it is faulty and reported.</summary>
    public BoundCondition? Condition(ConditionSyntax syntax)
    {
        switch (syntax)
        {
            case GroupSyntax group:
                return Condition(group.Item);
            case NotSyntax not:
                return Condition(not.Item) is { } inner ? new BoundNot(inner, not.Span) : null;
            case JunctionSyntax junction:
                var items = junction.Items.Select(Condition).ToArray();
                if (items.Contains(null)) return null;
                ImmutableArray<BoundCondition> bound = [.. items.Select(i => i!)];
                return junction.Or ? new BoundOr(bound, junction.Span) : new BoundAnd(bound, junction.Span);
            case MembershipSyntax membership:
                return Membership(membership);
            default:
                return Comparison((ComparisonSyntax)syntax);
        }
    }

    /// <summary>The literal that an example gives a fact; null where it is faulty and reported.</summary>
    public FactLiteral? Given(BoundFact fact, ValueSyntax value)
    {
        if (MembersOf(fact) is { } members)
        {
            if (value is NamedValueSyntax word)
                return Member(fact, members, word.Name) is { } member ? new FactLiteral(null, member) : null;
            context.Mismatch(value.Span, $"the fact `{fact.Name}` is one of {string.Join(", ", members)}");
            return null;
        }

        if (fact.Kind is FactKind.Identifier or FactKind.Instant && value is NamedValueSyntax token)
            return new FactLiteral(null, token.Name.Text);
        var quantity = value is NamedValueSyntax name ? ByName(name.Name) : values.Any(value);
        if (quantity is null || !KindsAgree(fact, quantity) || !InRange(fact, quantity)) return null;
        return new FactLiteral(quantity.Value, null);
    }

    /// <summary>The measure of the values of a comparable fact.</summary>
    public static Measure MeasureOf(FactKind kind) => kind switch
    {
        FactKind.Money or FactKind.Total => Measure.Money,
        FactKind.Duration => Measure.Time,
        FactKind.Count => Measure.Times,
        FactKind.Share => Measure.Percent,
        _ => Measure.Number,
    };

    private BoundMembership? Membership(MembershipSyntax syntax)
    {
        if (Fact(syntax.Fact) is not { } reference) return null;
        var fact = context.Facts[reference.Index];
        if (MembersOf(fact) is not { } members)
        {
            context.Mismatch(syntax.Fact.Span, $"`one of` lists words, and the fact `{fact.Name}` is {Describe(fact)}",
                fix: new Fix("compare it: is at most, is at least, is over, is under"));
            return null;
        }

        var listed = BindingContext.Each(syntax.Members, m => Member(fact, members, m));
        foreach (var twice in syntax.Members.GroupBy(m => m.Text).Where(g => g.Count() > 1).Select(g => g.Last()))
        {
            context.Bag.Add(Diagnostic.Of(DiagnosticCode.DeclaredTwice, $"`{twice.Text}` stands twice in this list", twice.Span));
            return null;
        }

        return listed.Length == syntax.Members.Length
            ? new BoundMembership(reference, listed, Negated: false, syntax.Span)
            : null;
    }

    private BoundCondition? Comparison(ComparisonSyntax syntax)
    {
        if (Fact(syntax.Fact) is not { } reference) return null;
        var fact = context.Facts[reference.Index];
        var equality = syntax.Kind is ComparisonKind.Equal or ComparisonKind.NotEqual;
        if (MembersOf(fact) is { } members)
        {
            if (!equality)
            {
                context.Mismatch(syntax.Span, $"the fact `{fact.Name}` is {Describe(fact)} and cannot be compared with a quantity",
                    fix: new Fix($"write {fact.Name} is {members[0]}"));
                return null;
            }

            var member = Member(fact, members, ((NamedValueSyntax)syntax.Value).Name);
            return member is null
                ? null
                : new BoundMembership(reference, [member], syntax.Kind == ComparisonKind.NotEqual, syntax.Span);
        }

        var quantity = equality ? ByName(((NamedValueSyntax)syntax.Value).Name) : values.Any(syntax.Value);
        if (quantity is null || !KindsAgree(fact, quantity) || !InRange(fact, quantity)) return null;
        return new BoundComparison(reference, syntax.Kind, quantity, syntax.Span);
    }

    private FactRef? Fact(NameSyntax name)
    {
        if (context.Fact(name) is not { } reference) return null;
        var fact = context.Facts[reference.Index];
        if (fact.IsComparable) return reference;
        context.Mismatch(name.Span, fact.Kind == FactKind.Identifier
            ? $"the fact `{fact.Name}` is an identifier, which is never compared"
            : $"the fact `{fact.Name}` is an instant: clocks start after it, guards do not read it");
        return null;
    }

    private BoundQuantity? ByName(NameSyntax name)
    {
        // By its place the name is a value of some fact; for a fact with a measure it can only be a threshold.
        var asQuantity = new NameSyntax(NameKind.Quantity, name.Token, declares: false);
        asQuantity.Adopt(name.Children);
        return values.ByName(asQuantity);
    }

    private static ImmutableArray<string>? MembersOf(BoundFact fact) => fact.Kind switch
    {
        FactKind.OneOf => fact.Members,
        FactKind.YesOrNo => YesAndNo,
        _ => null,
    };

    private string? Member(BoundFact fact, ImmutableArray<string> members, NameSyntax name)
    {
        if (name.IsMissing || members.Contains(name.Text)) return name.IsMissing ? null : name.Text;
        var near = Spelling.Nearest(name.Text, members);
        context.Bag.Add(Diagnostic.Of(DiagnosticCode.ImpossibleValue,
            $"the fact `{fact.Name}` is never `{name.Text}`", name.Span, $"it is {Words.Or(members)}") with
        {
            Secondary = [new Place(fact.Span, "declared here")],
            Fix = near is null ? null : new Fix($"write {near}", name.Span, near),
        });
        return null;
    }

    private bool KindsAgree(BoundFact fact, BoundQuantity quantity)
    {
        var wanted = MeasureOf(fact.Kind);
        if (fact.Kind == FactKind.Total && !fact.Currency.IsKnown) wanted = Measure.Number;
        var found = ValueBinder.MeasureOf(quantity.Value);
        var currenciesAgree = found != Measure.Money || quantity.Value.Currency == fact.Currency;
        if (fact.Kind == FactKind.Duration && quantity.Value.Unit == QuantityUnit.BusinessDay)
        {
            // What somebody measured is a length; how long business days are depends on the day they start.
            context.Mismatch(quantity.Span, $"the fact `{fact.Name}` is a length of time, and business days are counted from a day",
                fix: new Fix("compare it with days, or let a clock count the business days"));
            return false;
        }

        if (found == wanted && currenciesAgree) return true;
        var title = found == wanted
            ? $"the fact `{fact.Name}` is in {fact.Currency}, and {ValueBinder.Named(quantity)} is in {quantity.Value.Currency}"
            : $"the fact `{fact.Name}` is {Describe(fact)}, and {ValueBinder.Named(quantity)} is {ValueBinder.Describe(found)}";
        context.Bag.Add(Diagnostic.Of(DiagnosticCode.KindMismatch, title, quantity.Span) with
        {
            Secondary =
            [
                new Place(fact.Span, "the fact is declared here"),
                .. quantity.Name is null ? [] : new[] { new Place(quantity.Name.ValueSpan, "the threshold is set here") },
            ],
            Fix = wanted == Measure.Times && found == Measure.Number && quantity.Name is null
                ? new Fix($"write {quantity.Value.Amount} times", quantity.Span, $"{quantity.Value.Amount} times") : null,
        });
        return false;
    }

    private bool InRange(BoundFact fact, BoundQuantity quantity)
    {
        var comparable = (Quantity? bound) => bound is { } b && (b.Unit == quantity.Value.Unit || (b.IsExactTime && quantity.Value.IsExactTime));
        var size = (Quantity q) => q.IsExactTime ? q.ExactSeconds : q.Amount;
        var low = comparable(fact.From) && size(quantity.Value) < size(fact.From!.Value);
        var high = comparable(fact.To) && size(quantity.Value) > size(fact.To!.Value);
        if (!low && !high) return true;
        context.Bag.Add(Diagnostic.Of(DiagnosticCode.ImpossibleValue,
            $"the fact `{fact.Name}` is never {quantity.Value}", quantity.Span,
            low ? $"it is at least {fact.From}" : $"it is at most {fact.To}") with
        {
            Secondary = [new Place(fact.Span, "declared here")],
        });
        return false;
    }

    private static string Describe(BoundFact fact) => fact.Kind switch
    {
        FactKind.OneOf => $"one of {string.Join(", ", fact.Members)}",
        FactKind.YesOrNo => "yes or no",
        FactKind.Score => "a score (plain points)",
        FactKind.Link => "the size of a ring (a plain number)",
        FactKind.Total when !fact.Currency.IsKnown => "a plain number",
        _ => ValueBinder.Describe(MeasureOf(fact.Kind)),
    };
}
