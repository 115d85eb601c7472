using System.Collections.Immutable;
using System.Globalization;
using Onus.Core;
using Onus.Language.Binding;
using Onus.Language.Compiled;
using FactKind = Onus.Language.Binding.FactKind;

namespace Onus.Language.Analysis.Guards;

/// <summary>Prints values and ranges of facts in the words of the language, with the product's own
/// thresholds.</summary>
internal sealed class FactText
{
    private static readonly (Int128 Seconds, string Word)[] TimeUnits =
        [((Int128)Term.SecondsPerDay, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];

    private readonly ImmutableArray<BoundFact> _facts;
    private readonly Dictionary<(int Fact, Int128 Edge), string> _lowEdges = [];
    private readonly Dictionary<(int Fact, Int128 Edge), string> _highEdges = [];
    private readonly Dictionary<(int Fact, Int128 Value), string> _thresholds = [];

    public FactText(BoundProduct product) : this(product.Facts) => Learn(product, fact => fact);

    /// <summary>The words for facts whose thresholds are still to be learnt.</summary>
    public FactText(ImmutableArray<BoundFact> facts) => _facts = facts;

    /// <summary>Takes in the thresholds of a product's guards; <paramref name="placeOf"/> says which fact of this text
    /// each of its facts is.</summary>
    public void Learn(BoundProduct product, Func<int, int> placeOf)
    {
        foreach (var step in product.Steps)
            if (step.When is { } when) Learn(when, placeOf);
        foreach (var replacement in product.Shadows.SelectMany(s => s.InsteadOf)) Learn(replacement.When, placeOf);
    }

    /// <summary>A value as an example would give it: <c>EUR 1,000.00</c>, <c>13 months</c>, <c>yes</c>.</summary>
    public string Value(int fact, Int128 value)
    {
        if (_thresholds.TryGetValue((fact, value), out var threshold)) return threshold;
        var bound = _facts[fact];
        return bound.Kind switch
        {
            FactKind.OneOf => bound.Members[(int)value],
            FactKind.YesOrNo => value == 1 ? "yes" : "no",
            FactKind.Money or FactKind.Total when bound.Currency.IsKnown =>
                new Money(bound.Currency, (UInt128)value).ToString(),
            FactKind.Share => value.ToString(CultureInfo.InvariantCulture) + "%",
            FactKind.Count => Counted((UInt128)value, "time"),
            FactKind.Duration => Time(value),
            _ => value.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>What a fact is in a set of its values: <c>amount is over EUR 1,000.00</c>; null where it may be
    /// anything.</summary>
    public string? Says(int fact, IReadOnlyList<Interval> values, Interval domain)
    {
        if (values is [var all] && all == domain) return null;
        var bound = _facts[fact];
        if (bound.Kind is FactKind.OneOf or FactKind.YesOrNo)
        {
            var words = values.SelectMany(Listed).Select(v => Value(fact, v)).ToArray();
            return $"{bound.Name} is {(words.Length == 1 ? "" : "one of ")}{string.Join(", ", words)}";
        }

        return $"{bound.Name} is {string.Join(" or ", values.Select(v => Range(fact, v, domain)))}";
    }

    /// <summary>A box in the product's words, facts in the order of the product: <c>a is over 5 and b is yes</c>.</summary>
    public string Says(Box box, DecisionSpace space)
    {
        var lines = Enumerable.Range(0, box.Values.Length)
            .Where(axis => box.Values[axis] is not null)
            .OrderBy(axis => space.Order[axis])
            .Select(axis => Says(space.Order[axis], box.Values[axis]!, space.Regions.Axis(axis)))
            .OfType<string>();
        var all = string.Join(" and ", lines);
        return all.Length == 0 ? "every case" : all;
    }

    /// <summary>What a fact is in a witness: its value, with "exactly" where no neighbour would do.</summary>
    public string Witness(int fact, Int128 value, bool exactly)
    {
        var isWord = _facts[fact].Kind is FactKind.OneOf or FactKind.YesOrNo;
        return $"{_facts[fact].Name} is {(exactly && !isWord ? "exactly " : "")}{Value(fact, value)}";
    }

    /// <summary>A range of values as comparisons: <c>over EUR 1,000.00 and at most EUR 2,000.00</c>.</summary>
    public string Range(int fact, Interval values, Interval domain)
    {
        if (values.Low == values.High) return "exactly " + Value(fact, values.Low);
        var low = values.Low == domain.Low ? null
            : _lowEdges.GetValueOrDefault((fact, values.Low)) ?? "at least " + Value(fact, values.Low);
        var high = values.High == domain.High ? null
            : _highEdges.GetValueOrDefault((fact, values.High)) ?? "at most " + Value(fact, values.High);
        return (low, high) switch
        {
            (null, null) => "anything",
            (null, { } h) => h,
            ({ } l, null) => l,
            ({ } l, { } h) => $"{l} and {h}",
        };
    }

    private static IEnumerable<Int128> Listed(Interval interval)
    {
        for (var value = interval.Low; value <= interval.High; value++) yield return value;
    }

    private static string Time(Int128 seconds)
    {
        if (seconds == 0) return "0 seconds";
        foreach (var (unit, word) in TimeUnits)
        {
            if (seconds % unit != 0) continue;
            return Counted((UInt128)(seconds / unit), word);
        }

        throw new InvariantViolation("every duration is a number of seconds");
    }

    private static string Counted(UInt128 count, string word) =>
        $"{Money.FormatMinor(count, 0)} {word}{(count == 1 ? "" : "s")}";

    private void Learn(BoundCondition condition, Func<int, int> placeOf)
    {
        switch (condition)
        {
            case BoundNot not:
                Learn(not.Item, placeOf);
                break;
            case BoundAnd and:
                foreach (var item in and.Items) Learn(item, placeOf);
                break;
            case BoundOr or:
                foreach (var item in or.Items) Learn(item, placeOf);
                break;
            case BoundComparison comparison:
                Learn(placeOf(comparison.Fact.Index), comparison.Kind, comparison.Operand.Value);
                break;
        }
    }

    private void Learn(int fact, ComparisonKind kind, Quantity operand)
    {
        var (at, text) = (FactLowering.Number(operand), operand.ToString());
        _thresholds.TryAdd((fact, at), text);
        if (kind is ComparisonKind.AtMost or ComparisonKind.Over)
        {
            _highEdges.TryAdd((fact, at), "at most " + text);
            _lowEdges.TryAdd((fact, at + 1), "over " + text);
        }
        else if (kind is ComparisonKind.Under or ComparisonKind.AtLeast)
        {
            _highEdges.TryAdd((fact, at - 1), "under " + text);
            _lowEdges.TryAdd((fact, at), "at least " + text);
        }
    }
}
