using System.Collections.Immutable;

namespace Onus.Language.Analysis.Shares;

/// <summary>The shares of one comma list: each is a function of the stake that depends on those before it.</summary>
/// <remarks>What is left after the first i shares is max(0, stake - what these i ask for), because an asked amount is
/// never negative. So a list bends only where the stake equals what a prefix asks for: one line per prefix.</remarks>
internal sealed class ShareList(ImmutableArray<ShareTerm> terms)
{
    internal ImmutableArray<ShareTerm> Terms { get; } = terms;

    internal static ShareList Of(params ReadOnlySpan<ShareTerm> terms) => new([.. terms]);

    /// <summary>The minor units that one share takes in a concrete case.</summary>
    internal Int128 Take(int index, StakePoint point)
    {
        var left = point.Stake;
        for (var i = 0; ; i++)
        {
            var asked = Terms[i].Asked(point, left);
            var taken = Terms[i].UpTo ? Int128.Min(asked, left) : asked;
            if (i == index) return taken;
            left = Int128.Max(0, left - taken);
        }
    }

    /// <summary>The lines in the plane of stake and facts at which a share of the list starts or stops to be limited.</summary>
    internal IEnumerable<Bend> Bends()
    {
        int percent = 0, roundings = 0;
        Int128 amount = 0;
        var facts = ImmutableArray<int>.Empty;
        foreach (var term in Terms)
        {
            switch (term.Measure)
            {
                case ShareMeasure.Percent:
                    percent += (int)term.Value;
                    roundings++;
                    break;
                case ShareMeasure.Amount:
                    amount = Int128.Min(ShareTerm.Most, amount + term.Value);
                    break;
                case ShareMeasure.Fact:
                    facts = facts.Add((int)term.Value);
                    break;
                default:
                    yield break;
            }

            // A prefix that asks for the whole stake or more leaves nothing whatever the stake is: no bend.
            if (percent >= 100) yield break;
            yield return new Bend(100 - percent, amount, facts, roundings);
        }
    }
}
