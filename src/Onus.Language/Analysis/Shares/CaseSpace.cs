using System.Collections.Immutable;

namespace Onus.Language.Analysis.Shares;

/// <summary>All the cases a question is asked about: the possible stakes and, for each money fact, its range.</summary>
internal sealed record CaseSpace(StakeDomain Stakes, ImmutableArray<StakeRange> Facts)
{
    internal CaseSpace(StakeDomain stakes) : this(stakes, [])
    {
    }

    /// <summary>A case, as round as can be found, in which the condition fails; null when it holds in every case.</summary>
    /// <remarks>Balances bend only at the lines of their lists, and between two lines they repeat every hundred minor
    /// units but for a constant, so the tested points decide all others (see <see cref="TestPoints"/>).</remarks>
    internal StakePoint? Refute(Func<StakePoint, bool> holds, params ReadOnlySpan<Balance> balances)
    {
        if (Stakes.IsEmpty) return null;
        var bends = Bends(balances);
        StakePoint? found = null;
        foreach (var point in new TestPoints(this, bends).All())
        {
            if (holds(point)) continue;
            found = point;
            break;
        }

        if (found is null) return null;
        foreach (var point in new RoundPoints(this, bends).All())
            if (!holds(point)) return point;
        return found;
    }

    /// <summary>A round case in which the balance is not zero; null when it is zero always.</summary>
    internal StakePoint? NotZero(Balance balance) => balance.IsEmpty ? null : Refute(p => balance.At(p) == 0, balance);

    /// <summary>A round case in which the balance is below zero; null when that never happens.</summary>
    internal StakePoint? Negative(Balance balance) => balance.IsEmpty ? null : Refute(p => balance.At(p) >= 0, balance);

    /// <summary>A round case in which the balance is above zero; null when that never happens.</summary>
    internal StakePoint? Positive(Balance balance) => balance.IsEmpty ? null : Refute(p => balance.At(p) <= 0, balance);

    private static BendSet Bends(ReadOnlySpan<Balance> balances)
    {
        var bends = new List<Bend>();
        var facts = new SortedSet<int>();
        var rounds = false;
        foreach (var balance in balances)
            foreach (var list in balance.Lists)
            {
                bends.AddRange(list.Bends());
                foreach (var term in list.Terms)
                {
                    if (term.Measure == ShareMeasure.Fact) facts.Add((int)term.Value);
                    rounds |= term.Measure == ShareMeasure.Percent;
                }
            }

        return new BendSet([.. bends], [.. facts], rounds);
    }
}

/// <summary>Where the balances of one question bend, which facts they read, and whether any percentage is rounded.</summary>
internal sealed record BendSet(ImmutableArray<Bend> Bends, ImmutableArray<int> Facts, bool Rounds);
