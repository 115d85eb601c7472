using System.Globalization;
using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Language;
using Onus.Language.Compiled;

namespace Onus.Cases.Explaining;

/// <summary>Says values, conditions and people in a compiled product's own words.</summary>
internal sealed class ProductWords(Product product)
{
    private static readonly (Int128 Seconds, string Word)[] TimeUnits = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];

    public Product Product => product;

    public string Party(int party) => product.Parties[party].Name;

    public string Authority(int authority) => product.Authorities[authority].Name;

    public string Who(Who who) => who.IsParty ? Party(who.Index) : Authority(who.Index);

    public string Whos(IEnumerable<Who> whos) => string.Join(", ", whos.Select(Who));

    public string Step(int step) => step < 0 ? "no step" : product.Steps[step].Name;

    public string State(int state) => product.States[state].Name;

    public string Money(UInt128 minor) => new Money(CaseTables.CurrencyOf(product), minor).ToString();

    /// <summary>A fact's value: <c>EUR 1,000.00</c>, <c>2 days</c>, <c>yes</c>.</summary>
    public string Value(int fact, Int128 value)
    {
        var f = product.Facts[fact];
        switch (f.Kind)
        {
            case FactKind.Money or FactKind.Total when f.Currency.IsKnown:
                return (value < 0 ? "minus " : "") + new Money(f.Currency, (UInt128)Int128.Abs(value));
            case FactKind.OneOf when value >= 0 && value < f.Values.Length:
                return f.Values[(int)value];
            case FactKind.YesNo:
                return value == 1 ? "yes" : "no";
            case FactKind.Share:
                return Number(value) + "%";
            case FactKind.Count:
                return Number(value) + (value == 1 ? " time" : " times");
            case FactKind.Duration:
                return Duration(value);
            case FactKind.Instant:
                return new LogTime((ulong)Int128.Clamp(value, 0, ulong.MaxValue)).ToString();
            case FactKind.Score:
                return Number(value) + " points";
            case FactKind.Identifier:
                return "token " + ((UInt128)Int128.Max(value, 0)).ToString("x32", CultureInfo.InvariantCulture);
            default:
                return Number(value);
        }
    }

    /// <summary>The cell of the guard partition that begins with this value; all that a personal fact tells.</summary>
    public string Cell(int fact, Int128 low)
    {
        var f = product.Facts[fact];
        var next = f.Partition.Where(edge => edge > low).Select(edge => (Int128?)edge).FirstOrDefault();
        var high = next is { } edge ? edge - 1 : f.Range.High;
        if (low == high || f.Kind is FactKind.OneOf or FactKind.YesNo) return Value(fact, low);
        if (low <= f.Range.Low && high >= f.Range.High) return "any value";
        if (high >= f.Range.High) return "at least " + Value(fact, low);
        return low <= f.Range.Low ? "at most " + Value(fact, high) : $"from {Value(fact, low)} to {Value(fact, high)}";
    }

    /// <summary>A condition; null where it always holds.</summary>
    public string? Guard(Condition condition) => condition.Kind switch
    {
        ConditionKind.Within => Atom(condition),
        ConditionKind.All when condition.Parts.IsEmpty => null,
        _ => string.Join(condition.Kind == ConditionKind.All ? " and " : " or ", condition.Parts.Select(part =>
            part.Kind == ConditionKind.Within ? Atom(part) : $"({Guard(part) ?? "always"})")),
    };

    /// <summary>What bounds a fact from one side, with the threshold's name where it has one.</summary>
    public string Bound(int fact, Int128 value, bool isLow, string? threshold)
    {
        if (NumberOf(threshold) is { } at)
        {
            var named = $"{Value(fact, at)} ({threshold})";
            if (value == at) return (isLow ? "at least " : "at most ") + named;
            if (isLow && value == at + 1) return "over " + named;
            if (!isLow && value == at - 1) return "under " + named;
        }

        return (isLow ? "at least " : "at most ") + Value(fact, value);
    }

    /// <summary>The source that sets a named quantity, with its citation; null for no name.</summary>
    public string? SourceOf(string? threshold)
    {
        foreach (var source in product.Sources)
            foreach (var set in source.Sets)
                if (set.Name == threshold) return $"{threshold} = {set.Value}, set by {(source.IsRule ? "rule" : "policy")} {source.Name}: {Says(source)}";
        return null;
    }

    /// <summary>What a source stands on.</summary>
    public string Says(Source source) => source.Cites ?? (source.DecidedBy is { } by ? $"our own choice, decided by {Who(by)}" : "our own choice");

    private string Atom(Condition within)
    {
        var f = product.Facts[within.Fact];
        var values = f.Kind is FactKind.OneOf or FactKind.YesNo
            ? Words(within)
            : string.Join(" or ", within.Intervals.Select(interval => Range(within, f, interval)));
        return $"{f.Name} is {values}";
    }

    private string Words(Condition within)
    {
        var words = within.Intervals.SelectMany(Listed).Select(value => Value(within.Fact, value)).ToArray();
        return words.Length == 1 ? words[0] : "one of " + string.Join(", ", words);
    }

    private static IEnumerable<Int128> Listed(Interval interval)
    {
        for (var value = interval.Low; value <= interval.High; value++) yield return value;
    }

    private string Range(Condition within, Fact fact, Interval interval)
    {
        if (interval.Low == interval.High) return Value(within.Fact, interval.Low);
        var low = interval.Low <= fact.Range.Low ? null : Bound(within.Fact, interval.Low, isLow: true, within.Threshold);
        var high = interval.High >= fact.Range.High ? null : Bound(within.Fact, interval.High, isLow: false, within.Threshold);
        return (low, high) switch
        {
            (null, null) => "any value",
            (null, { } h) => h,
            ({ } l, null) => l,
            ({ } l, { } h) => $"{l} and {h}",
        };
    }

    private Int128? NumberOf(string? threshold)
    {
        foreach (var source in product.Sources)
            foreach (var set in source.Sets)
                if (set.Name == threshold) return NumberOf(set.Value);
        return null;
    }

    /// <summary>A quantity as guards compare it; null for lengths that differ from time to time, which no guard compares.</summary>
    private static Int128? NumberOf(Quantity quantity) => quantity.Unit switch
    {
        QuantityUnit.Second or QuantityUnit.Minute or QuantityUnit.Hour => (Int128)quantity.ExactSeconds,
        QuantityUnit.Day or QuantityUnit.Week => (Int128)quantity.CalendarDays * 86_400,
        QuantityUnit.Month or QuantityUnit.Year or QuantityUnit.BusinessDay => null,
        _ => (Int128)quantity.Amount,
    };

    private static string Duration(Int128 seconds)
    {
        foreach (var (unit, word) in TimeUnits)
            if (seconds != 0 && seconds % unit == 0) return $"{Number(seconds / unit)} {word}{(seconds == unit ? "" : "s")}";
        return "0 seconds";
    }

    private static string Number(Int128 value) =>
        (value < 0 ? "-" : "") + Core.Money.FormatMinor((UInt128)Int128.Abs(value), 0);
}
