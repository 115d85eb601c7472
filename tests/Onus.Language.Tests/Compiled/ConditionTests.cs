using CsCheck;
using Onus.Language.Compiled;

namespace Onus.Language.Tests.Compiled;

public sealed class ConditionTests
{
    private static readonly Gen<Condition> AnyCondition = Gen.Recursive<Condition>((depth, self) => depth > 3
        ? Leaf
        : Gen.Frequency((2, Leaf), (1, self.Array[0, 3].Select(p => Condition.All([.. p]))), (1, self.Array[0, 3].Select(p => Condition.Any([.. p])))));

    private static Gen<Condition> Leaf => Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 3],
        (fact, low, length) => Condition.Within(fact, [new Interval(low, Math.Min(3, low + length))]));

    [Fact]
    public void A_guard_over_known_facts_is_never_unknown() =>
        Gen.Select(AnyCondition, Gen.Int[0, 3].Array[3]).Sample((condition, facts) =>
            condition.Evaluate([.. facts.Select(f => (Int128?)f)]) is not null);

    [Fact]
    public void What_a_guard_says_of_unknown_facts_stays_true_whatever_they_turn_out_to_be() =>
        Gen.Select(AnyCondition, Gen.Int[-1, 3].Array[3], Gen.Int[0, 3].Array[3]).Sample((condition, known, turned) =>
        {
            Int128?[] before = [.. known.Select(k => k < 0 ? (Int128?)null : k)];
            Int128?[] after = [.. known.Zip(turned, (k, t) => (Int128?)(k < 0 ? t : k))];
            var said = condition.Evaluate(before);
            return said is null || said == condition.Evaluate(after);
        });

    [Fact]
    public void A_guard_that_reads_an_unknown_fact_is_unknown_unless_the_rest_decides()
    {
        var low = Condition.Within(0, [new Interval(0, 1)]);
        var other = Condition.Within(1, [new Interval(0, 1)]);
        Assert.Null(low.Evaluate([null, 0]));
        Assert.True(Condition.Any([low, other]).Evaluate([null, 0]));
        Assert.Null(Condition.Any([low, other]).Evaluate([null, 5]));
        Assert.False(Condition.All([low, other]).Evaluate([null, 5]));
        Assert.Null(Condition.All([low, other]).Evaluate([null, 0]));
        Assert.True(Condition.Always.Evaluate([]));
    }
}
