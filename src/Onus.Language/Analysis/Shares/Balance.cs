using System.Collections.Immutable;

namespace Onus.Language.Analysis.Shares;

/// <summary>A sum of shares with signs: what somebody owes, what an account holds, or how far two such sums differ.</summary>
internal sealed class Balance
{
    private readonly ImmutableArray<(ShareList List, int Index, int Sign)> _parts;

    private Balance(ImmutableArray<(ShareList List, int Index, int Sign)> parts) => _parts = parts;

    /// <summary>Nothing at all.</summary>
    internal static Balance Zero { get; } = new([]);

    /// <summary>The whole stake.</summary>
    internal static Balance Stake { get; } = Of(ShareList.Of(ShareTerm.All), 0);

    /// <summary>Whether nothing was ever added, not merely that the sum is zero.</summary>
    internal bool IsEmpty => _parts.IsEmpty;

    internal static Balance Of(ShareList list, int index) => new([(list, index, 1)]);

    public static Balance operator +(Balance left, Balance right) => new(left._parts.AddRange(right._parts));

    public static Balance operator -(Balance left, Balance right) => left + -right;

    public static Balance operator -(Balance balance) =>
        new([.. balance._parts.Select(p => (p.List, p.Index, -p.Sign))]);

    /// <summary>The distinct lists whose shares play a part.</summary>
    internal IEnumerable<ShareList> Lists => _parts.Select(p => p.List).Distinct();

    /// <summary>The value in a concrete case, in minor units.</summary>
    internal Int128 At(StakePoint point)
    {
        Int128 sum = 0;
        foreach (var (list, index, sign) in _parts) sum += sign * list.Take(index, point);
        return sum;
    }
}
