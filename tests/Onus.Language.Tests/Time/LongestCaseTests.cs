using Onus.Language.Analysis.Time;
using Onus.Language.Binding;
using Onus.Language.Tests.Guards;

namespace Onus.Language.Tests.Time;

/// <summary>The longest case against walking every way through small random products.</summary>
public sealed class LongestCaseTests
{
    [Fact]
    public void The_longest_case_is_the_longest_of_all_walks()
    {
        var (bounded, unbounded) = (0, 0);
        for (var seed = 0; seed < 3_000; seed++)
        {
            var product = Random(seed);
            var report = TimeReport.Of(product, SmallProduct.Options);
            var longest = Walk(product, product.Start!.Value, [], new ulong[product.Legal.Length + 1], 0);
            Assert.Equal(longest, report.Longest?.Seconds);
            _ = longest is null ? unbounded++ : bounded++;
        }

        Assert.True(bounded > 500 && unbounded > 500);
    }

    [Fact]
    public void A_step_counted_a_hundred_thousand_times_is_decided_or_given_up_without_a_crash()
    {
        var small = new SmallProduct();
        var (start, end) = (small.State("start", SmallProduct.Days(1)), small.State("end"));
        small.Step("again", DeciderKind.Person, start, start, atMost: 100_000);
        small.Step("leave", DeciderKind.Clock, start, end);
        var report = TimeReport.Of(small.Build(), SmallProduct.Options);
        Assert.Equal(100_001ul * 86_400, report.Longest?.Seconds);
        Assert.Null(TimeReport.Of(small.Build(), new CheckOptions { GuardNodeBudget = 1_000 }).Longest);
    }

    [Fact]
    public void A_clock_over_all_states_of_a_meaning_cuts_their_sum()
    {
        var small = new SmallProduct();
        var clock = new BoundClock(new BoundQuantity(SmallProduct.Days(180), null, default), null, new StepRef(1), default, default);
        var legal = new BoundLegal { Name = "restricted", Span = default, Clock = clock };
        var (start, end) = (small.State("start", SmallProduct.Days(30), new StepRef(1), legal), small.State("end"));
        small.Step("extend", DeciderKind.Person, start, start, atMost: 9);
        small.Step("ends", DeciderKind.Clock, start, end);
        var product = small.Build([legal]);
        var report = TimeReport.Of(product, SmallProduct.Options);
        Assert.Equal(180ul * 86_400, report.Longest?.Seconds);
        Assert.Equal("start > end, 30 days", report.Silence?.Text(product));
    }

    [Theory]
    [InlineData(0, "no time")]
    [InlineData(86_400, "1 day")]
    [InlineData(182 * 86_400 + 900, "182 days 15 minutes")]
    [InlineData(3_661, "1 hour 1 minute 1 second")]
    public void A_length_is_printed_for_people(int seconds, string text) => Assert.Equal(text, TimeText.Of((ulong)seconds));

    private static BoundProduct Random(int seed)
    {
        var random = new Random(seed);
        var small = new SmallProduct();
        var clock = new BoundClock(new BoundQuantity(SmallProduct.Days(1 + random.Next(12)), null, default), null, new StepRef(0), default, default);
        var legal = new BoundLegal { Name = "limited", Span = default, Clock = clock };
        StateRef[] states =
        [
            .. Enumerable.Range(0, 3 + random.Next(2)).Select(i => small.State(
                $"state-{i}", SmallProduct.Days(1 + random.Next(7)), legal: random.Next(3) == 0 ? legal : null)),
        ];
        for (var i = 0; i < 5; i++)
            small.Step($"step-{i}", DeciderKind.Person, states[random.Next(states.Length)], states[random.Next(states.Length)],
                atMost: random.Next(2) == 0 ? null : 1 + random.Next(2));
        return small.Build([legal]);
    }

    // Depth first over every walk; a walk that is longer than any counted one can be is a circle without a count.
    private static ulong? Walk(BoundProduct product, StateRef at, Dictionary<int, int> used, ulong[] parts, int depth)
    {
        if (depth > 60) return null;
        var part = product[at].Legal is null ? 0 : 1;
        parts[part] += product[at].Clock is { } clock ? (ulong)clock.Limit.Value.CalendarDays * 86_400 : 0;
        var longest = parts[0] + Math.Min(parts[1], (ulong)product.Legal[0].Clock!.Limit.Value.CalendarDays * 86_400);
        foreach (var step in product.StepsFrom(at))
        {
            var count = used.GetValueOrDefault(step.Index);
            if (product[step].AtMost is { } most && (UInt128)count >= most.Value.Amount) continue;
            var next = new Dictionary<int, int>(used) { [step.Index] = count + 1 };
            if (Walk(product, product[step].To!.Value, next, (ulong[])parts.Clone(), depth + 1) is not { } length) return null;
            longest = Math.Max(longest, length);
        }

        return longest;
    }
}
