using Onus.Core;
using Onus.Language.Binding;
using Onus.Language.Compiled;
using FactKind = Onus.Language.Binding.FactKind;

namespace Onus.Language.Analysis.Guards;

/// <summary>Picks the value of a fact that a reader can hold in the head: 1, 10, 100, or the next round
/// value.</summary>
internal static class RoundValue
{
    private static readonly Int128[] TimeUnits = [(Int128)Term.SecondsPerDay, 3_600, 60, 1];

    /// <summary>The roundest value of the interval: fewest significant digits of the largest unit, then
    /// smallest.</summary>
    public static Int128 In(BoundFact fact, Interval interval)
    {
        switch (fact.Kind)
        {
            case FactKind.OneOf or FactKind.YesOrNo:
                return interval.Low;
            case FactKind.Count or FactKind.Total or FactKind.Link or FactKind.Score when interval.Low <= 0:
                return Int128.Max(interval.Low, Int128.Min(0, interval.High));
            case FactKind.Money or FactKind.Total:
                return In(interval, [PowerOfTen(fact.Currency.MinorDigits), 1]);
            case FactKind.Duration:
                return In(interval, TimeUnits);
            default:
                return In(interval, [1]);
        }
    }

    private static Int128 In(Interval interval, ReadOnlySpan<Int128> units)
    {
        foreach (var unit in units)
        {
            var (low, high) = (CeilingOf(Int128.Max(interval.Low, 1), unit), interval.High / unit);
            if (low <= high) return Roundest(low, high) * unit;
        }

        return interval.High;
    }

    // Both ends are at least one: the smallest multiple of the largest power of ten that gives one at all.
    private static Int128 Roundest(Int128 low, Int128 high)
    {
        var power = Int128.One;
        while (power <= low / 10) power *= 10;
        while (CeilingOf(low, power) * power > high) power /= 10;
        return CeilingOf(low, power) * power;
    }

    private static Int128 CeilingOf(Int128 value, Int128 unit) => (value + unit - 1) / unit;

    private static Int128 PowerOfTen(int digits)
    {
        var power = Int128.One;
        for (var i = 0; i < digits; i++) power *= 10;
        return power;
    }
}
