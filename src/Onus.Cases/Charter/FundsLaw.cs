using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>What explicit legs do to the money that a case holds.</summary>
internal static class FundsLaw
{
    /// <summary>Moves the legs between the accounts of a product that keep a balance for each case.</summary>
    /// <param name="product">The product.</param>
    /// <param name="held">What each account holds for the case; changed.</param>
    /// <param name="legs">The legs.</param>
    /// <param name="bad">The account of a leg that cannot be: unknown, to itself, or of nothing.</param>
    public static bool Move(Product product, Int128[] held, ReadOnlySpan<ActLeg> legs, out int bad)
    {
        foreach (var leg in legs)
        {
            bad = leg.From;
            if (leg.From < 0 || leg.From >= held.Length || leg.To < 0 || leg.To >= held.Length || leg.From == leg.To) return false;
            if (leg.Amount == 0 || leg.Amount > (UInt128)Int128.MaxValue) return false;
            if (product.Accounts[leg.From].EndsEmpty) held[leg.From] -= (Int128)leg.Amount;
            if (product.Accounts[leg.To].EndsEmpty) held[leg.To] += (Int128)leg.Amount;
        }

        bad = -1;
        return true;
    }
}
