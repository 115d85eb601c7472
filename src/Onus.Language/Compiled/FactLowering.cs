using System.Collections.Immutable;
using Onus.Core;
using Onus.Language.Binding;

namespace Onus.Language.Compiled;

/// <summary>Lowers facts and guards to whole numbers: money to minor units, durations to seconds, words to their places.</summary>
internal sealed class FactLowering
{
    /// <summary>The largest value of a fact without a written end; far above any amount, and safe to add to.</summary>
    public static readonly Int128 Endless = Int128.MaxValue / 4;

    private readonly BoundProduct _product;
    private readonly LoweringNames _names;
    private readonly SortedSet<Int128>[] _cuts;

    public FactLowering(BoundProduct product, LoweringNames names)
    {
        _product = product;
        _names = names;
        _cuts = [.. product.Facts.Select(_ => new SortedSet<Int128>())];
        foreach (var step in product.Steps)
            if (step.When is { } when) Cut(Lower(when));
        foreach (var rule in product.Shadows.SelectMany(s => s.InsteadOf)) Cut(Lower(rule.When));
    }

    public Fact Lower(BoundFact fact, int index)
    {
        var range = RangeOf(fact);
        return new Fact
        {
            Name = fact.Name,
            Kind = (FactKind)fact.Kind,
            Currency = fact.Currency,
            Range = range,
            Values = fact.RiskName is { } risk ? [risk] : fact.Members,
            Personal = fact.Personal,
            From = _names.MaybeWho(fact.AssertedBy),
            Later = fact.Later,
            Kept = fact.Kept is { } k
                ? new Kept([.. k.Steps.Select(s => s.Index)], k.Of?.Index, k.Per?.Fact?.Index, _names.MaybeParty(k.Per?.Party),
                    new Window((WindowKind)k.Window.Kind, k.Window.Length?.Value))
                : null,
            Partition = [.. _cuts[index].Where(c => c > range.Low && c <= range.High).Prepend(range.Low)],
        };
    }

    public static Score Lower(BoundScore score, LoweringNames names) => new(score.Name, score.Title, [.. score.Reads.Select(f => f.Index)], score.Model,
        score.Review is { } r ? new Review(names.Who(r.By), r.Within.Value) : null);

    public static Link Lower(BoundLink link) => new(link.Name, link.Title, [.. link.Shares.Select(f => f.Index)], link.Pays,
        link.Within?.Value, link.IgnoresAbove, link.IgnoresPer?.Fact?.Index);

    /// <summary>The guard with its negations pushed down to the facts.</summary>
    public Condition Lower(BoundCondition condition) => Lower(condition, negate: false);

    /// <summary>The value of a fact as a whole number.</summary>
    public Int128 ValueOf(FactRef fact, FactLiteral literal)
    {
        var bound = _product[fact];
        if (literal.Quantity is { } quantity) return Number(quantity);
        return bound.Kind == Binding.FactKind.YesOrNo ? (literal.Word == "yes" ? 1 : 0) : bound.Members.IndexOf(literal.Word!);
    }

    /// <summary>A quantity as the whole number that its kind of fact is written in.</summary>
    public static Int128 Number(Quantity quantity) => quantity.Unit switch
    {
        QuantityUnit.Second or QuantityUnit.Minute or QuantityUnit.Hour => (Int128)quantity.ExactSeconds,
        QuantityUnit.Day or QuantityUnit.Week => (Int128)(quantity.CalendarDays * 86_400),
        // A duration as a fact is seconds that somebody measured; a month in a comparison with one is the longest month.
        QuantityUnit.Month or QuantityUnit.Year => (Int128)(MonthsInDays(quantity.CalendarMonths) * 86_400),
        _ => (Int128)quantity.Amount,
    };

    private static UInt128 MonthsInDays(UInt128 months) => months / 12 * 366 + (months % 12) * 31;

    private Condition Lower(BoundCondition condition, bool negate) => condition switch
    {
        BoundNot not => Lower(not.Item, !negate),
        BoundAnd and => Join(and.Items, negate, all: !negate),
        BoundOr or => Join(or.Items, negate, all: negate),
        BoundComparison c => Within(c.Fact, Compare(c), negate, c.Operand.Name?.Name),
        BoundMembership m => Within(m.Fact, Members(m), negate ^ m.Negated, null),
        _ => throw new InvariantViolation("every kind of condition is lowered"),
    };

    private Condition Join(ImmutableArray<BoundCondition> items, bool negate, bool all)
    {
        ImmutableArray<Condition> parts = [.. items.Select(i => Lower(i, negate))];
        return all ? Condition.All(parts) : Condition.Any(parts);
    }

    private Condition Within(FactRef fact, ImmutableArray<Interval> intervals, bool negate, string? threshold)
    {
        var range = RangeOf(_product[fact]);
        return Condition.Within(fact.Index, negate ? Complement(intervals, range) : Clip(intervals, range), threshold);
    }

    private ImmutableArray<Interval> Compare(BoundComparison c)
    {
        var range = RangeOf(_product[c.Fact]);
        var value = Number(c.Operand.Value);
        return c.Kind switch
        {
            ComparisonKind.AtMost => [new Interval(range.Low, value)],
            ComparisonKind.Under => [new Interval(range.Low, value - 1)],
            ComparisonKind.AtLeast => [new Interval(value, range.High)],
            ComparisonKind.Over => [new Interval(value + 1, range.High)],
            ComparisonKind.Equal => [new Interval(value, value)],
            _ => Complement([new Interval(value, value)], range),
        };
    }

    private ImmutableArray<Interval> Members(BoundMembership m)
    {
        var fact = _product[m.Fact];
        var places = m.Members.Select(word => ValueOf(m.Fact, new FactLiteral(null, word))).Distinct().Order();
        var intervals = ImmutableArray.CreateBuilder<Interval>();
        foreach (var place in places)
        {
            if (intervals.Count > 0 && intervals[^1].High + 1 == place) intervals[^1] = intervals[^1] with { High = place };
            else intervals.Add(new Interval(place, place));
        }

        Invariant.Holds(fact.Kind is Binding.FactKind.OneOf or Binding.FactKind.YesOrNo);
        return intervals.ToImmutable();
    }

    private static ImmutableArray<Interval> Clip(ImmutableArray<Interval> intervals, Interval range) =>
    [
        .. intervals.Select(i => new Interval(Int128.Max(i.Low, range.Low), Int128.Min(i.High, range.High))).Where(i => i.Low <= i.High),
    ];

    private static ImmutableArray<Interval> Complement(ImmutableArray<Interval> intervals, Interval range)
    {
        var gaps = ImmutableArray.CreateBuilder<Interval>();
        var next = range.Low;
        foreach (var interval in Clip(intervals, range))
        {
            if (interval.Low > next) gaps.Add(new Interval(next, interval.Low - 1));
            next = interval.High + 1;
        }

        if (next <= range.High) gaps.Add(new Interval(next, range.High));
        return gaps.ToImmutable();
    }

    internal static Interval RangeOf(BoundFact fact) => fact.Kind switch
    {
        Binding.FactKind.OneOf => new Interval(0, fact.Members.Length - 1),
        Binding.FactKind.YesOrNo => new Interval(0, 1),
        Binding.FactKind.Share => new Interval(From(fact, 0), fact.To is { } to ? Number(to) : 100),
        Binding.FactKind.Money => new Interval(From(fact, 1), To(fact)),
        _ => new Interval(From(fact, 0), To(fact)),
    };

    private static Int128 From(BoundFact fact, Int128 unsaid) => fact.From is { } from ? Number(from) : unsaid;

    private static Int128 To(BoundFact fact) => fact.To is { } to ? Number(to) : Endless;

    private void Cut(Condition condition)
    {
        foreach (var interval in condition.Intervals)
        {
            _cuts[condition.Fact].Add(interval.Low);
            _cuts[condition.Fact].Add(interval.High + 1);
        }

        foreach (var part in condition.Parts) Cut(part);
    }
}
