using Onus.Language.Compiled;

namespace Onus.Cases.Acts;

/// <summary>Cuts a stake into the amounts that a list of shares names.</summary>
/// <remarks>The list is read from left to right over what is left of the stake (LANGUAGE, "Shares"): <c>n%</c> is
/// floor(stake x n / 100), always of the whole stake; <c>up to</c> takes no more than is left; <c>the rest</c> takes all
/// that is left and so bears the odd cent.</remarks>
internal struct ShareSplit
{
    private readonly UInt128 _stake;
    private UInt128 _left;

    /// <summary>A list that has not been read yet.</summary>
    public ShareSplit(UInt128 stake) => (_stake, _left) = (stake, stake);

    /// <summary>The amount of the next share of the list.</summary>
    /// <param name="share">The share.</param>
    /// <param name="facts">The value of each fact, null where unknown.</param>
    /// <returns>The amount, or null where the share reads a fact that nobody has given yet.</returns>
    public UInt128? Next(Share share, ReadOnlySpan<Int128?> facts)
    {
        UInt128? wanted = share.Kind switch
        {
            ShareKind.All => _stake,
            ShareKind.Rest => _left,
            ShareKind.Percent or ShareKind.UpToPercent => PercentOf(_stake, share.Amount),
            ShareKind.Amount or ShareKind.UpToAmount => share.Amount,
            _ => facts[share.FactIndex] is { } value ? (UInt128)value : null,
        };
        if (wanted is not { } amount) return null;
        if (share.Kind is ShareKind.UpToAmount or ShareKind.UpToPercent or ShareKind.UpToFact) amount = UInt128.Min(amount, _left);
        _left -= UInt128.Min(amount, _left);
        return amount;
    }

    // Split by hundreds first: stake x percent need not fit 128 bits.
    private static UInt128 PercentOf(UInt128 stake, UInt128 percent) =>
        stake / 100 * percent + stake % 100 * percent / 100;
}
