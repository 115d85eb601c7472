using System.Collections.Immutable;

namespace Onus.Language.Analysis.Shares;

/// <summary>The line weight x stake = 100 x (amount + facts): where a prefix of a list asks for exactly the stake.</summary>
/// <param name="Weight">The hundredths of the stake that the prefix's percentages leave, 1 to 100.</param>
/// <param name="Amount">The fixed amounts of the prefix, in minor units.</param>
/// <param name="Facts">The numbers of the facts that the prefix adds; a fact may stand there twice.</param>
/// <param name="Roundings">How many percentages are rounded down in the prefix: the line is blurred by so many units.</param>
internal readonly record struct Bend(int Weight, Int128 Amount, ImmutableArray<int> Facts, int Roundings)
{
    /// <summary>The stake on the line for given facts, rounded down.</summary>
    internal Int128 StakeAt(ImmutableArray<Int128> values)
    {
        var sum = Amount;
        foreach (var fact in Facts) sum += values[fact];
        return 100 * sum / Weight;
    }

    /// <summary>How many minor units left and right of the line the rounding can move the bend.</summary>
    internal int Blur => Roundings == 0 ? 1 : 1 + (100 * Roundings / Weight);

    /// <summary>How often the line counts a fact.</summary>
    internal int CountOf(int fact)
    {
        var count = 0;
        foreach (var each in Facts)
            if (each == fact) count++;
        return count;
    }

    /// <summary>The amount of the line with every fact at its value but one, which stays free.</summary>
    internal Int128 AmountBeside(int free, ImmutableArray<Int128> values)
    {
        var sum = Amount;
        foreach (var fact in Facts)
            if (fact != free) sum += values[fact];
        return sum;
    }
}
