using System.Collections.Immutable;

namespace Onus.Language.Analysis.Shares;

/// <summary>An inclusive range of minor units.</summary>
internal readonly record struct StakeRange(Int128 From, Int128 To);

/// <summary>The stakes that are possible somewhere: disjoint rising ranges; none at all where nothing can get there.</summary>
internal readonly record struct StakeDomain(ImmutableArray<StakeRange> Ranges)
{
    internal static StakeDomain Nothing => new([]);

    /// <summary>Every amount there is; a fact's own range cuts it down.</summary>
    internal static StakeDomain Everything => Between(0, ShareTerm.Most);

    internal bool IsEmpty => Ranges.IsEmpty;

    internal static StakeDomain Between(Int128 from, Int128 to) => from > to ? Nothing : new([new StakeRange(from, to)]);

    internal bool Contains(Int128 stake) => Ranges.Any(r => stake >= r.From && stake <= r.To);

    internal StakeDomain And(StakeDomain other)
    {
        var both = ImmutableArray.CreateBuilder<StakeRange>();
        foreach (var a in Ranges)
            foreach (var b in other.Ranges)
            {
                var common = new StakeRange(Int128.Max(a.From, b.From), Int128.Min(a.To, b.To));
                if (common.From <= common.To) both.Add(common);
            }

        return new StakeDomain(both.ToImmutable());
    }

    internal StakeDomain Or(StakeDomain other)
    {
        var merged = ImmutableArray.CreateBuilder<StakeRange>();
        foreach (var range in Ranges.Concat(other.Ranges).OrderBy(r => r.From))
        {
            if (merged.Count > 0 && range.From <= merged[^1].To + 1)
                merged[^1] = merged[^1] with { To = Int128.Max(merged[^1].To, range.To) };
            else merged.Add(range);
        }

        return new StakeDomain(merged.ToImmutable());
    }

    /// <summary>The same stakes, compared by value.</summary>
    public bool Equals(StakeDomain other) => Ranges.AsSpan().SequenceEqual(other.Ranges.AsSpan());

    public override int GetHashCode() => Ranges.Length;
}
