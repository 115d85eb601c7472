using Onus.Language.Analysis.Guards;
using Onus.Language.Compiled;

namespace Onus.Language.Tests.Guards;

/// <summary>Regions against listing every case of small spaces.</summary>
public sealed class RegionTests
{
    private const int Tables = 3_000;

    [Fact]
    public void A_region_holds_exactly_the_cases_of_its_guard() => ForEachTable((space, axes, guards, _) =>
    {
        var (left, right) = (guards[0], guards[^1]);
        var (a, b) = (RandomTables.RegionOf(space, left), RandomTables.RegionOf(space, right));
        foreach (var point in RandomTables.Cases(axes))
        {
            var (inLeft, inRight) = (RandomTables.Holds(left, point), RandomTables.Holds(right, point));
            Assert.Equal(inLeft, space.Contains(a, point));
            Assert.Equal(inLeft && inRight, space.Contains(space.And(a, b), point));
            Assert.Equal(inLeft || inRight, space.Contains(space.Or(a, b), point));
            Assert.Equal(!inLeft, space.Contains(space.Not(a), point));
            Assert.Equal(inLeft && !inRight, space.Contains(space.Minus(a, b), point));
        }
    });

    [Fact]
    public void Equal_sets_are_equal_regions() => ForEachTable((space, axes, guards, _) =>
    {
        var (left, right) = (guards[0], guards[^1]);
        var same = RandomTables.Cases(axes).All(p => RandomTables.Holds(left, p) == RandomTables.Holds(right, p));
        Assert.Equal(same, RandomTables.RegionOf(space, left) == RandomTables.RegionOf(space, right));
    });

    [Fact]
    public void A_projection_forgets_one_axis() => ForEachTable((space, axes, guards, random) =>
    {
        var axis = random.Next(axes.Length);
        var region = RandomTables.RegionOf(space, guards[0]);
        var (any, every) = (space.WithAny(axis, region), space.WithEvery(axis, region));
        foreach (var group in RandomTables.Cases(axes).GroupBy(p => string.Join(',', p.Select((v, i) => i == axis ? 0 : v))))
        {
            var holds = group.Select(p => RandomTables.Holds(guards[0], p)).ToArray();
            foreach (var point in group)
            {
                Assert.Equal(holds.Contains(true), space.Contains(any, point));
                Assert.Equal(!holds.Contains(false), space.Contains(every, point));
            }
        }
    });

    [Fact]
    public void A_slice_lists_the_values_of_one_axis() => ForEachTable((space, axes, guards, random) =>
    {
        var axis = random.Next(axes.Length);
        var region = RandomTables.RegionOf(space, guards[0]);
        foreach (var point in RandomTables.Cases(axes))
        {
            var listed = space.Slice(region, axis, point).Any(i => i.Contains(point[axis]));
            Assert.Equal(RandomTables.Holds(guards[0], point), listed);
        }
    });

    [Fact]
    public void Boxes_are_disjoint_and_make_up_the_region() => ForEachTable((space, axes, guards, _) =>
    {
        var boxes = RegionBoxes.Of(space, RandomTables.RegionOf(space, guards[0])).ToArray();
        foreach (var point in RandomTables.Cases(axes))
        {
            var holding = boxes.Count(b => b.Contains(point));
            Assert.Equal(RandomTables.Holds(guards[0], point) ? 1 : 0, holding);
        }
    });

    [Fact]
    public void The_search_finds_a_gap_exactly_when_there_is_one() => ForEachTable((space, axes, guards, _) =>
    {
        var regions = guards.Skip(1).Select(g => RandomTables.RegionOf(space, g)).ToArray();
        var within = RandomTables.RegionOf(space, guards[0]);
        var search = new RegionSearch(space, 100_000);
        var cell = search.Find(within, regions);
        var gaps = RandomTables.Cases(axes)
            .Where(p => RandomTables.Holds(guards[0], p) && !guards.Skip(1).Any(g => RandomTables.Holds(g, p)))
            .ToArray();
        Assert.False(search.IsUndecided);
        Assert.Equal(gaps.Length > 0, cell is not null);
        if (cell is null) return;
        foreach (var point in RandomTables.Cases(cell))
            Assert.Contains(gaps, g => g.AsSpan().SequenceEqual(point));
    });

    [Fact]
    public void A_space_that_may_hold_too_few_nodes_says_so_and_never_guesses()
    {
        Interval[] axes = [.. Enumerable.Repeat(new Interval(0, 9), 6)];
        var space = new RegionSpace(axes, budget: 8);
        var region = Region.Everything;
        for (var axis = 0; axis < 6; axis++)
            region = space.And(region, space.Or(space.Where(axis, [new(0, axis)]), space.Where(5 - axis, [new(5, 9)])));
        Assert.True(region.IsTooLarge);
        Assert.True(space.Not(region).IsTooLarge);
        Assert.True(space.Or(region, Region.Nothing).IsTooLarge);
        Assert.Equal(Region.Nothing, space.And(region, Region.Nothing));
        var search = new RegionSearch(space, 100);
        Assert.Null(search.Find(region, []));
        Assert.True(search.IsUndecided);
    }

    private static void ForEachTable(Action<RegionSpace, Interval[], Condition[], RandomTables> check)
    {
        for (var seed = 0; seed < Tables; seed++)
        {
            var random = new RandomTables(seed);
            var axes = random.Axes(4);
            var guards = Enumerable.Range(0, 2 + random.Next(5)).Select(_ => random.Guard(axes, 2)).ToArray();
            check(new RegionSpace(axes, 100_000), axes, guards, random);
        }
    }
}
