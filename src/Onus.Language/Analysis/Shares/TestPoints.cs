using System.Collections.Immutable;

namespace Onus.Language.Analysis.Shares;

/// <summary>The cases that decide all others: around every bend, and enough between two bends.</summary>
/// <remarks>
/// For fixed facts the balances are, between two neighbouring bends, linear in the stake where no percentage is used:
/// two points decide. With percentages a balance grows by a constant whenever the stake grows by one hundred minor
/// units, so one hundred and one neighbouring points decide. Over one fact, the order of the bends changes only where
/// two lines cross; between two crossings two values of the fact decide. Over two facts and more, each is varied while
/// the others stand at their ends and at a round value: exact for all lists that name one fact.
/// </remarks>
internal sealed class TestPoints(CaseSpace space, BendSet set)
{
    private const int Period = 100;

    internal IEnumerable<StakePoint> All()
    {
        foreach (var facts in FactValues())
            foreach (var stake in Stakes(facts))
                yield return new StakePoint(stake, facts);
    }

    private IEnumerable<Int128> Stakes(ImmutableArray<Int128> facts)
    {
        var near = set.Rounds ? Period + 1 : 2;
        foreach (var range in space.Stakes.Ranges)
        {
            var cuts = new SortedSet<Int128> { range.From, range.To };
            foreach (var bend in set.Bends)
            {
                var stake = bend.StakeAt(facts);
                foreach (var cut in (ReadOnlySpan<Int128>)[stake - bend.Blur, stake, stake + 1 + bend.Blur])
                    if (cut > range.From && cut < range.To) cuts.Add(cut);
            }

            var last = range.From - 1;
            foreach (var cut in cuts)
            {
                for (var x = Int128.Max(last + 1, cut - near); x <= Int128.Min(cut + near, range.To); x++)
                    yield return last = x;
            }
        }
    }

    private IEnumerable<ImmutableArray<Int128>> FactValues()
    {
        var values = space.Facts.Select(f => f.From).ToArray();
        if (set.Facts.IsEmpty)
        {
            yield return [.. values];
            yield break;
        }

        foreach (var varied in set.Facts)
            foreach (var others in Others(varied, 0, values))
                foreach (var value in ValuesOf(varied, others))
                    yield return others.SetItem(varied, value);
    }

    private IEnumerable<ImmutableArray<Int128>> Others(int varied, int next, Int128[] values)
    {
        if (next == set.Facts.Length)
        {
            yield return [.. values];
            yield break;
        }

        var fact = set.Facts[next];
        var range = space.Facts[fact];
        var round = Int128.Min(range.To, Int128.Max(range.From, 10_000));
        foreach (var value in fact == varied ? [range.From] : new SortedSet<Int128> { range.From, round, range.To })
        {
            values[fact] = value;
            foreach (var rest in Others(varied, next + 1, values)) yield return rest;
        }
    }

    private SortedSet<Int128> ValuesOf(int fact, ImmutableArray<Int128> others)
    {
        var range = space.Facts[fact];
        var crossings = new SortedSet<Int128> { range.From, range.To };
        var lines = set.Bends.Select(b => (b.Weight, Amount: b.AmountBeside(fact, others), Count: b.CountOf(fact))).ToList();
        foreach (var end in space.Stakes.Ranges)
        {
            lines.Add((100, end.From, 0));
            lines.Add((100, end.To, 0));
        }

        for (var i = 0; i < lines.Count; i++)
            for (var j = i + 1; j < lines.Count; j++)
            {
                var (a, b) = (lines[i], lines[j]);
                var slope = (b.Weight * a.Count) - (a.Weight * b.Count);
                if (slope == 0) continue;
                var crossing = ((a.Weight * b.Amount) - (b.Weight * a.Amount)) / slope;
                if (crossing > range.From && crossing < range.To) crossings.Add(crossing);
            }

        var all = new SortedSet<Int128>();
        Int128? before = null;
        foreach (var crossing in crossings)
        {
            if (before is { } b) all.Add(b + ((crossing - b) / 2));
            for (var value = crossing - 2; value <= crossing + 2; value++)
                if (value >= range.From && value <= range.To) all.Add(value);
            before = crossing;
        }

        return all;
    }
}
