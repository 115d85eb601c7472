using System.Collections.Immutable;

namespace Onus.Language.Analysis.Shares;

/// <summary>Cases in amounts that a reader can check in the head, the roundest first.</summary>
internal sealed class RoundPoints(CaseSpace space, BendSet set)
{
    // EUR 100.00 reads best, then EUR 10.00 and EUR 1.00, in minor units of a currency with two digits.
    private static readonly Int128[] Favourites = [10_000, 1_000, 100];

    internal IEnumerable<StakePoint> All()
    {
        foreach (var facts in FactValues())
        {
            var bends = set.Bends.Select(b => b.StakeAt(facts)).Order().ToList();
            foreach (var stake in Favourites.Concat(bends.SelectMany(Around)).Concat(PowersOfTen()))
                if (space.Stakes.Contains(stake)) yield return new StakePoint(stake, facts);
        }
    }

    // The next round amount above the place, the place itself, and the next below.
    private static IEnumerable<Int128> Around(Int128 place)
    {
        Int128 step = 1;
        while (step * 10 <= place) step *= 10;
        yield return ((place / step) + 1) * step;
        yield return place;
        if (place % step != 0) yield return place / step * step;
        else if (place > step) yield return place - step;
        yield return place + 1;
        if (place > 1) yield return place - 1;
    }

    private static IEnumerable<Int128> PowersOfTen()
    {
        for (Int128 power = 100_000; power < ShareTerm.Most; power *= 10) yield return power;
        yield return 10;
        yield return 1;
    }

    private List<ImmutableArray<Int128>> FactValues()
    {
        var all = new List<ImmutableArray<Int128>>();
        Spread([.. space.Facts.Select(f => f.From)], 0, all);
        return all;
    }

    private void Spread(ImmutableArray<Int128> values, int next, List<ImmutableArray<Int128>> all)
    {
        if (next == set.Facts.Length)
        {
            all.Add(values);
            return;
        }

        var fact = set.Facts[next];
        var range = space.Facts[fact];
        foreach (var value in (ReadOnlySpan<Int128>)[5_000, 10_000, 20_000, 1_000, range.From, range.To])
            if (value >= range.From && value <= range.To) Spread(values.SetItem(fact, value), next + 1, all);
    }
}
