using System.Collections.Immutable;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Acts;

/// <summary>Law 4: what the parties of an open case are liable for adds up to its stake, and to nothing when it has ended.</summary>
internal static class LiabilityLaw
{
    /// <summary>Moves liability between parties as a step says.</summary>
    public static void Shift(
        Step step, UInt128 stake, ReadOnlySpan<Int128?> facts, UInt128[] liability, List<LiabilityMove>? moves)
    {
        foreach (var list in step.Shifts)
        {
            var split = new ShareSplit(stake);
            foreach (var move in list)
            {
                var amount = split.Next(move.Share, facts) ?? 0;
                if (amount == 0) continue;
                Invariant.Holds(liability[move.From] >= amount);
                liability[move.From] -= amount;
                liability[move.To] += amount;
                moves?.Add(new LiabilityMove(move.From, move.To, amount));
            }
        }
    }

    /// <summary>Ends liability: paid, or left where it fell.</summary>
    public static void End(
        ImmutableArray<PartyShare> shares, UInt128 stake, ReadOnlySpan<Int128?> facts, UInt128[] liability, List<LiabilityMove>? moves)
    {
        var split = new ShareSplit(stake);
        foreach (var line in shares)
        {
            var amount = split.Next(line.Share!.Value, facts) ?? 0;
            if (amount == 0) continue;
            Invariant.Holds(liability[line.Party] >= amount);
            liability[line.Party] -= amount;
            moves?.Add(new LiabilityMove(line.Party, -1, amount));
        }
    }

    /// <summary>Checks the case against its state: the sum law, and each party's declared share.</summary>
    public static void Check(CaseView view)
    {
        if (view.Product.Stake is null) return;
        var state = view.Product.States[view.State];
        UInt128 sum = 0;
        foreach (var amount in view.Liability) sum += amount;
        Invariant.Holds(sum == (state.Final ? 0 : view.Stake));
        if (state.Final) return;
        var split = new ShareSplit(view.Stake);
        var declared = new UInt128[view.Liability.Length];
        foreach (var line in state.Liable)
        {
            // An award that nobody has set yet declares nothing that could be checked.
            if (split.Next(line.Share!.Value, view.Facts) is not { } amount) return;
            declared[line.Party] += amount;
        }

        Invariant.Holds(view.Liability.AsSpan().SequenceEqual(declared));
    }
}
