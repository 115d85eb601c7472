using Onus.Cases.Acts;
using Onus.Core.Formats;

namespace Onus.Cases;

/// <summary>A court order ends a case: nobody stays liable, and no account holds anything for it any more. Pure; the case book
/// asks.</summary>
internal static class CourtOrderLaw
{
    /// <summary>Accepted, or which party or account would be left with something.</summary>
    /// <param name="before">The open case.</param>
    /// <param name="act">What the court orders.</param>
    /// <param name="about">The party or account that it is about; -1 for nothing.</param>
    public static CharterOutcome Check(CaseView before, CourtOrder act, out long about)
    {
        var liability = (UInt128[])before.Liability.Clone();
        foreach (var move in act.Moves)
        {
            about = move.From;
            if (move.From < 0 || move.From >= liability.Length || move.To < -1 || move.To >= liability.Length || move.From == move.To)
                return CharterOutcome.LiabilityUnbalanced;
            if (move.Amount == 0 || liability[move.From] < move.Amount) return CharterOutcome.LiabilityUnbalanced;
            liability[move.From] -= move.Amount;
            if (move.To >= 0) liability[move.To] += move.Amount;
        }

        about = Array.FindIndex(liability, amount => amount != 0);
        if (about >= 0) return CharterOutcome.LiabilityUnbalanced;

        var held = (Int128[])before.Held.Clone();
        var possible = FundsLaw.Move(before.Product, held, act.Legs.AsSpan(), out var bad);
        about = possible ? Array.FindIndex(held, amount => amount != 0) : bad;
        return possible && about < 0 ? CharterOutcome.Accepted : CharterOutcome.FundsUnbalanced;
    }
}
