namespace Onus.Language.Analysis.Shares;

/// <summary>What a share measures.</summary>
internal enum ShareMeasure : byte
{
    /// <summary>The whole stake: <c>all</c>.</summary>
    All,

    /// <summary>What earlier shares of the same list left: <c>the rest</c>.</summary>
    Rest,

    /// <summary>Whole percent of the stake, rounded down to the minor unit: <c>30%</c>.</summary>
    Percent,

    /// <summary>A fixed amount: <c>EUR 100.00</c>.</summary>
    Amount,

    /// <summary>The value of a money fact other than the stake: <c>award</c>.</summary>
    Fact,
}

/// <summary>One share of a comma list as a function of the stake and of the facts.</summary>
/// <param name="Measure">What it measures.</param>
/// <param name="Value">The percentage, the amount in minor units or the number of the fact; nothing for all and the rest.</param>
/// <param name="UpTo">Whether it takes no more than earlier shares left: <c>up to EUR 100.00</c>.</param>
internal readonly record struct ShareTerm(ShareMeasure Measure, Int128 Value = default, bool UpTo = false)
{
    /// <summary>More minor units than any ledger holds; amounts are cut off here so that no arithmetic overflows.</summary>
    internal static readonly Int128 Most = Int128.Parse("1000000000000000000000000000", null);

    internal static ShareTerm All => new(ShareMeasure.All);

    internal static ShareTerm Rest => new(ShareMeasure.Rest);

    internal static ShareTerm Percent(int percent, bool upTo = false) => new(ShareMeasure.Percent, percent, upTo);

    internal static ShareTerm Amount(UInt128 minor, bool upTo = false) =>
        new(ShareMeasure.Amount, minor > (UInt128)Most ? Most : (Int128)minor, upTo);

    internal static ShareTerm Fact(int number, bool upTo = false) => new(ShareMeasure.Fact, number, upTo);

    /// <summary>What the term asks for, before <c>up to</c> limits it to what is left.</summary>
    internal Int128 Asked(StakePoint point, Int128 left) => Measure switch
    {
        ShareMeasure.All => point.Stake,
        ShareMeasure.Rest => left,
        ShareMeasure.Percent => point.Stake * Value / 100,
        ShareMeasure.Amount => Value,
        _ => point.Facts[(int)Value],
    };
}
