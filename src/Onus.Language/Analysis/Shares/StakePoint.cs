using System.Collections.Immutable;

namespace Onus.Language.Analysis.Shares;

/// <summary>One concrete case: the stake and the values of the money facts that shares name, in minor units.</summary>
internal readonly record struct StakePoint(Int128 Stake, ImmutableArray<Int128> Facts)
{
    internal StakePoint(Int128 stake) : this(stake, [])
    {
    }
}
