using Onus.Language.Analysis.Guards;
using Onus.Language.Compiled;

namespace Onus.Language.Tests.Guards;

/// <summary>Random guards over small domains, whose cases can all be listed.</summary>
internal sealed class RandomTables(int seed)
{
    private readonly Random _random = new(seed);

    public Interval[] Axes(int most)
    {
        var axes = new Interval[_random.Next(1, most + 1)];
        for (var i = 0; i < axes.Length; i++)
        {
            var low = _random.Next(-2, 3);
            axes[i] = new Interval(low, low + _random.Next(0, 6));
        }

        return axes;
    }

    public Condition Guard(Interval[] axes, int depth)
    {
        if (depth == 0 || _random.Next(3) == 0)
        {
            var fact = _random.Next(axes.Length);
            var intervals = new List<Interval>();
            for (var at = axes[fact].Low - 1; at <= axes[fact].High + 1; at++)
            {
                if (_random.Next(3) != 0) continue;
                var high = at + _random.Next(3);
                intervals.Add(new Interval(at, high));
                at = high + 1;
            }

            return Condition.Within(fact, [.. intervals]);
        }

        var parts = Enumerable.Range(0, _random.Next(0, 4)).Select(_ => Guard(axes, depth - 1));
        return _random.Next(2) == 0 ? Condition.All([.. parts]) : Condition.Any([.. parts]);
    }

    public int Next(int below) => _random.Next(below);

    public static IEnumerable<Int128[]> Cases(Interval[] axes)
    {
        var point = axes.Select(a => a.Low).ToArray();
        while (true)
        {
            yield return [.. point];
            var axis = axes.Length - 1;
            while (axis >= 0 && point[axis] == axes[axis].High) point[axis] = axes[axis--].Low;
            if (axis < 0) yield break;
            point[axis]++;
        }
    }

    public static bool Holds(Condition guard, Int128[] point) =>
        guard.Evaluate([.. point.Select(v => (Int128?)v)]) ?? throw new InvalidOperationException("every fact is known");

    public static Region RegionOf(RegionSpace space, Condition guard) => space.Where(guard, fact => fact);
}
