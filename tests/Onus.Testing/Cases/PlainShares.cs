using System.Numerics;
using Onus.Language.Compiled;

namespace Onus.Testing.Cases;

/// <summary>Shares of a stake as amounts.</summary>
internal static class PlainShares
{
    /// <summary>What each share of one comma list comes to; null where one of them is a fact that nobody knows.</summary>
    public static IReadOnlyList<BigInteger>? Amounts(IEnumerable<Share> list, BigInteger stake, IReadOnlyList<Int128?> facts)
    {
        var amounts = new List<BigInteger>();
        foreach (var share in list)
        {
            var left = BigInteger.Max(0, stake - amounts.Aggregate(BigInteger.Zero, (sum, a) => sum + a));
            var fact = share.Kind is ShareKind.Fact or ShareKind.UpToFact ? facts[share.FactIndex] : 0;
            if (fact is not { } value) return null;
            amounts.Add(share.Kind switch
            {
                ShareKind.All => stake,
                ShareKind.Rest => left,
                ShareKind.Percent => stake * (BigInteger)share.Amount / 100,
                ShareKind.UpToPercent => BigInteger.Min(left, stake * (BigInteger)share.Amount / 100),
                ShareKind.Amount => (BigInteger)share.Amount,
                ShareKind.UpToAmount => BigInteger.Min(left, (BigInteger)share.Amount),
                ShareKind.Fact => (BigInteger)value,
                _ => BigInteger.Min(left, (BigInteger)value),
            });
        }

        return amounts;
    }
}
