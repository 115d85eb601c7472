using System.Collections.Immutable;
using Onus.Language.Analysis.Guards;
using Onus.Language.Binding;
using Onus.Language.Compiled;

namespace Onus.Language.Tests.Guards;

public sealed class DecisionDiffTests
{
    [Fact]
    public void Two_versions_differ_exactly_in_the_cases_that_listing_finds()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var (before, after) = (Version(seed, 1), Version(seed, 2));
            var changes = DecisionDiff.Between(before, after, SmallProduct.Options);
            Assert.NotNull(changes);
            var expected = RandomProducts.Cases(before).Select(c => (Rule(before, c), Rule(after, c))).Where(c => c.Item1 != c.Item2).Distinct();
            Assert.Equal(expected.Order(), changes.Where(c => c.ByRule).Select(c => (c.Before, c.After)).Order());
        }
    }

    [Fact]
    public void A_version_does_not_differ_from_itself()
    {
        for (var seed = 0; seed < 300; seed++)
            Assert.Empty(DecisionDiff.Between(Version(seed, 1), Version(seed, 1), SmallProduct.Options)!);
    }

    [Fact]
    public void A_moved_threshold_is_told_in_the_cases_between()
    {
        var (before, after) = (Threshold(ComparisonKind.AtMost, 10), Threshold(ComparisonKind.Under, 10));
        var change = Assert.Single(DecisionDiff.Between(before, after, SmallProduct.Options)!);
        Assert.Equal(("start", "small", "large", true), (change.State, change.Before, change.After, change.ByRule));
        Assert.Equal(["amount is exactly 10"], change.Cases);
        Assert.Equal("amount is exactly 10", change.Example);
    }

    [Fact]
    public void A_step_that_opens_to_a_person_is_told()
    {
        var small = new SmallProduct();
        var word = small.Words("word", "a", "b");
        var (start, end) = (small.State("start", SmallProduct.Days(1)), small.State("end"));
        small.Step("ask", DeciderKind.Person, start, end, SmallProduct.Is(word, "a"));
        var before = small.Build();
        var after = before with { Steps = [before.Steps[0] with { When = null }] };
        var change = Assert.Single(DecisionDiff.Between(before, after, SmallProduct.Options)!);
        Assert.Equal((null, "ask", false), (change.Before, change.After, change.ByRule));
        Assert.Equal(["word is b"], change.Cases);
    }

    [Fact]
    public void A_member_that_only_one_version_knows_changes_no_decision()
    {
        BoundProduct Of(params ImmutableArray<string> words)
        {
            var small = new SmallProduct();
            var word = small.Words("word", words);
            var (start, end) = (small.State("start", SmallProduct.Days(1)), small.State("end"));
            small.Step("one", DeciderKind.Rule, start, end, SmallProduct.Is(word, "x"));
            small.Step("other", DeciderKind.Rule, start, end, new BoundMembership(word, ["x"], true, default));
            return small.Build();
        }

        Assert.Empty(DecisionDiff.Between(Of("x", "y"), Of("z", "y", "x"), SmallProduct.Options)!);
    }

    [Fact]
    public void The_nearest_boundary_turns_the_guard_and_nothing_nearer_does()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new RandomTables(seed);
            var axes = random.Axes(3);
            var guard = random.Guard(axes, 2);
            ImmutableArray<Fact> facts = [.. axes.Select((a, i) => Fact($"fact-{i}", a))];
            var point = RandomTables.Cases(axes).ElementAt(random.Next(RandomTables.Cases(axes).Count()));
            var found = Boundaries.Of(guard, [.. point.Select(v => (Int128?)v)], facts).ToDictionary(b => b.Fact, b => b.Value);
            for (var axis = 0; axis < axes.Length; axis++)
            {
                var nearest = RandomTables.Cases([axes[axis]]).Select(v => v[0]).Where(v => Turns(axis, v))
                    .Select(v => (Int128?)Int128.Abs(v - point[axis])).Min();
                Assert.Equal(nearest, found.TryGetValue(axis, out var value) ? Int128.Abs(value - point[axis]) : null);
            }

            bool Turns(int axis, Int128 value)
            {
                var other = (Int128[])point.Clone();
                other[axis] = value;
                return RandomTables.Holds(guard, other) != RandomTables.Holds(guard, point);
            }
        }
    }

    private static string? Rule(BoundProduct product, Int128[] point) => product.Steps
        .FirstOrDefault(s => s.Decision!.By == DeciderKind.Rule && SmallProduct.Holds(product, s.When, point))?.Name;

    private static BoundProduct Version(int seed, int version)
    {
        var random = new RandomProducts(seed);
        var small = random.Facts(new SmallProduct(), later: false);
        var (start, end) = (small.State("start", SmallProduct.Days(1)), small.State("end"));
        for (var i = 0; i < 3; i++)
        {
            var (first, second) = (random.Condition(1), random.Condition(1));
            small.Step($"rule-{i}", DeciderKind.Rule, start, end, version == 1 || i == 0 ? first : second);
        }

        return small.Build();
    }

    private static BoundProduct Threshold(ComparisonKind kind, int value)
    {
        var small = new SmallProduct();
        var amount = small.Number("amount", 1, 1_000);
        var (start, end) = (small.State("start", SmallProduct.Days(1)), small.State("end"));
        small.Step("small", DeciderKind.Rule, start, end, SmallProduct.Is(amount, kind, value));
        small.Step("large", DeciderKind.Rule, start, end, new BoundNot(SmallProduct.Is(amount, kind, value), default));
        return small.Build();
    }

    private static Fact Fact(string name, Interval range) => new()
    {
        Name = name,
        Kind = Onus.Language.Compiled.FactKind.Number,
        Currency = default,
        Range = range,
        Values = [],
        Personal = false,
        From = null,
        Later = false,
        Kept = null,
        Partition = [],
    };
}
