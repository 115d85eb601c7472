using System.Numerics;
using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Testing.Cases;

/// <summary>How full a product's caps are.</summary>
internal sealed class PlainCaps(PlainHistory history)
{
    /// <summary>The first cap that stops a step from moving so much liability, or null.</summary>
    /// <param name="of">The case.</param>
    /// <param name="step">The step.</param>
    /// <param name="gained">What each party of the case would owe more.</param>
    /// <param name="now">The time of the act.</param>
    public int? Stops(ulong of, int step, Func<int, BigInteger> gained, LogTime now)
    {
        var caps = history.Text(of).Caps;
        for (var i = 0; i < caps.Length; i++)
        {
            if (!caps[i].Blocks.Contains(step)) continue;
            var more = caps[i].Window is null ? gained(caps[i].On) : history.Opening(of)!.Stake;
            if (more > 0 && Level(of, i, now) + more > (BigInteger)caps[i].Limit.Amount) return i;
        }

        return null;
    }

    /// <summary>Open liability of the party over all cases and versions, or the stakes of the blocked steps in the window.</summary>
    public BigInteger Level(ulong of, int cap, LogTime now)
    {
        var product = history.Opening(of)!.Product;
        var text = product.Text.Caps[cap];
        bool Same(ulong other) => text.Per is not { } per
            || history.Opening(other)!.Parties[Party(other, product, per)] == history.Opening(of)!.Parties[per];
        if (text.Window is { } window)
        {
            var since = product.Calendar.Start(now, window.ToTerm());
            return history.Firings(product.Text.Name, text.Blocks.Select(s => product.Text.Steps[s].Name), since)
                .Where(f => Same(f.Case)).Aggregate(BigInteger.Zero, (sum, f) => sum + history.Opening(f.Case)!.Stake);
        }

        return history.OpenCases.Where(c => c.Product.Text.Name == product.Text.Name && Same(c.Case))
            .Aggregate(BigInteger.Zero, (sum, c) => sum + history.Liability(c.Case, Party(c.Case, product, text.On)));
    }

    /// <summary>The marks, in percent, that a cap crosses from below when it fills up from one level to another, by place.</summary>
    public static IEnumerable<int> Crossed(Cap cap, IEnumerable<int> percents, BigInteger before, BigInteger after) =>
        percents.Select((p, i) => (p, i)).Where(x => before * 100 < (BigInteger)cap.Limit.Amount * x.p
            && after * 100 >= (BigInteger)cap.Limit.Amount * x.p).Select(x => x.i);

    private int Party(ulong other, PlainProduct product, int party) =>
        history.Text(other).Parties.ToList().FindIndex(p => p.Name == product.Text.Parties[party].Name);
}
